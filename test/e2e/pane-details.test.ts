import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { WorkbookCustomerStore } from "../../addin/workbook/store/workbook-store";
import { launchBrowser, type ServedFolder } from "./browser";
import { servePanePage } from "./pane-page/build-pane-page";
import { violationsInThemes } from "./violations";

let served: ServedFolder;
let browser: Browser;
let page: Page;

interface PageWindow {
  readonly pane: { readonly store: WorkbookCustomerStore };
}

beforeAll(async () => {
  [served, browser] = await Promise.all([servePanePage(), launchBrowser()]);
  page = await browser.newPage({
    viewport: { width: 320, height: 720 },
    bypassCSP: true,
    reducedMotion: "reduce",
  });
  page.setDefaultTimeout(10_000);
  await page.goto(served.url);
  await page.waitForSelector("[role=tab]");
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const view = (name: string) => page.locator(`#pane-tab-${name}`).click();

test("follow-ups that are due and what marketing amounts mean have no violation in any theme", async () => {
  await page.evaluate(() =>
    (window as unknown as PageWindow).pane.store.addInteractions([
      { customerId: "C-7", when: "2026-11-01", kind: "call", followUp: "2026-11-20", note: "Send the offer" },
      { customerId: "C-7", when: "2026-03-05", kind: "marketing", amount: 10 },
      { customerId: "C-8", when: "2026-04-05", kind: "visit", amount: 20 },
    ]),
  );
  await view("customers");
  await page.getByRole("button", { name: "Follow-ups due: 1" }).click();
  const found = await violationsInThemes(page, "due");
  await page.getByRole("button", { name: /Customer 7.*Send the offer/s }).click();
  await page.getByRole("tab", { name: "Value" }).click();
  const costs = page.getByRole("checkbox", { name: /Amounts of marketing are what it cost/ });
  await costs.click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input[type=checkbox]")?.checked);
  found.push(...(await violationsInThemes(page, "value")));
  expect(found).toEqual([]);
}, 60_000);

test("with forced colours one row of the list is marked, not all", async () => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.getByRole("button", { name: "Back to the list" }).click();
  const bars = await page
    .getByRole("option")
    .evaluateAll((rows) => rows.map((row) => getComputedStyle(row).borderLeftColor));
  const marked = await page
    .getByRole("option")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-selected") === "true"));
  const ground = await page.evaluate(() => {
    document.body.style.backgroundColor = "Canvas";
    return getComputedStyle(document.body).backgroundColor;
  });
  expect(marked.filter(Boolean)).toHaveLength(1);
  expect(bars.map((bar) => bar !== ground)).toEqual(marked);
  await page.emulateMedia({ forcedColors: "none" });
});

test("removing weights leaves the focus where the next one can be removed, or one be added", async () => {
  await view("weights");
  const remove = page.getByRole("button", { name: /^Remove criterion/ });
  expect(await remove.count()).toBe(3);
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
    );
  await remove.nth(1).press("Enter");
  expect(await focused()).toBe(await remove.nth(1).getAttribute("aria-label"));
  await remove.nth(1).press("Enter");
  expect(await focused()).toBe("Add criterion");
  expect(await remove.count()).toBe(1);
});

test("a notice that goes by itself does not move the page, and what lies below it can be clicked", async () => {
  const top = () => page.locator("#pane-view-weights h1").boundingBox();
  const before = await top();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const notice = page.getByText("Saved the weights: Need");
  await notice.waitFor();
  expect(await top()).toEqual(before);
  const below = await notice.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2)?.closest("[role=tabpanel]")?.id;
  });
  expect(below).toBe("pane-view-weights");
});
