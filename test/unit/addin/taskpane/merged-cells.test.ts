import { expect, test } from "@jest/globals";
import { openedSheet } from "../../../../addin/taskpane/data/opened-sheet";
import { readXlsx, writeXlsx, type SheetFile } from "../../../../addin/workbook/file";
import { createMemoryWorkbook } from "../../../doubles/memory-workbook";

const merges = [
  { row: 0, column: 0, rows: 1, columns: 3 },
  { row: 2, column: 1, rows: 2, columns: 1 },
];
const sheet: SheetFile = {
  name: "Orders",
  cells: [
    [{ value: "All orders" }],
    [{ value: "No" }, { value: "Customer" }],
    [{ value: 1 }, { value: "Ann" }],
    [{ value: 2 }],
  ],
  merges,
};

test("merged cells are saved, but not in a table, where Excel takes them for damage", () => {
  expect(readXlsx(writeXlsx({ sheets: [sheet] })).sheets[0].merges).toEqual(merges);
  const tables = [{ name: "T", row: 1, column: 0, rows: 3, columns: 2 }];
  const [kept] = readXlsx(writeXlsx({ sheets: [{ ...sheet, tables }] })).sheets;
  expect(kept.merges).toEqual(merges.slice(0, 1));
});

test("a sheet is read with its merged cells, counted from the first cell in use", async () => {
  const workbook = createMemoryWorkbook();
  const name = await workbook.addSheet("Orders");
  const area = { sheet: name, row: 2, column: 1, rows: 2, columns: 2 };
  await workbook.write([
    {
      area,
      values: [
        ["Customer", "No"],
        ["Ann", 1],
      ],
    },
  ]);
  workbook.merge({ sheet: name, row: 3, column: 1, rows: 2, columns: 1 });
  const { sheets } = await openedSheet(workbook, name);
  expect(sheets[0].merges).toEqual([{ row: 1, column: 0, rows: 2, columns: 1 }]);
});
