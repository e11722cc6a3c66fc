import { describe, expect, test } from "@jest/globals";
import { tableReference, type FormulaTable } from "../../../../../addin/workbook/playground/table-reference";

// The table of "Using structured references with Excel tables", at A1: header row 1, rows 2 to 7, columns A to E.
const sales: FormulaTable = {
  name: "DeptSales",
  sheet: "Sheet1",
  row: 0,
  column: 0,
  rows: 7,
  headers: ["Sales Person", "Region", "Sales Amount", "% Commission", "Commission #1"],
};
const area = (row: number, column: number, rows: number, columns: number) => ({ row, column, rows, columns });

describe("what a reference to a table covers", () => {
  test.each([
    [undefined, area(1, 0, 6, 5)],
    ["", area(1, 0, 6, 5)],
    ["#All", area(0, 0, 7, 5)],
    ["#Data", area(1, 0, 6, 5)],
    ["#Headers", area(0, 0, 1, 5)],
    ["Sales Amount", area(1, 2, 6, 1)],
    ["sales amount", area(1, 2, 6, 1)],
    ["[Sales Amount]", area(1, 2, 6, 1)],
    ["[Sales Person]:[Region]", area(1, 0, 6, 2)],
    ["[Region]:[Sales Person]", area(1, 0, 6, 2)],
    ["[#All],[Sales Amount]", area(0, 2, 7, 1)],
    ["[#Headers],[% Commission]", area(0, 3, 1, 1)],
    ["[#Headers],[Region]:[% Commission]", area(0, 1, 1, 3)],
    ["[#Headers],[#Data],[% Commission]", area(0, 3, 7, 1)],
    ["@", area(4, 0, 1, 5)],
    ["#This Row", area(4, 0, 1, 5)],
    ["@Region", area(4, 1, 1, 1)],
    ["@[% Commission]", area(4, 3, 1, 1)],
    ["@[Region]:[Sales Amount]", area(4, 1, 1, 2)],
    ["[#This Row],[Sales Amount]", area(4, 2, 1, 1)],
    ["Commission '#1", area(1, 4, 6, 1)],
  ])("[%s]", (specifier, wanted) => {
    expect(tableReference(sales, specifier, 4)).toEqual(wanted);
  });

  test("a table without data has one blank row", () => {
    expect(tableReference({ ...sales, rows: 1 }, "Region", undefined)).toEqual(area(1, 1, 1, 1));
  });
});

test.each([
  ["Profit", 4, { problem: "unknownColumn", what: "Profit" }],
  ["[Region]:[Profit]", 4, { problem: "unknownColumn", what: "Profit" }],
  ["#Totals", 4, { problem: "noTotals", what: "DeptSales" }],
  ["@Region", 0, { problem: "outsideRows", what: "DeptSales" }],
  ["@Region", 7, { problem: "outsideRows", what: "DeptSales" }],
  ["#Title", 4, { problem: "unreadable", what: "#Title" }],
  ["[Region],[Sales Amount]", 4, { problem: "unreadable", what: "[Region],[Sales Amount]" }],
])("[%s] in row %s points nowhere", (specifier, row, problem) => {
  expect(tableReference(sales, specifier, row)).toEqual(problem);
});
