import { expect, test } from "@jest/globals";
import {
  finished,
  proposeImport,
  teamOfSourceSteps,
  type ImportSource,
  type SourceCell,
} from "@crm-functions/core";

const sheet = (name: string, table: string, rows: SourceCell[][]) => ({
  name,
  rows,
  tables: [{ name: table, row: 0, column: 0, rows: rows.length, columns: rows[0].length }],
});
const source: ImportSource = {
  name: "a.xlsx",
  kind: "workbook",
  sheets: [
    sheet("客户", "Customers", [
      ["Customer ID", "Name", "E-mail"],
      ["1", "Ann", "ann@x.org"],
    ]),
    sheet("购买", "Purchases", [
      ["客户", "日期", "金额", "Product"],
      ["ann@x.org", { number: 46027, shown: "2026-01-05", isDate: true }, 3, "Tea"],
      ["1", "2026-01-06", 4, null],
      ["1", "soon", 5, null],
    ]),
    sheet("Answers", "Answers", [
      ["Customer", "Perceived: Price"],
      ["1", 4],
      [null, 2],
    ]),
  ],
};

test("purchases and answers in tables of their own belong to the customers of the file", () => {
  const team = finished(teamOfSourceSteps(proposeImport(source, { sheet: "客户" }), "en-US"));
  expect(team.interactions.map(({ customerId, when, amount }) => [customerId, when, amount])).toEqual([
    ["1", "2026-01-05", 3],
    ["1", "2026-01-06", 4],
  ]);
  expect(team.customers.map(({ id, ratings }) => [id, ratings.perceived])).toEqual([
    ["1", { Price: 4 }],
    ["answer-2", { Price: 2 }],
  ]);
  expect(team.notes).toEqual([expect.stringContaining('Purchases, row 4, 日期: "soon" is not a date')]);
});
