import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { openWorkbookStore, type WorkbookCustomerStore } from "../../addin/workbook/store/workbook-store";
import { coAuthorConformance } from "../conformance/co-author";
import { conformanceSettings, customerStoreConformance } from "../conformance/customer-store";
import { mergeConformance } from "../conformance/merge";
import { workbookConformance } from "../conformance/workbook";
import { launchBrowser, openContext, serveDist, type ServedFolder } from "./browser";
import { pageWorkbook } from "./page-workbook";

// The suites of every host, run over the spreadsheet of the real page in a real browser.

let browser: Browser;
let page: Page;
let served: ServedFolder;
let under: Awaited<ReturnType<typeof pageWorkbook>>;
let store: WorkbookCustomerStore | undefined;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  page = await (await openContext(browser, { viewport: { width: 480, height: 320 } })).newPage();
  await page.goto(served.url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  under = await pageWorkbook(page);
});
afterAll(async () => {
  store?.close();
  await under?.fresh(); // what the store still had to tell the page has been told
  await browser?.close();
  await served?.close();
});

workbookConformance("playground", () => under.fresh());
coAuthorConformance("playground", () => under.fresh());
mergeConformance("playground", () => under.fresh());

test("a formula that is inserted while others are calculated gives its own result", async () => {
  const { workbook } = await under.fresh();
  const [sheet] = await workbook.sheets();
  await workbook.insertFormula({ sheet, row: 0, column: 0, rows: 40, columns: 1 }, "=SUM(Z1:Z900)");
  const result = await page.evaluate(async (name) => {
    const { crmPlayground, crmWorkbook } = globalThis as unknown as {
      crmPlayground: {
        recalculate(): void;
        api: { getFormula(): { calculationStart(begun: () => void): { dispose(): void } } };
      };
      crmWorkbook: { insertFormula(cell: object, formula: string): Promise<unknown> };
    };
    await new Promise<void>((begun) => {
      const listening = crmPlayground.api.getFormula().calculationStart(() => {
        listening.dispose();
        begun();
      });
      crmPlayground.recalculate();
    });
    return crmWorkbook.insertFormula({ sheet: name, row: 0, column: 2, rows: 1, columns: 1 }, "=1+2");
  }, sheet);
  expect(result).toEqual([[3]]);
});

test("a table follows rows and columns that users insert and delete, and takes in a column typed beside it", async () => {
  const { workbook, typeAt } = await under.fresh();
  const layout = ["A", "B", "C"].map((header) => ({ header, format: "text" as const }));
  await workbook.ensureTable({ name: "T", sheet: "T", columns: layout });
  await workbook.appendRows("T", [
    ["1", "2", "3"],
    ["4", "5", "6"],
  ]);
  const change = (name: string, ...given: number[]) =>
    page.evaluate(
      ([method, numbers]) => {
        const scope = globalThis as unknown as {
          crmPlayground: { workbook(): { getSheetByName(name: string): object } };
        };
        const sheet = scope.crmPlayground.workbook().getSheetByName("T") as Record<
          string,
          (...all: number[]) => void
        >;
        sheet[method](...numbers);
      },
      [name, given] as const,
    );
  await change("insertRowsBefore", 0, 2);
  await change("insertColumnsBefore", 1, 1);
  const [moved] = await workbook.tables();
  expect(moved).toMatchObject({ headers: ["A", "", "B", "C"], rowCount: 2, area: { row: 2, column: 0 } });
  await change("deleteRows", 3, 1);
  await change("deleteColumns", 1, 1);
  await typeAt({ sheet: "T", row: 2, column: 3, rows: 1, columns: 1 }, [["D"]]);
  const [table] = await workbook.tables();
  expect(table).toMatchObject({ headers: ["A", "B", "C", "D"], rowCount: 1 });
  expect(await workbook.readTable("T")).toEqual([["4", "5", "6", null]]);
  // What stands below a table moves down before the table grows over it.
  await typeAt({ sheet: "T", row: 6, column: 0, rows: 1, columns: 1 }, [["below"]]);
  await workbook.appendRows(
    "T",
    Array.from({ length: 5 }, (_, i) => [`${i}`, null, null, null]),
  );
  expect(await workbook.readTable("T", [0])).toEqual([["4"], ["0"], ["1"], ["2"], ["3"], ["4"]]);
  expect((await workbook.read([{ sheet: "T", row: 0, column: 0, rows: 20, columns: 1 }])).flat(2)).toContain(
    "below",
  );
});

customerStoreConformance("in the playground", async () => {
  store?.close();
  await under.fresh();
  store = await openWorkbookStore(under.workbook, conformanceSettings);
  return store;
});
