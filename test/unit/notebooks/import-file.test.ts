import { describe, expect, test } from "@jest/globals";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Customer } from "@crm-functions/core";
import { SqliteCustomerStore } from "../../../notebooks/support/sqlite";
import {
  importFile,
  importedText,
  type ImportFileOptions,
  type ImportedFile,
} from "../../../notebooks/support/import/import-file";
import { temporaryFolder } from "../../temporary-folder";

const fixture = (name: string): string => join(__dirname, "../../fixtures/import", name);
const read = (name: string, options: ImportFileOptions = {}): Promise<ImportedFile> =>
  importFile(fixture(name), options);
const customersOf = (result: ImportedFile): Customer[] => result.customers as Customer[];

// What is right of each file stands in the public reports that they were made after; nothing here is our own output.
describe("files that people have", () => {
  test("Chinese in GB 18030: every customer, no total, prices and dates as they are", async () => {
    const result = await read("kehu-gb18030.csv");
    expect(result).toMatchObject({ encoding: "gb18030", region: "CN", questions: [], problems: [] });
    expect(customersOf(result)).toHaveLength(299);
    expect(customersOf(result)[0]).toMatchObject({
      name: "王芳芳",
      phone: "+8613800000000",
      ratings: { perceived: { 价格: 3, 质量: 2, 交付: 4 }, feedback: { 总体满意度: 2 } },
      own: { 最近下单: "2025-07-02", 金额: 102.83 },
    });
    expect(result.leftOut).toMatchObject([{ row: 301, reason: "total" }]);
  });

  test("German in Windows-1252 with decimal commas", async () => {
    const asked = await read("kunden-semicolon.csv");
    expect(asked.questions.map(({ kind, choices }) => [kind, choices[0].value])).toEqual([
      ["encoding", "windows-1252"],
    ]);
    const told = await read("kunden-semicolon.csv", { encoding: "windows-1252" });
    expect(told).toMatchObject({ questions: [], delimiter: ";", dates: "dmy", decimal: "," });
    expect(customersOf(told)[0]).toMatchObject({
      name: "Alice Brown",
      ratings: { perceived: { Preis: 5.5, Qualität: 4, Lieferung: 3 } },
      own: { "Letzte Bestellung": "2024-08-29", Umsatz: 1138.64 },
    });
  });

  test("a title, a blank row, a blank column and a total around the table", async () => {
    const result = await read("clients-en.xlsx");
    expect(result.headerRow).toBe(4);
    expect(customersOf(result)).toHaveLength(120);
    expect(result.leftOut.map(({ reason }) => reason).sort()).toEqual([
      "blankColumn",
      "title",
      "title",
      "total",
    ]);
  });

  test.each([
    ["table-at-C5.xlsx", 5, ["Ann"]],
    ["two-header-rows.xlsx", 2, ["Ann"]],
    ["merged-company.xlsx", 1, ["Ann", "Bob", "Cat"]],
    ["hidden-sheet-wins.xlsx", 1, ["Ann"]],
    ["part-name-case.xlsx", 1, ["Ann Lee"]],
    ["totals-row.xlsx", 1, ["Ann", "Bob"]],
  ])("%s", async (name, headerRow, names) => {
    const result = await read(name);
    expect(result.headerRow).toBe(headerRow);
    expect(customersOf(result).map((each) => each.name)).toEqual(names);
  });

  test("merged cells hold for all their rows; what is hidden is told", async () => {
    expect(customersOf(await read("merged-company.xlsx")).map(({ company }) => company)).toEqual([
      "Acme",
      "Acme",
      "Acme",
    ]);
    expect((await read("hidden-sheet-wins.xlsx")).notes).toMatchObject([
      { kind: "hiddenSheet", text: "old" },
    ]);
  });

  test("numbers as their sheet shows them, and those whose digits are lost", async () => {
    const result = await read("formatted-ids.xlsx");
    expect(customersOf(result)[0]).toMatchObject({ id: "007", segment: "50%" });
    expect(result.problems).toMatchObject([{ row: 3, column: "Customer ID", kind: "cell" }]);
  });

  test("money in a workbook that counts from 1904 stays money, and days are days", async () => {
    const result = await read("date1904-money-format.xlsx");
    expect(customersOf(result).map(({ marketingValue }) => marketingValue)).toEqual([
      500, 120, 7, 500, 30, 80,
    ]);
    expect(customersOf(result)[0].created).toBe("2024-01-05");
  });

  test("a formula without a value is said to have none", async () => {
    const { problems } = await read("formula-no-cache.xlsx");
    expect(problems.map(({ row, column, kind }) => [row, column, kind])).toEqual([
      [2, "Name", "row"],
      [2, "Company", "cell"],
      [3, "Company", "cell"],
    ]);
  });

  test("one bad byte behind a byte order mark spoils its own row", async () => {
    const result = await read("utf8-bom-one-bad-byte.csv");
    expect(result).toMatchObject({
      encoding: "utf-8",
      questions: [],
      problems: [{ row: 3, column: "Name", kind: "row" }],
    });
    expect(customersOf(result)).toMatchObject([{ name: "王伟", company: "上海贸易" }]);
  });

  test("characters that nobody sees are gone", async () => {
    const { customers } = await read("invisible-characters.xlsx");
    expect((customers as Customer[]).map(({ phone }) => phone)).toEqual(Array(3).fill("+8613800138000"));
  });

  test("purchases with American dates are purchases, once the order is told", async () => {
    expect((await read("us-dates.csv")).questions).toMatchObject([{ kind: "dates", column: "InvoiceDate" }]);
    const told = await read("us-dates.csv", { dates: "mdy" });
    expect(told).toMatchObject({ table: "purchases", questions: [], customers: [] });
    expect(told.purchases[0]).toEqual({ row: 2, customer: "17850", date: "2010-12-01", amount: 27.8 });
  });
});

describe("writing", () => {
  const folder = temporaryFolder();
  const into = join(folder, "customers.db");

  test("with an open question nothing is written, not even a database", async () => {
    const result = await read("windows-1252-valid-as-gbk.csv", { into });
    expect(result.written).toBe(false);
    expect(existsSync(into)).toBe(false);
    expect(importedText(result, "en-US")).toContain("--encoding windows-1252");
    const chinese = await read("windows-1252-valid-as-gbk.csv", { language: "zh-CN" });
    expect(importedText(chinese, "zh-CN")).toContain("哪几行显示正确");
  });

  test("a second time with update changes nothing, also not what is the user's own", async () => {
    expect(await read("clients-semicolon.csv", { into })).toMatchObject({ written: true, added: 300 });
    expect(await read("clients-semicolon.csv", { into, whenKnown: "update" })).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: 300,
    });
  });

  test("what a later file tells is filled in", async () => {
    const file = join(folder, "later.csv");
    writeFileSync(file, "Name,Phone,Segment\nAlice Brown,+44 20 7946 0000,Gold\nNew One,,\n");
    const tried = await importFile(file, { into, whenKnown: "update", dryRun: true });
    expect(tried).toMatchObject({ added: 1, updated: 1, written: false });
    expect(tried.changes).toMatchObject([
      { row: 2, by: "phone", changes: [{ key: "segment", after: "Gold" }] },
    ]);
    await importFile(file, { into, whenKnown: "update" });
    expect(await importFile(file, { into, whenKnown: "update" })).toMatchObject({
      added: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  test("purchases and answers go into tables of their own, once, and go with their customer", async () => {
    const bought = join(folder, "bought.csv");
    writeFileSync(
      bought,
      "Customer ID,Order date,Amount,Product\nC-9,2026-01-05,3,Tea\nC-9,2026-01-05,3,Tea\nB,2026-01-06,,\n",
    );
    expect(await importFile(bought, { into })).toMatchObject({ table: "purchases", written: true, added: 3 });
    expect(await importFile(bought, { into, whenKnown: "update" })).toMatchObject({ added: 0, unchanged: 3 });
    const asked = join(folder, "asked.csv");
    writeFileSync(asked, "Respondent,Price (1-5),Overall\nC-9,4,5\n,3,3\n");
    expect(await importFile(asked, { into })).toMatchObject({ table: "answers", added: 2 });
    const store = new SqliteCustomerStore(into);
    try {
      const tea = { customer: "C-9", date: "2026-01-05", amount: 3, own: { Product: "Tea" } };
      expect(await store.purchases()).toEqual([
        tea,
        tea,
        { customer: "B", date: "2026-01-06", amount: null },
      ]);
      expect((await store.answers())[0]).toEqual({
        customer: "C-9",
        ratings: { perceived: { "Price (1-5)": 4 }, feedback: { "Overall satisfaction": 5 } },
        own: {},
      });
      await store.add([{ id: "C-9", name: "Nine" }]);
      await store.erase("C-9", "2026-02-01");
      expect((await store.purchases()).map(({ customer }) => customer)).toEqual(["B"]);
      expect((await store.answers()).map(({ customer }) => customer)).toEqual([""]);
    } finally {
      await store.close();
    }
  });

  test("what cannot be meant says so", async () => {
    await expect(read("us-dates.csv", { encoding: "klingon" })).rejects.toThrow("klingon");
    await expect(read("clients-en.xlsx", { sheet: "Nowhere" })).rejects.toThrow('no sheet named "Nowhere"');
  });
});
