import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { MemoryWorkbook } from "../doubles/memory-workbook";
import type { WorkbookCustomerStore } from "../../addin/workbook/store/workbook-store";
import { launchPanePage, type LaunchedPanePage } from "./pane-page/launch-pane-page";
import { showView } from "./pane-page/show-view";
import { violationsInThemes } from "./violations";

let launched: LaunchedPanePage;
let page: Page;

interface PageWindow {
  readonly pane: {
    readonly store: WorkbookCustomerStore;
    readonly workbook: MemoryWorkbook;
    readonly pane: { setLanguage(language: string): void };
  };
}

beforeAll(async () => {
  launched = await launchPanePage();
  page = launched.page;
  await page.goto(launched.served.url);
  await page.waitForSelector("[role=tab]");
});
afterAll(() => launched?.close());

const view = (name: string) => showView(page, name);

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
  const found = await violationsInThemes(page);
  await page.getByRole("button", { name: /Customer 7.*Send the offer/s }).click();
  await page.getByRole("tab", { name: "Value" }).click();
  const costs = page.getByRole("checkbox", { name: /Amounts of marketing are what it cost/ });
  await costs.click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input[type=checkbox]")?.checked);
  found.push(...(await violationsInThemes(page)));
  expect(found).toEqual([]);
});

test("a half-typed interaction is there again after looking elsewhere, and after a change of the language", async () => {
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "With details" }).click();
  const note = page.locator("textarea:visible");
  await note.fill("Half a note");
  await page.getByRole("tab", { name: "Scores" }).click();
  await page.getByRole("tab", { name: "Timeline" }).click();
  expect(await note.inputValue()).toBe("Half a note");
  // The row of another customer is selected in the sheet, and then this one again.
  for (const row of [3, 7]) {
    await page.evaluate(
      (at) =>
        (window as unknown as PageWindow).pane.workbook.select({
          sheet: "Customers",
          row: at,
          column: 1,
          rows: 1,
          columns: 1,
        }),
      row,
    );
    await page.locator("h1", { hasText: row === 7 ? "Customer 7" : "<img" }).waitFor();
    expect(await note.count()).toBe(row === 7 ? 1 : 0);
  }
  await page.evaluate(() => (window as unknown as PageWindow).pane.pane.setLanguage("zh-CN"));
  await page.getByRole("tab", { name: "时间线" }).waitFor();
  expect(await note.inputValue()).toBe("Half a note");
  await page.evaluate(() => (window as unknown as PageWindow).pane.pane.setLanguage("en-US"));
});

test("with forced colours one row of the list is marked, not all", async () => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.getByRole("button", { name: "Back to the list" }).click();
  const options = page.getByRole("option");
  await options.first().waitFor();
  const [bars, marked] = await options.evaluateAll(
    (rows) =>
      [
        rows.map((row) => getComputedStyle(row).borderLeftColor),
        rows.map((row) => row.getAttribute("aria-selected") === "true"),
      ] as const,
  );
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
  await remove.nth(2).waitFor();
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

test("a message covers nothing, takes back what it reports, and stays with the view it is about", async () => {
  const place = (selector: string) => page.locator(selector).evaluate((each) => each.getBoundingClientRect());
  const before = await place("#pane-view-weights h1");
  await page.getByLabel("Weight 1", { exact: true }).press("Control+s");
  const message = page.locator("#pane-message");
  await message.getByText("Saved the weights: Need").waitFor();
  expect(await place("#pane-view-weights h1")).toEqual(before);
  expect((await place("#pane-view-weights")).bottom).toBeLessThanOrEqual((await place("#pane-message")).top);
  const remove = page.getByRole("button", { name: /^Remove criterion/ });
  expect(await remove.count()).toBe(1);
  await message.getByRole("button", { name: "Undo", exact: true }).click();
  await message.getByText("Undone: Saved the weights: Need").waitFor();
  await remove.nth(2).waitFor();
  expect(await message.getByRole("button", { name: "Undo", exact: true }).count()).toBe(0);
  await view("customers");
  expect(await message.innerText()).toBe("");
});

test("a command of the ribbon or of a cell's menu leads to its task", async () => {
  const open = (task: string) =>
    page.evaluate(
      (asked) =>
        (window as unknown as { pane: { pane: { open(task: string): void } } }).pane.pane.open(asked),
      task,
    );
  await open("newCustomer");
  await page.getByRole("heading", { name: "New customer" }).waitFor();
  // The row of a customer is selected in the sheet.
  await page.evaluate(async () => {
    const { store, workbook } = (window as unknown as PageWindow).pane;
    const area = await store.areaOf("C-5");
    if (area !== undefined) await workbook.select(area);
  });
  await open("newInteraction");
  await page.getByRole("heading", { name: "Customer 5" }).waitFor();
  expect(await page.getByRole("tab", { name: "Timeline" }).getAttribute("aria-selected")).toBe("true");
  await open("showCustomer");
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll("[role=tab]")]
        .find((each) => each.textContent === "Details")
        ?.getAttribute("aria-selected") === "true",
  );
  await open("importCustomers");
  await page.locator("#pane-view-data").waitFor();
  await open("insertScore");
  await page.locator("#pane-view-formulas").waitFor();
});
