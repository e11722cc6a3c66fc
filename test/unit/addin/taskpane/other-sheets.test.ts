import { afterEach, expect, test } from "@jest/globals";
import {
  finished,
  proposeImport,
  teamOfSourceSteps,
  type Language,
  type TeamOfTable,
} from "@crm-functions/core";
import { proposedSheet, teamOfOwn } from "../../../../addin/taskpane/report/own-table";
import { createExcelWorkbook } from "../../../../addin/workbook/excel/excel-workbook";
import { importSource, writeXlsx, type SheetFile } from "../../../../addin/workbook/file";
import { openWorkbookStore } from "../../../../addin/workbook/store/workbook-store";
import { installExcel, type ExcelStandIn } from "../../../doubles/excel/stand-in";
import { calculateSum } from "../../../doubles/sum";

let excel: ExcelStandIn;
afterEach(() => excel?.uninstall());

interface Sheet extends Pick<SheetFile, "hidden" | "merges"> {
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The workbook open in Excel. */
async function openedIn(sheets: Readonly<Record<string, Sheet>>) {
  excel = installExcel({ calculate: calculateSum });
  const workbook = createExcelWorkbook();
  for (const [name, { rows, hidden, merges = [] }] of Object.entries(sheets)) {
    const sheet = await workbook.addSheet(name);
    await workbook.write([
      { area: { sheet, row: 0, column: 0, rows: rows.length, columns: rows[0].length }, values: rows },
    ]);
    for (const merged of merges) excel.merge({ sheet, ...merged });
    if (hidden === true) excel.sheet(sheet).visibility = "Hidden";
  }
  return workbook;
}

/** What the pane reads of the first sheet of a workbook open in Excel, which must be what is read of its file. */
async function teamOf(sheets: Readonly<Record<string, Sheet>>, language: Language): Promise<TeamOfTable> {
  const workbook = await openedIn(sheets);
  const [own] = Object.keys(sheets);
  const { team } = await teamOfOwn(
    workbook,
    await proposedSheet(workbook, own, {}, undefined),
    language,
    undefined,
  );
  const file = writeXlsx({
    sheets: Object.entries(sheets).map(([name, { rows, merges }]) => ({
      name,
      cells: rows.map((row) => row.map((value) => ({ value }))),
      merges,
    })),
  });
  const source = importSource("own.xlsx", file);
  const read = source.sheets.map((each) => ({ ...each, hidden: sheets[each.name].hidden }));
  const proposal = proposeImport({ ...source, sheets: read }, { sheet: own });
  expect(team).toEqual(finished(teamOfSourceSteps(proposal, language)));
  return team;
}

const names = ["Ann Lee", "Bob Hart", "Cy Moss"];
const clients: Sheet = {
  rows: [
    ["Client", "Email", "Need: Price", "Need: Speed"],
    ...names.map((name, i) => [name, `${name.slice(0, 2)}@example.com`.toLowerCase(), 3 + i, 5 - i]),
  ],
};
const weights: Sheet = {
  rows: [
    ["Criterion", "Weight"],
    ["Price", 3],
    ["Speed", 1],
  ],
};
const orders: Sheet = {
  rows: [
    ["Customer", "Order date", "Amount"],
    ...names.flatMap((name, i) =>
      Array.from({ length: 12 }, (_, j) => [j === 0 ? name : null, `2025-${10 + i}-${10 + j}`, 40 + j]),
    ),
  ],
  merges: names.map((_, i) => ({ row: 1 + 12 * i, column: 0, rows: 12, columns: 1 })),
};

test("weights of a hidden sheet and purchases under merged names are read beside an open sheet, as of a file", async () => {
  const team = await teamOf(
    { Clients: clients, Weights: { ...weights, hidden: true }, Orders: orders },
    "en-US",
  );
  expect(team.weights.map(({ analysis, criterion, weight }) => [analysis, criterion, weight])).toEqual([
    ["need", "Price", 3],
    ["need", "Speed", 1],
  ]);
  expect(team.interactions).toHaveLength(36);
  expect(team.notes).toContain("The purchases of the sheet “Orders” are those of the customers.");
});

test("answers on another sheet are those of an open sheet's customers, in Chinese too; purchases of a hidden one are not", async () => {
  const team = await teamOf(
    {
      客户: {
        rows: [
          ["姓名", "邮箱"],
          ["王伟", "wang@example.com"],
          ["李娜", "li@example.com"],
        ],
      },
      答卷: {
        rows: [
          ["邮箱", "总体满意度", "价格满意度"],
          ["li@example.com", 4, 5],
          ["wang@example.com", 2, 3],
        ],
      },
      订单: {
        rows: [
          ["客户", "下单日期", "金额"],
          ["王伟", "2026-01-05", 100],
          ["王伟", "2026-02-05", 50],
          ["李娜", "2026-02-06", 20],
        ],
        hidden: true,
      },
    },
    "zh-CN",
  );
  expect(team.customers.map(({ name, ratings }) => [name, Object.keys(ratings)])).toEqual([
    ["王伟", ["perceived", "feedback"]],
    ["李娜", ["perceived", "feedback"]],
  ]);
  expect(team.notes).toContain("工作表“答卷”中的回答已计入各位客户。");
  expect(team.interactions).toEqual([]);
});

test("our own table of interactions, if it is empty, takes no purchases away", async () => {
  const workbook = await openedIn({ Orders: orders });
  const store = await openWorkbookStore(workbook, { today: () => "2026-06-01" });
  const [ann] = await store.add([{ name: "Ann" }]);
  const [call] = await store.addInteractions([{ customerId: ann.id, when: "2026-05-04", kind: "call" }]);
  await store.removeInteractions([call.id]);
  store.close();
  const own = await proposedSheet(workbook, "Orders", {}, undefined);
  const { team } = await teamOfOwn(workbook, own, "en-US", undefined);
  expect(team.interactions).toHaveLength(36);
});
