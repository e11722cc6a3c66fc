import { expect, test } from "@jest/globals";
import { tableAfter } from "../../../../../addin/workbook/playground/kept-tables";

const table = { name: "T", sheetId: "s", row: 2, column: 3, columns: 4, rows: 5 };
const rows = (inserted: boolean, first: number, count: number) =>
  tableAfter(table, { sheetId: "s", what: "rows", inserted, first, count });
const columns = (inserted: boolean, first: number, count: number) =>
  tableAfter(table, { sheetId: "s", what: "columns", inserted, first, count });

test("rows inserted above move a table, within it they lengthen it, below they leave it", () => {
  expect(rows(true, 2, 3)).toEqual({ ...table, row: 5 });
  expect(rows(true, 3, 3)).toEqual({ ...table, rows: 8 });
  expect(rows(true, 8, 3)).toEqual(table);
});

test("rows deleted above move it, within it they shorten it, with its header it is gone", () => {
  expect(rows(false, 0, 2)).toEqual({ ...table, row: 0 });
  expect(rows(false, 6, 9)).toEqual({ ...table, rows: 3 });
  expect(rows(false, 3, 5)).toEqual({ ...table, rows: 0 });
  expect(rows(false, 1, 2)).toBeUndefined();
  expect(rows(false, 8, 1)).toEqual(table);
});

test("columns likewise; what happens on another sheet is none of its business", () => {
  expect(columns(true, 3, 1)).toEqual({ ...table, column: 4 });
  expect(columns(true, 4, 2)).toEqual({ ...table, columns: 6 });
  expect(columns(true, 7, 2)).toEqual(table);
  expect(columns(false, 2, 2)).toEqual({ ...table, column: 2, columns: 3 });
  expect(columns(false, 3, 4)).toBeUndefined();
  expect(tableAfter(table, { sheetId: "x", what: "rows", inserted: true, first: 0, count: 1 })).toBe(table);
});
