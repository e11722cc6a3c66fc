import { execFile, spawn } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { bundledProgram, programEnvironment } from "../../bundled-program";
import { NotebookError } from "../../../notebooks/support/notebook-error";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();

/** A program that adds customers to a database one by one and says each id once it was acknowledged. */
const program = bundledProgram(`
  import { SqliteCustomerStore } from "./notebooks/support/sqlite";
  const [file, prefix, count] = process.argv.slice(2);
  const store = new SqliteCustomerStore(file);
  (async () => {
    for (let i = 0; i < Number(count); i++) {
      const [customer] = await store.add([{ id: prefix + i, name: "Name " + i }]);
      process.stdout.write(customer.id + "\\n");
    }
    await store.close();
  })();`);

/** How many of the 10,000 inserts are acknowledged before the writer is killed; `npm run soak` waits for more. */
const killAfter = Number(process.env.CRM_KILL_AFTER ?? 150);

describe("what may happen to a database", () => {
  test("a writer killed in the middle loses nothing that it had acknowledged", async () => {
    const file = join(folder, "killed.db");
    const child = spawn(process.execPath, [program, file, "K-", "10000"], { env: programEnvironment });
    let said = "";
    let complaints = "";
    child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
    await new Promise<void>((done) => {
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (said.split("\n").length > killAfter) child.kill("SIGKILL");
      });
      child.once("exit", () => done());
    });
    const acknowledged = said.split("\n").slice(0, -1);
    expect({ complaints, enough: acknowledged.length >= killAfter }).toEqual({
      complaints: "",
      enough: true,
    });
    const store = new SqliteCustomerStore(file);
    const stored = new Set((await store.list()).items.map((each) => each.id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(stored.size - acknowledged.length).toBeLessThanOrEqual(2);
    await store.add([{ name: "Afterwards" }]);
    await store.close();
  });

  test("two processes write at once and both are kept", async () => {
    const file = join(folder, "shared.db");
    const write = (prefix: string) =>
      new Promise<number>((done) =>
        execFile(process.execPath, [program, file, prefix, "60"], { env: programEnvironment }, (error) =>
          done(error === null ? 0 : 1),
        ),
      );
    expect(await Promise.all([write("A-"), write("B-")])).toEqual([0, 0]);
    const store = new SqliteCustomerStore(file);
    expect((await store.list()).total).toBe(120);
    await store.close();
  });

  test("a change by another process is heard", async () => {
    const file = join(folder, "heard.db");
    const listening = new SqliteCustomerStore(file);
    const heard = new Promise<void>((done) => listening.onChange(done));
    const other = new SqliteCustomerStore(file);
    await other.add([{ id: "C-1", name: "From afar" }]);
    await heard;
    expect((await listening.get("C-1"))?.name).toBe("From afar");
    await other.close();
    await listening.close();
  });

  test("a write stopped half way leaves nothing", async () => {
    const store = new SqliteCustomerStore(":memory:");
    const many = Array.from({ length: 9000 }, (_, i) => ({ name: `Name ${i}` }));
    const signal = { aborted: false };
    const writing = store.add(many, { signal, onProgress: () => (signal.aborted = true) });
    await expect(writing).rejects.toMatchObject({ key: "stopped" });
    expect((await store.list()).total).toBe(0);
    await store.close();
  });

  test("an erased person leaves no trace in the file", async () => {
    const file = join(folder, "erased.db");
    const store = new SqliteCustomerStore(file);
    await store.add([{ id: "C-1", name: "Zebulon Quicksilver" }, { name: "Somebody else" }]);
    await store.erase("C-1", "2026-01-01");
    await store.close();
    const { readFileSync, existsSync } = await import("node:fs");
    for (const each of [file, `${file}-wal`]) {
      if (existsSync(each)) expect(readFileSync(each).includes("Quicksilver")).toBe(false);
    }
  });

  test("a file that is no database, or a damaged one, is said so", async () => {
    const text = join(folder, "text.db");
    writeFileSync(text, "this is no database, but long enough to be looked at as one".repeat(50));
    expect(() => new SqliteCustomerStore(text)).toThrow(NotebookError);
    expect(() => new SqliteCustomerStore(text)).toThrow(/no SQLite database/);
    const damaged = join(folder, "damaged.db");
    const store = new SqliteCustomerStore(damaged);
    await store.add(Array.from({ length: 500 }, (_, i) => ({ name: `Name ${i}` })));
    await store.close();
    truncateSync(damaged, 8192);
    const open = async () => {
      const again = new SqliteCustomerStore(damaged);
      await again.list();
    };
    await expect(open()).rejects.toThrow(NotebookError);
  });
});
