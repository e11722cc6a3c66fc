import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser, openContext, serveDist, type ServedFolder } from "./browser";
import type { PageSpreadsheet } from "./page-spreadsheet";
import { showView } from "./pane-page/show-view";

// What the browser keeps: two tabs of one workbook, a copy that is damaged, a storage that does not answer. A visit is
// slow, so most tests go on where the ones before left the two tabs.

declare const crmPlayground: PageSpreadsheet;

let browser: Browser;
let served: ServedFolder;
let context: BrowserContext;
let first: Page;
let second: Page;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  context = await openContext(browser);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function visit(inContext: BrowserContext): Promise<Page> {
  const page = await inContext.newPage();
  await page.goto(served.url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  return page;
}

async function reopen(page: Page): Promise<void> {
  await page.reload();
  await page.waitForSelector("html[data-ready]", { state: "attached" });
}

async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getElementById("status")?.textContent === "Kept in this browser");
}

async function put(page: Page, row: number, weight: number): Promise<void> {
  await page.evaluate(
    ([at, value]) => {
      crmPlayground.workbook().getSheetByName("Weights").getRange(at, 2).setValue(value);
    },
    [row, weight] as const,
  );
}

async function holds(page: Page, row: number, weight: number): Promise<void> {
  await page.waitForFunction(
    ([at, value]) => {
      const sheet = crmPlayground.workbook().getSheetByName("Weights");
      return crmPlayground.valueAt(sheet.getSheetId(), at, 2) === value;
    },
    [row, weight] as const,
  );
}

test("two tabs: each takes over what the other has kept, and nothing of either is lost", async () => {
  first = await visit(context);
  await put(first, 2, 0.77);
  await isKept(first);
  second = await visit(context);
  await holds(second, 2, 0.77);
  await put(first, 3, 0.11);
  await holds(second, 3, 0.11);
  await put(second, 4, 0.55);
  await holds(first, 4, 0.55);
  await reopen(first);
  await holds(first, 2, 0.77);
  await holds(first, 3, 0.11);
  await holds(first, 4, 0.55);

  // At the same moment: neither has seen the other's change when it keeps its own.
  await Promise.all([put(first, 5, 0.91), put(second, 6, 0.82)]);
  for (const page of [first, second]) {
    await holds(page, 5, 0.91);
    await holds(page, 6, 0.82);
  }

  // An erasure in one is an erasure in both; what is half typed in the other stays.
  await showView(second, "customers");
  await second.getByRole("button", { name: "New customer" }).click();
  const company = second.getByRole("form", { name: "New customer" }).getByLabel("Company");
  await company.fill("Half Ltd");
  await showView(first, "customers");
  await first.getByRole("searchbox").fill("Kate Lewis");
  await first.locator("#pane [role=option]").first().click();
  await first.getByRole("heading", { name: "Kate Lewis" }).waitFor();
  await showView(first, "data");
  await first.getByRole("button", { name: "Erase this person" }).click();
  await first.getByRole("button", { name: "Erase for good" }).click();
  await first.getByText(/^Erased, with/).waitFor();
  for (const page of [first, second]) {
    await page.waitForFunction(
      () => !JSON.stringify(crmPlayground.snapshot()).includes("kate.lewis"),
      undefined,
      { polling: 200 },
    );
  }
  expect(await company.inputValue()).toBe("Half Ltd");
  await second.keyboard.press("Escape");
  await second.getByText("59 found").waitFor();
});

test("messages of another tab while this one saves take nothing away", async () => {
  const other = await context.newPage();
  await other.goto(`${served.url}/functions.json`);
  await other.evaluate(() => {
    const channel = new BroadcastChannel("crm-functions-playground");
    setInterval(() => channel.postMessage("kept"), 20);
  });
  for (const weight of [0.11, 0.12, 0.13, 0.14]) {
    await put(first, 2, weight);
    await isKept(first);
    await holds(first, 2, weight);
  }
  await other.close();
  await reopen(first);
  await holds(first, 2, 0.14);
});

test("a file that was opened is there on the next visit, whatever another tab has saved meanwhile", async () => {
  await first.setInputFiles("#open-file", {
    name: "mine.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Customer,Price\nAnna,3\n"),
  });
  const replace = first.getByRole("button", { name: "Replace", exact: true });
  await replace.waitFor();
  await Promise.all([replace.click(), put(second, 2, 0.42)]);
  for (const page of [first, second]) {
    await page.waitForFunction(() => JSON.stringify(crmPlayground.snapshot()).includes("Anna"), undefined, {
      polling: 200,
    });
  }
  await reopen(first);
  expect(await first.evaluate(() => JSON.stringify(crmPlayground.snapshot()).includes("Anna"))).toBe(true);
});

test("a damaged copy is offered for download, and the page starts with the sample and keeps it", async () => {
  await second.close();
  const damaged = { id: "x", sheets: { a: null }, sheetOrder: ["a", "b"] };
  await first.goto(`${served.url}/functions.json`); // a page of this place that keeps nothing itself
  await first.evaluate(async (workbook) => {
    const opening = indexedDB.open("crm-functions-playground", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("workbooks");
    const database = await new Promise<IDBDatabase>((done) => {
      opening.onsuccess = () => done(opening.result);
    });
    const transaction = database.transaction("workbooks", "readwrite");
    transaction.objectStore("workbooks").put(workbook, "current");
    transaction.objectStore("workbooks").put(7, "version");
    await new Promise((done) => (transaction.oncomplete = done));
    database.close();
  }, damaged);
  await first.goto(served.url);
  await first.waitForSelector("html[data-ready]", { state: "attached" });
  await holds(first, 1, 0.3); // the sample's
  const [download] = await Promise.all([first.waitForEvent("download"), first.click("#save-damaged")]);
  expect(download.suggestedFilename()).toBe("crm-functions-damaged.json");
  const stream = await download.createReadStream();
  let text = "";
  for await (const part of stream) text += String(part);
  expect(JSON.parse(text)).toEqual(damaged);
  await put(first, 1, 0.35);
  await isKept(first);
  await reopen(first);
  await holds(first, 1, 0.35);
});

test("a storage that never answers does not keep the page from starting", async () => {
  const silent = await openContext(browser);
  await silent.addInitScript(() => {
    indexedDB.open = () => ({}) as IDBOpenDBRequest;
  });
  await holds(await visit(silent), 1, 0.3);
});
