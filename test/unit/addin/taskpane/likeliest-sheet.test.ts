import { expect, test } from "@jest/globals";
import { dryRunSteps, finished, type ImportAnswers } from "@crm-functions/core";
import { answersOf } from "../../../../addin/taskpane/data/opened-sheet";
import { likeliestSheet, proposedSheet } from "../../../../addin/taskpane/report/own-table";
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

test("marks of which a sheet beside says that 1 is best are turned, as in a file", async () => {
  const marks = [
    ["Parent", "Teachers", "Overall satisfaction"],
    ["Ann Lee", "1", "2"],
    ["Bob Hart", "4", "5"],
  ];
  const legend = [
    ["1", "very good"],
    ["2", "good"],
    ["3", "fair"],
    ["4", "poor"],
    ["5", "very poor"],
  ];
  const workbook = await workbookOf({ Parents: marks, Marks: legend });
  const { proposal } = await proposedSheet(workbook, "Parents", {}, undefined);
  const ratings = finished(dryRunSteps(proposal)).customers.map(({ customer }) => customer.ratings);
  expect(ratings).toEqual([
    { perceived: { "Teachers (1-5)": 5 }, feedback: { "Overall satisfaction (1-5)": 4 } },
    { perceived: { "Teachers (1-5)": 2 }, feedback: { "Overall satisfaction (1-5)": 1 } },
  ]);
});

test("what is only assumed of a sheet stays a question when the sheet is read again", async () => {
  const rows = [
    ["Client", "Phone", "Since"],
    ["Ann", "020 7946 0958", "01/02/2026"],
  ];
  const workbook = await workbookOf({ Clients: rows });
  const kinds = async (answers: ImportAnswers) => {
    const { proposal } = await proposedSheet(workbook, "Clients", answers, undefined);
    return { proposal, kinds: proposal.questions.map(({ kind }) => kind) };
  };
  const first = await kinds({});
  expect(first.kinds.sort()).toEqual(["dates", "region"]);
  const kept = answersOf("Clients", first.proposal);
  expect((await kinds(kept)).kinds.sort()).toEqual(["dates", "region"]);
  expect((await kinds({ ...kept, dates: "dmy", region: "GB" })).kinds).toEqual([]);
});
