import { expect, test } from "@jest/globals";
import { likeliestSheet } from "../../../../addin/taskpane/report/own-table";
import { openWorkbookStore } from "../../../../addin/workbook/store/workbook-store";
import { createMemoryWorkbook } from "../../../doubles/memory-workbook";

async function workbookOf(sheets: Readonly<Record<string, string[][]>>) {
  const workbook = createMemoryWorkbook({ language: "en-US" });
  for (const [name, values] of Object.entries(sheets)) {
    const sheet = await workbook.addSheet(name);
    const area = { sheet, row: 0, column: 0, rows: values.length, columns: values[0].length };
    await workbook.write([{ area, values }]);
  }
  return workbook;
}
const notes = [["Read me"], ["Ask Ann before you change anything"]];
const clients = [
  ["Client", "Phone", "Overall satisfaction", "Price"],
  ["Ann", "+442079460101", "4", "5"],
];

test("of a workbook of one's own the sheet with the customers is read, wherever it stands", async () => {
  expect(await likeliestSheet(await workbookOf({ Notes: notes, Clients: clients }))).toBe("Clients");
});

test("of an empty workbook, of one that tells of nobody, and of one with our table of customers, none", async () => {
  expect(await likeliestSheet(await workbookOf({}))).toBeUndefined();
  expect(await likeliestSheet(await workbookOf({ Notes: notes }))).toBeUndefined();
  const ours = await workbookOf({ Clients: clients });
  await (await openWorkbookStore(ours, { today: () => "2026-01-15" })).add([{ name: "Ann" }]);
  expect(await likeliestSheet(ours)).toBeUndefined();
});
