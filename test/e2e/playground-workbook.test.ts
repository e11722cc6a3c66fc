import { afterAll, beforeAll } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openWorkbookStore, type WorkbookCustomerStore } from "../../addin/workbook/store/workbook-store";
import { conformanceSettings, customerStoreConformance } from "../conformance/customer-store";
import { workbookConformance } from "../conformance/workbook";
import { launchBrowser, serveDist, type ServedFolder } from "./browser";
import { pageWorkbook } from "./page-workbook";

// The suites of every host, run over the spreadsheet of the real page in a real browser.

let browser: Browser;
let served: ServedFolder;
let under: Awaited<ReturnType<typeof pageWorkbook>>;
let store: WorkbookCustomerStore | undefined;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  const page = await browser.newPage({ viewport: { width: 480, height: 320 }, locale: "en-US" });
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

customerStoreConformance("in the playground", async () => {
  store?.close();
  await under.fresh();
  store = await openWorkbookStore(under.workbook, conformanceSettings);
  return store;
});
