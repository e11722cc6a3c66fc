import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { FileValue } from "../../addin/workbook/file";
import type { Workbook } from "../../addin/workbook/workbook";
import { launchBrowser, serveDist, watchedPage, type ServedFolder } from "./browser";
import type { PageSpreadsheet } from "./page-spreadsheet";
import { deptSales, excelPages, type Expected } from "./excel-formulas";

// What Excel's own documentation gives, computed by the page.

declare const crmPlayground: PageSpreadsheet;
declare const crmWorkbook: Workbook;

let browser: Browser;
let served: ServedFolder;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  ({ page, complaints } = await watchedPage(browser, served));
  await page.goto(served.url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await page.evaluate(() => crmPlayground.open({ sheets: [{ name: "Sheet1", cells: [] }] }));
});
afterAll(async () => {
  expect(complaints).toEqual([]);
  await browser?.close();
  await served?.close();
});

/** Puts formulas into a sheet, far enough apart to spill, and gives what each of them fills. */
async function resultsOf(sheet: string, formulas: readonly string[]): Promise<FileValue[][][]> {
  const [rows, column] = [12, 20];
  await page.evaluate(
    ([name, given, step, at]) => {
      const target = crmPlayground.workbook().getSheetByName(name);
      target.setRowCount(given.length * step + 50);
      target.setColumnCount(at + 30);
      given.forEach((f, i) => target.getRange(i * step, at).setValue({ f }));
    },
    [sheet, formulas, rows, column] as const,
  );
  await page.waitForFunction(
    ([name, count, step, at]) => {
      const target = crmPlayground.workbook().getSheetByName(name);
      return Array.from({ length: count }, (_, i) => target.getRange(i * step, at).getCellData()?.v).every(
        (value) => value !== undefined && value !== null,
      );
    },
    [sheet, formulas.length, rows, column] as const,
  );
  return page.evaluate(
    ([name, count, step, at]) => {
      const id = crmPlayground.workbook().getSheetByName(name).getSheetId();
      return Array.from({ length: count }, (_, i) => {
        const { rows: high, columns: wide } = crmPlayground.spillAt(id, i * step, at);
        return crmPlayground.valuesAt(id, i * step, at, high, wide);
      });
    },
    [sheet, formulas.length, rows, column] as const,
  );
}

const asMatrix = (result: Expected | readonly (readonly Expected[])[]): readonly (readonly Expected[])[] =>
  Array.isArray(result) ? (result as Expected[][]) : [[result as Expected]];

function expectResult(formula: string, found: FileValue[][], wanted: readonly (readonly Expected[])[]): void {
  const shown = found.map((row) =>
    row.map((cell) => (typeof cell === "object" && cell !== null ? cell.error : cell)),
  );
  // The documentation rounds; as many digits as it has.
  const rounded = shown.map((row, i) =>
    row.map((cell, j) => {
      const digits = String(wanted[i]?.[j]).split(".")[1]?.length ?? 9;
      return typeof cell === "number" && typeof wanted[i]?.[j] === "number"
        ? Number(cell.toFixed(digits))
        : cell;
    }),
  );
  expect([formula, rounded]).toEqual([formula, wanted]);
}

test.each(excelPages.map((each) => [each.page, each] as const))(
  "%s",
  async (name, { data = [], formulas }) => {
    await page.evaluate(
      ([title, cells]) => {
        const sheet = crmPlayground.workbook().insertSheet(title);
        cells.forEach((row, i) =>
          row.forEach((value, j) => {
            if (value === "") return;
            const isFormula = typeof value === "string" && value.startsWith("=");
            sheet.getRange(i, j).setValue(isFormula ? { f: value } : { v: value });
          }),
        );
      },
      [name, data] as const,
    );
    const results = await resultsOf(
      name,
      formulas.map(([formula]) => formula),
    );
    formulas.forEach(([formula, wanted], i) => expectResult(formula, results[i], asMatrix(wanted)));
  },
);

test("structured references, and what a wrong one says", async () => {
  const { headers, rows, calculated, formulas } = deptSales;
  await page.evaluate(
    async ([names, body, formula]) => {
      await crmWorkbook.ensureTable({
        name: "DeptSales",
        sheet: "Sales",
        columns: names.map((header) => ({ header, format: "general" as const })),
      });
      await crmWorkbook.appendRows(
        "DeptSales",
        body.map((row) => [...row, null]),
      );
      const sheet = crmPlayground.workbook().getSheetByName("Sales");
      body.forEach((_, i) => sheet.getRange(1 + i, names.length - 1).setValue({ f: formula }));
    },
    [headers, rows, calculated[0]] as const,
  );
  const results = await resultsOf(
    "Sales",
    formulas.map(([formula]) => formula),
  );
  formulas.forEach(([formula, wanted], i) => expectResult(formula, results[i], asMatrix(wanted)));
  const column = await page.evaluate(
    ([count, at]) => {
      const id = crmPlayground.workbook().getSheetByName("Sales").getSheetId();
      return crmPlayground.valuesAt(id, 1, at, count, 1);
    },
    [rows.length, headers.length - 1] as const,
  );
  column.forEach(([value], i) => expect(value).toBeCloseTo(calculated[1][i], 12));
  const message = await page.evaluate(
    (index) => {
      const id = crmPlayground.workbook().getSheetByName("Sales").getSheetId();
      return crmPlayground.errorAt(id, index * 12, 20)?.message;
    },
    formulas.findIndex(([formula]) => formula.includes("Profit")),
  );
  expect(message).toBe("The table DeptSales has no column “Profit”.");
});

test("a formula that names a table follows it: rows below, a header, the sheet's name", async () => {
  const value = () =>
    page.evaluate(() => {
      const id = crmPlayground.workbook().getSheetByName("Follow").getSheetId();
      const [[cell]] = crmPlayground.valuesAt(id, 0, 0, 1, 1);
      return typeof cell === "object" ? (cell?.error ?? null) : cell;
    });
  const becomes = (wanted: unknown) => waitUntil(value, wanted);
  await page.evaluate(() => {
    crmPlayground
      .workbook()
      .insertSheet("Follow")
      .getRange(0, 0)
      .setValue({ f: "=SUM(DeptSales[Sales Amount])" });
  });
  await becomes(3970);
  await page.evaluate(() => {
    crmPlayground
      .workbook()
      .getSheetByName("Sales")
      .getRange(7, 0, 1, 3)
      .setValues([["Eve", "West", 30]]);
  });
  await becomes(4000);
  await page.evaluate(() => crmPlayground.workbook().getSheetByName("Sales").setName("Turnover 2026"));
  await page.evaluate(() => {
    crmPlayground.workbook().getSheetByName("Turnover 2026").getRange(1, 2).setValue(0);
  });
  await becomes(3740);
  await page.evaluate(() => {
    crmPlayground.workbook().getSheetByName("Turnover 2026").getRange(0, 2).setValue("Amount");
  });
  await becomes("#REF!");
});

async function waitUntil(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  let last: unknown;
  for (let look = 0; look < 1200; look++) {
    last = await read();
    if (last === wanted) return;
    await page.waitForTimeout(100);
  }
  expect(last).toEqual(wanted);
}
