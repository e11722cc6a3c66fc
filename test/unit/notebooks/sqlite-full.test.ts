import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type Libsql from "libsql";
import { NotebookError } from "../../../notebooks/support/notebook-error";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import { syncWorkbook } from "../../../notebooks/support/sync";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();

const people = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `${prefix}-${i}`,
    name: `${prefix} ${i}`,
    company: "x".repeat(200),
  }));

/** Fills a store until the disk is full; everything that was acknowledged must be there afterwards. */
async function fill(file: string): Promise<{ acknowledged: number; error: unknown }> {
  const store = new SqliteCustomerStore(file);
  let acknowledged = 0;
  try {
    for (; acknowledged < 100_000; acknowledged += 500) await store.add(people(`N${acknowledged}`, 500));
    return { acknowledged, error: undefined };
  } catch (error) {
    expect((await store.list()).total).toBe(acknowledged);
    return { acknowledged, error };
  } finally {
    await store.close().catch(() => undefined); // without room the log cannot be put away; it is there at the next opening
  }
}

describe("a full disk", () => {
  test("a small one, mounted for the purpose: what was acknowledged is there, and the workbook is as it was", async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      console.log("Skipped: only root can mount a small disk. The next test fills a database instead.");
      return;
    }
    try {
      const file = join(disk, "full.db");
      const { acknowledged, error } = await fill(file);
      expect(acknowledged).toBeGreaterThanOrEqual(500);
      expect(error).toBeInstanceOf(NotebookError);
      expect(["storeFull", "storeDisk"]).toContain((error as NotebookError).key);
      const store = new SqliteCustomerStore(file);
      expect((await store.list()).total).toBe(acknowledged);
      const workbook = join(disk, "team.xlsx");
      await expect(syncWorkbook(store, workbook)).rejects.toMatchObject({
        key: expect.stringMatching(/^(fileDiskFull|storeFull|storeDisk)$/),
      });
      expect((await store.list()).total).toBe(acknowledged);
      await store.close().catch(() => undefined);
    } finally {
      // The driver lets go of its files only once their statements are collected.
      execFileSync("umount", ["-l", disk]);
    }
  });

  test("a database that may not grow: nothing of the write is stored, and it says so in both languages", async () => {
    const file = join(folder, "limited.db");
    await new SqliteCustomerStore(file).close();
    const store = new SqliteCustomerStore(file);
    const { connection } = (store as unknown as { database: { connection: InstanceType<typeof Libsql> } })
      .database;
    connection.exec("PRAGMA max_page_count = 120");
    await store.add(people("first", 100));
    const refused = store.add(people("second", 5000));
    await expect(refused).rejects.toMatchObject({ key: "storeFull", cause: { code: "SQLITE_FULL" } });
    const error = await refused.catch((reason: NotebookError) => reason);
    expect((error as NotebookError).messageIn("zh-CN")).toBe(
      `${file}：磁盘已满。本次写入没有保存任何内容；之前保存的内容是安全的。`,
    );
    expect((await store.list()).total).toBe(100);
    expect((await store.search("second")).total).toBe(0);
    connection.exec("PRAGMA max_page_count = 100000");
    await store.add(people("third", 100));
    expect((await store.list()).total).toBe(200);
    await store.close();
  });
});
