import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import Libsql from "libsql";
import { NotebookError } from "../../../notebooks/support/notebook-error";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import { migrations } from "../../../notebooks/support/sqlite/schema";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();

/** Another program that has the file open. */
function otherTool(file: string) {
  const database = new Libsql(file);
  return {
    run: (sql: string) => void database.exec(sql),
    rows: (sql: string) => database.prepare(sql).raw(true).all() as unknown[][],
    close: () => void database.close(),
  };
}

const alice = {
  id: "C-1",
  name: "Alice Wong",
  email: "alice@example.com",
  ratings: { need: { Price: 7, Quality: 9.5 } },
  own: { Tea: "green" },
};

describe("a database that other tools work with", () => {
  test("what is missing is NULL, ratings have types", async () => {
    const file = join(folder, "null.db");
    const store = new SqliteCustomerStore(file);
    await store.add([alice]);
    await store.addInteractions([{ customerId: "C-1", when: "2026-01-05", kind: "call" }]);
    const tool = otherTool(file);
    expect(
      tool.rows("SELECT company, phone, segment, owner, consent, service_date, own FROM customers"),
    ).toEqual([[null, null, null, null, null, null, '{"Tea":"green"}']]);
    expect(tool.rows("SELECT channel, note, follow_up, own FROM interactions")).toEqual([
      [null, null, null, null],
    ]);
    expect(tool.rows("PRAGMA table_info(ratings)").map(([, name, type]) => [name, type])).toEqual([
      ["customer_id", "TEXT"],
      ["analysis", "TEXT"],
      ["criterion", "TEXT"],
      ["rating", "REAL"],
    ]);
    expect(tool.rows("SELECT * FROM ratings ORDER BY criterion")).toEqual([
      ["C-1", "need", "Price", 7],
      ["C-1", "need", "Quality", 9.5],
    ]);
    tool.close();
    await store.close();
  });

  test("their edits are found by search, in lists and among changes", async () => {
    const file = join(folder, "edits.db");
    const store = new SqliteCustomerStore(file);
    await store.add([alice, { id: "C-2", name: "Bob" }, { id: "C-3", name: "Carol" }]);
    const [call] = await store.addInteractions([{ customerId: "C-2", when: "2026-01-05", kind: "call" }]);
    await store.list();
    const { version } = await store.changesSince(0);
    const tool = otherTool(file);
    tool.run(`
      PRAGMA foreign_keys = ON;
      UPDATE customers SET name = 'Zyxw Cli' WHERE id = 'C-1';
      DELETE FROM customers WHERE id = 'C-3';
      INSERT INTO customers (id, name) VALUES ('C-4', 'Quentin Newly');
      UPDATE interactions SET note = 'by hand' WHERE id = '${call.id}';
    `);
    tool.close();
    expect((await store.search("zyxw")).items.map(({ id }) => id)).toEqual(["C-1"]);
    expect((await store.search("Alice Wong")).total).toBe(0);
    expect((await store.search("quentin")).items[0]).toMatchObject({
      id: "C-4",
      kind: "customer",
      ratings: {},
    });
    expect((await store.list()).items.map(({ name }) => name)).toEqual(["Bob", "Quentin Newly", "Zyxw Cli"]);
    const changes = await store.changesSince(version);
    expect(changes.customers.map(({ id }) => id).sort()).toEqual(["C-1", "C-4"]);
    expect(changes.interactions.map(({ note }) => note)).toEqual(["by hand"]);
    await store.close();
  });

  test("an erasure leaves nothing, and waits for whoever still reads an older state", async () => {
    const file = join(folder, "erasure.db");
    const store = new SqliteCustomerStore(file, { busyTimeout: 300 });
    await store.add([alice, { id: "C-2", name: "Bob" }]);
    const reader = otherTool(file);
    reader.run("BEGIN");
    reader.rows("SELECT count(*) FROM customers");
    await expect(store.erase("C-1", "2026-03-02")).rejects.toMatchObject({
      key: "storeErasurePending",
    });
    expect(await store.get("C-1")).toBeUndefined();
    expect((await store.erasures()).length).toBe(1);
    reader.run("COMMIT");
    await store.update([{ id: "C-2", name: "Bobby" }]);
    for (const each of [file, `${file}-wal`]) {
      if (existsSync(each)) expect(readFileSync(each).toString("latin1")).not.toMatch(/Alice|alice|C-1/);
    }
    reader.close();
    await store.close();
  });

  test("a text that is no UTF-8 is damage, told as such", async () => {
    const file = join(folder, "utf8.db");
    const store = new SqliteCustomerStore(file);
    await store.add([alice]);
    await store.addInteractions([{ customerId: "C-1", when: "2026-01-05", kind: "call" }]);
    const tool = otherTool(file);
    tool.run("UPDATE interactions SET note = CAST(x'd5c5' AS TEXT)");
    await expect(store.interactionsOf("C-1")).rejects.toThrow(/damaged/);
    tool.run("UPDATE customers SET company = CAST(x'd5c5' AS TEXT)");
    await expect(store.list()).rejects.toBeInstanceOf(NotebookError);
    tool.close();
    await store.close();
  });

  test("a new file is readable by its owner alone; what cannot be a database is said so", async () => {
    const file = join(folder, "rights", "mine.db");
    const store = new SqliteCustomerStore(file);
    await store.add([alice]);
    for (const each of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(each).mode & 0o777).toBe(0o600);
    await store.close();
    chmodSync(file, 0o640);
    await new SqliteCustomerStore(file).close();
    expect(statSync(file).mode & 0o777).toBe(0o640);
    chmodSync(file, 0o644);
    await new SqliteCustomerStore(file).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = join(folder, "a file");
    writeFileSync(text, "x");
    for (const none of [folder, join(text, "x.db")]) {
      expect(() => new SqliteCustomerStore(none)).toThrow(NotebookError);
    }
  });

  test("a database of before is brought up to date with all that it holds", async () => {
    const file = join(folder, "old.db");
    const tool = otherTool(file);
    for (const [i, migration] of migrations.slice(0, 3).entries()) {
      tool.run(`${migration}; PRAGMA user_version = ${i + 1}`);
    }
    tool.run(`
      INSERT INTO customers VALUES (1, 'C-1', 'Alice Wong', '', 'customer', '+442079460958', '', 'Gold', '', '2026-01-01',
        '', NULL, '', '', '{"need":{"Price":7}}', 'alice wong' || char(10) || '+442079460958', 3);
      INSERT INTO customer_search (rowid, searchable) SELECT row, searchable FROM customers;
      INSERT INTO interactions VALUES (7, 'I-1', 'C-1', '2026-01-05', 'call', '', 8, NULL, 'hello', '', 0, 3);
      INSERT INTO removed VALUES ('customer', 'Somebody', 2);
      INSERT INTO weights VALUES ('need', 'Price', 0.5, NULL, 5);
      UPDATE counter SET version = 3;
    `);
    tool.close();
    const store = new SqliteCustomerStore(file);
    expect(await store.get("C-1")).toMatchObject({
      name: "Alice Wong",
      company: "",
      segment: "Gold",
      ratings: { need: { Price: 7 } },
    });
    expect((await store.search("alice")).total).toBe(1);
    expect((await store.interactionsOf("C-1"))[0]).toMatchObject({ note: "hello", rating: 8, followUp: "" });
    expect(await store.weights()).toEqual([
      { analysis: "need", criterion: "Price", weight: 0.5, maximum: 5 },
    ]);
    await store.remove(["C-1"]);
    expect((await store.listInteractions()).total).toBe(0);
    await store.close();
  });
});
