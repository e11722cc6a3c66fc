import { expect, test } from "@jest/globals";
import { deliver } from "../../../../addin/taskpane/data/deliver";
import { readXlsx } from "../../../../addin/workbook/file";

test("where downloads go nowhere a table opens as a workbook, its texts as they are", async () => {
  const opened: Uint8Array[] = [];
  const office = {
    downloads: false,
    insertPicture: async () => async () => undefined,
    openWorkbook: async (file: Uint8Array) => void opened.push(file),
    opensWithWorkbook: () => false,
    setOpensWithWorkbook: async () => undefined,
  };
  const rows = [
    ["Name", "Note"],
    ["=1+1", "007"],
    [null, -2.5],
  ];
  expect(await deliver({ name: "customers.csv", rows }, office)).toBe(true);
  const [{ cells }] = readXlsx(opened[0]).sheets;
  expect(cells.map((row) => Array.from(row, (cell) => cell?.value ?? null))).toEqual(rows);
  expect(cells.flat().some((cell) => cell?.formula !== undefined)).toBe(false);
  const xlsx = new Uint8Array([1, 2, 3]);
  await deliver({ name: "customers.xlsx", xlsx }, office);
  expect(opened[1]).toBe(xlsx);
});
