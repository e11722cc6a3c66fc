import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { csvOf } from "@crm-functions/core";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import {
  importWorkbook,
  rowProblemText,
  sampleTables,
  writeWorkbook,
} from "../../../notebooks/support/workbook";
import { temporaryFolder } from "../../temporary-folder";

const folder = temporaryFolder();

const bad = join(folder, "bad.csv");
let store: SqliteCustomerStore;
beforeEach(() => {
  store = new SqliteCustomerStore(":memory:", { today: () => "2026-01-31" });
});
afterEach(() => store.close());

function fileWith(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("a workbook's customers and interactions come in, all of them", async () => {
  const file = join(folder, "sample.xlsx");
  await writeWorkbook(file, sampleTables());
  const { customers, interactions } = sampleTables();
  const result = await importWorkbook(store, file, { badRows: bad });
  expect(result).toEqual({
    customers: customers.length,
    interactions: interactions.length,
    bad: 0,
    problems: [],
  });
  expect(existsSync(bad)).toBe(false);
  expect(await store.weights()).toEqual(sampleTables().weights);
  const order = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  expect([...(await store.list()).items].sort(order)).toEqual([...customers].sort(order));
  expect([...(await store.listInteractions()).items].sort(order)).toEqual([...interactions].sort(order));
  expect((await store.search(customers[7].name)).items).toContainEqual(customers[7]);

  const again = await importWorkbook(store, file, { badRows: bad });
  expect([again.customers, again.interactions, again.bad]).toEqual([0, 0, 150]);
  expect((await store.list()).total).toBe(customers.length);
});

test("a bad row is left out, told with its place, and written to a file to be mended", async () => {
  await store.add([{ id: "C-1", name: "There before" }]);
  const file = fileWith(
    "customers.csv",
    "Customer ID,Name,E-mail,Comment\nC-1,Ann,ann@example.com,x\nC-2,Bob,bob,'=1+1\n\nC-3,Cy,cy@example.com,\nC-3,Di,,\n,Eve,,\n",
  );
  const result = await importWorkbook(store, file, { badRows: bad, language: "zh-CN" });
  expect(result).toMatchObject({ customers: 2, interactions: 0, bad: 3 });
  expect(result.problems.map((each) => rowProblemText(each, "en-US"))).toEqual([
    "Customers, row 2, Customer ID: The ID C-1 is taken already.",
    'Customers, row 3, E-mail: "bob" is not an e-mail address. It looks like name@example.com.',
    "Customers, row 6, Customer ID: The ID C-3 is taken already.",
  ]);
  expect(readFileSync(bad, "utf8")).toBe(
    csvOf([
      ["行", "问题", "Customer ID", "Name", "E-mail", "Comment"],
      [2, "Customers 第 2 行“Customer ID”：编号 C-1 已被使用。", "C-1", "Ann", "ann@example.com", "x"],
      [
        3,
        "Customers 第 3 行“E-mail”：“bob”不是电子邮箱地址。格式应为 name@example.com。",
        "C-2",
        "Bob",
        "bob",
        "=1+1",
      ],
      [6, "Customers 第 6 行“Customer ID”：编号 C-3 已被使用。", "C-3", "Di", null, null],
    ]),
  );
  expect((await store.list()).items.map(({ name }) => name)).toEqual(["Cy", "Eve", "There before"]);
});

test("interactions come from a .csv of their own, for customers who are there", async () => {
  await store.add([{ id: "C-1", name: "Ann" }]);
  const file = fileWith(
    "visits.csv",
    "Customer ID,Name,When,Kind\nC-1,Ann,2026-01-02,Visit\nC-9,Nobody,2026-01-02,Visit\n",
  );
  const result = await importWorkbook(store, file);
  expect(result).toMatchObject({ customers: 0, interactions: 1, bad: 1 });
  expect(rowProblemText(result.problems[0], "en-US")).toBe(
    "Interactions, row 3: There is no customer with the ID C-9.",
  );
  expect((await store.interactionsOf("C-1")).map(({ when }) => when)).toEqual(["2026-01-02"]);
});

test("what breaks off leaves nothing: a damaged end, a stop, a file that is none", async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `C-${i},Name ${i}`).join("\n");
  const damaged = join(folder, "damaged.csv");
  writeFileSync(damaged, Buffer.concat([Buffer.from(`ID,Name\n${lines}\n`), Buffer.of(0xff, 0xff)]));
  await expect(importWorkbook(store, damaged, {})).rejects.toThrow(/damaged\.csv/);

  const whole = fileWith("whole.csv", `ID,Name\n${lines}\n`);
  const stop = new AbortController();
  const seen: number[] = [];
  const onProgress = ({ done }: { done: number }) => {
    seen.push(done);
    stop.abort();
  };
  await expect(importWorkbook(store, whole, { signal: stop.signal, onProgress })).rejects.toMatchObject({
    key: "stopped",
  });
  expect(seen).toHaveLength(1);

  await expect(importWorkbook(store, fileWith("none.csv", "a,b\n1,2\n"))).rejects.toMatchObject({
    key: "noCustomers",
  });
  expect((await store.list()).total).toBe(0);
  expect((await importWorkbook(store, whole)).customers).toBe(60_000);
});
