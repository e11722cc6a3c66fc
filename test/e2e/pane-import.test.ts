import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { writeXlsx } from "../../addin/workbook/file";
import type { Workbook } from "../../addin/workbook/workbook";
import type { WorkbookCustomerStore } from "../../addin/workbook/store/workbook-store";
import type { Page } from "playwright-core";
import { closeGate } from "./pane-page/gate";
import { launchPanePage, type LaunchedPanePage } from "./pane-page/launch-pane-page";
import { showView } from "./pane-page/show-view";
import { violationsInThemes } from "./violations";

// Enough for several slices of work in each phase, and few enough to be quick.
const count = 3_000;

let launched: LaunchedPanePage;
let page: Page;

beforeAll(async () => {
  launched = await launchPanePage();
  page = launched.page;
  await page.goto(`${launched.served.url}/?customers=0`);
  await showView(page, "data");
});
afterAll(() => launched?.close());

interface PageWindow {
  readonly pane: { readonly store: WorkbookCustomerStore };
}

const customers = () =>
  page.evaluate(async () => {
    const { store } = (window as unknown as PageWindow).pane;
    return (await store.list({ limit: 0 })).total;
  });
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");

/** Does `begin`, presses Stop while a line that begins with `phase` is on the page and the work is held, and lets it go on. */
async function stopIn(phase: string, begin: () => Promise<void>): Promise<void> {
  const gate = await closeGate(page, phase);
  await begin();
  await page
    .locator("#pane span", { hasText: new RegExp(`^${phase}`) })
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).press("Enter");
  await gate.open();
}

const choose = (file: { name: string; mimeType: string; buffer: Buffer }) =>
  page.locator("#pane-view-data input[type=file]").setInputFiles(file);
const rows = Array.from({ length: count }, (_, i) => [`Person ${i}`, `p${i}@example.com`]);
const csv = {
  name: "people.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([["Name", "E-mail"], ...rows].map((row) => row.join(",")).join("\n")),
};
const xlsx = {
  name: "people.xlsx",
  mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  buffer: Buffer.from(
    writeXlsx({
      sheets: [
        {
          name: "People",
          cells: [["Name", "E-mail"], ...rows].map((row) => row.map((value) => ({ value }))),
        },
      ],
    }),
  ),
};

test("an import is stopped while the file is read, while rows are checked, while they are written", async () => {
  await stopIn("Reading the file", () => choose(xlsx));
  await page.getByText("Stopped. Nothing was changed.").waitFor();
  expect(await page.locator("[data-import-plan]").count()).toBe(0);
  // The button that was pressed has gone: the focus is where the next file is chosen.
  expect(await focused()).toBe("Choose a file");
  await page.getByRole("button", { name: "Dismiss" }).click();

  await stopIn("Checking the rows", () => choose(csv));
  await page.getByText("Stopped. Nothing was changed.").waitFor();
  expect(await page.locator("[data-import-plan]").count()).toBe(0);
  await page.getByRole("button", { name: "Dismiss" }).click();

  await choose(xlsx);
  await page.locator(`[data-import-plan='${count}/0']`).waitFor();
  await stopIn("Importing", () => page.getByRole("button", { name: /^Import 3,000/ }).click());
  await page.getByText("Stopped. Nothing was changed.").waitFor();
  expect(await customers()).toBe(0);
  // What was read and checked is still there.
  expect(await page.locator(`[data-import-plan='${count}/0']`).count()).toBe(1);
});

test("while customers are imported and taken back the page answers and says how far it is", async () => {
  /** What the bar says, and that a click is heard, while the work is held. */
  async function held(phase: string, begin: () => Promise<void>): Promise<void> {
    const gate = await closeGate(page, phase);
    await begin();
    const bar = page.getByRole("progressbar");
    await bar.waitFor();
    expect(Number(await bar.getAttribute("aria-valuenow"))).toBeLessThan(1);
    await showView(page, "customers");
    await page.getByRole("searchbox").first().fill("Person 7");
    await showView(page, "data");
    await gate.open();
  }
  await held("Importing", () => page.getByRole("button", { name: /^Import 3,000/ }).click());
  await page.getByText("Imported 3,000 customers").first().waitFor();
  expect(await customers()).toBe(count);

  await stopIn("Undo: Imported", () => page.getByRole("button", { name: /^Undo: Imported/ }).click());
  await page.getByText("Undo was stopped, nothing was changed").waitFor();
  expect(await customers()).toBe(count);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "Undo: Imported 3,000 customers",
  );

  await held("Undo: Imported", () => page.getByRole("button", { name: /^Undo: Imported/ }).click());
  await page.getByText("Undone: Imported 3,000 customers").waitFor();
  expect(await customers()).toBe(0);
});

/** Lets the first call of a method of the workbook or the store wait until it is told to go on. */
const holdFirst = (of: "workbook" | "store", method: string) =>
  page.evaluate(
    ([owner, name]) => {
      const { pane } = window as unknown as {
        pane: Record<string, Record<string, (...given: unknown[]) => unknown>>;
      };
      const real = pane[owner][name];
      pane[owner][name] = async (...given) => {
        pane[owner][name] = real;
        await new Promise<void>((resolve) => Object.assign(window, { letGo: resolve }));
        return real.apply(pane[owner], given);
      };
    },
    [of, method] as const,
  );
const letGo = () =>
  page.evaluate(async () => {
    (window as unknown as { letGo: () => void }).letGo();
    await new Promise((resolve) => setTimeout(resolve, 100));
  });

test("an older reading, and an older look at the rows, that end late change nothing", async () => {
  const two = { name: "two.csv", mimeType: "text/csv", buffer: Buffer.from("Name,Code\nAda,x\nBob,y\n") };
  await holdFirst("workbook", "usedArea");
  await page.getByLabel("Use a table of this workbook").selectOption("Weights");
  await page.waitForFunction(() => "letGo" in window);
  await choose(two);
  const code = page.locator("[data-import-column=Code]");
  await code.waitFor();
  await letGo();
  expect(await code.count()).toBe(1);

  await holdFirst("store", "changesSince");
  await page.evaluate(() => delete (window as { letGo?: unknown }).letGo);
  const name = page.locator("[data-import-column=Name]");
  await code.selectOption("name");
  await page.waitForFunction(() => "letGo" in window);
  await name.selectOption("");
  const add = page.getByRole("button", { name: "Import 2 customers" });
  await add.waitFor();
  await letGo();
  await add.click();
  await page.getByText("Imported 2 customers").first().waitFor();
  const names = await page.evaluate(async () =>
    (await (window as unknown as PageWindow).pane.store.list()).items.map((each) => each.name),
  );
  expect(names.sort()).toEqual(["x", "y"]);
  await page.getByRole("button", { name: /^Undo: Imported/ }).click();
  await page.getByText("Undone: Imported 2 customers").waitFor();
});

test("the time of a message that ends late takes away no message but its own", async () => {
  await choose({ name: "one.csv", mimeType: "text/csv", buffer: Buffer.from("Name\nAda\n") });
  await page.getByRole("button", { name: "Import one customer" }).click();
  await page.getByText("Imported one customer").first().waitFor();
  await page.evaluate(() => {
    const scope = window as unknown as { ends: (() => void)[]; setTimeout: unknown };
    const real = setTimeout;
    scope.ends = [];
    scope.setTimeout = (run: () => void, after: number) => {
      if (after >= 5000) scope.ends.push(run);
      return real(run, after);
    };
  });
  // The message can pass as soon as its step is being taken back.
  await page.getByRole("button", { name: /^Undo: Imported/ }).click();
  await page.getByText("Undone: Imported one customer").waitFor();
  const ends = await page.evaluate(() => {
    const { ends } = window as unknown as { ends: (() => void)[] };
    ends[0]();
    return ends.length;
  });
  expect(ends).toBe(2);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  expect(await page.getByText("Undone: Imported one customer").isVisible()).toBe(true);
});

test("purchases go into a table of their own, once, and are taken back", async () => {
  const bought = {
    name: "bought.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Customer ID,Order date,Amount\n1,2026-01-05,3\n1,2026-01-06,4\n2,2026-01-07,5\n"),
  };
  const rows = () =>
    page.evaluate(async () => {
      const { workbook } = (window as unknown as { pane: { workbook: Workbook } }).pane;
      const table = (await workbook.tables()).find(({ name }) => name === "Purchases");
      return table === undefined ? undefined : await workbook.readTable("Purchases");
    });
  await choose(bought);
  await page.getByText("a table of their own, Purchases").waitFor();
  await page.getByRole("button", { name: "Import 3 purchases" }).click();
  await page.getByText("Imported 3 purchases").first().waitFor();
  expect(await rows()).toEqual([
    ["1", 46027, 3],
    ["1", 46028, 4],
    ["2", 46029, 5],
  ]);
  await choose(bought);
  await page.locator("[data-import-plan='0/0']").waitFor();
  await page.getByRole("button", { name: /^Undo: Imported 3 purchases/ }).click();
  await page.getByText("Undone: Imported 3 purchases").waitFor();
  expect(await rows()).toEqual([]);
});

test("the bars of an import and of an undo have no violation in any theme", async () => {
  const found: string[] = [];
  // Writing and taking back wait where they are, so that the bars stay to be looked at.
  await page.evaluate(() => {
    const { workbook } = (window as unknown as { pane: { workbook: Record<string, unknown> } }).pane;
    const scope = window as unknown as { goOn: () => void };
    for (const name of ["appendRows", "deleteRows"]) {
      const real = workbook[name] as (...given: unknown[]) => Promise<void>;
      workbook[name] = async (...given: unknown[]) => {
        await new Promise<void>((resolve) => (scope.goOn = resolve));
        return real.apply(workbook, given);
      };
    }
  });
  const goOn = () => page.evaluate(() => (window as unknown as { goOn: () => void }).goOn());
  await choose({ name: "p.csv", mimeType: "text/csv", buffer: Buffer.from("Name\nAda\nBob\n") });
  await page.getByRole("button", { name: "Import 2 customers" }).click();
  await page.getByRole("button", { name: "Stop" }).waitFor();
  found.push(...(await violationsInThemes(page)));
  await goOn();
  await page.getByText("Imported 2 customers").first().waitFor();
  await page.getByRole("button", { name: /^Undo: Imported/ }).click();
  await page.getByRole("button", { name: "Stop" }).waitFor();
  found.push(...(await violationsInThemes(page)));
  await goOn();
  await page.getByText("Undone: Imported 2 customers").waitFor();
  expect(found).toEqual([]);
});

test("the screen that proposes a table of one's own for the report has no violation in any theme", async () => {
  await page.locator("#pane-tab-report").click();
  await page.getByRole("button", { name: "Use my own table" }).first().click();
  await page.locator("#pane-view-report input[type=file]").setInputFiles({
    name: "survey.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `Client,Overall satisfaction,Price,Since,A column with a very long name that says hardly anything\n${"Ada,4,5,03.04.2024,x\n".repeat(3)}`,
    ),
  });
  await page.getByRole("button", { name: "Show my report" }).waitFor();
  expect(await violationsInThemes(page)).toEqual([]);
  const { scrollWidth, clientWidth } = await page
    .locator("#pane-view-report")
    .evaluate((view) => ({ scrollWidth: view.scrollWidth, clientWidth: view.clientWidth }));
  expect(scrollWidth).toBe(clientWidth);
});
