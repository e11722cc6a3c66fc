import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Download, Locator, Page } from "playwright-core";
import type { Workbook } from "../../addin/workbook/workbook";
import type { FileValue } from "../../addin/workbook/file";
import { reportOfFile } from "../../notebooks/support/report/report-file";
import { launchBrowser, serveDist, watchedPage, type ServedFolder } from "./browser";
import { select, typeInto, type PageSpreadsheet } from "./page-spreadsheet";
import { showView } from "./pane-page/show-view";

// The pane beside the real spreadsheet: what is done in one is looked for in the other. One page for all tests; each
// takes the workbook as the ones before left it.

interface PageScope {
  crmPlayground: PageSpreadsheet;
  crmWorkbook: {
    readTable(name: string): Promise<unknown[][]>;
    tables(): Promise<{ name: string; headers: string[]; rowCount: number }[]>;
    formulas(areas: object[]): Promise<string[][][]>;
  };
}

let browser: Browser;
let served: ServedFolder;
let page: Page;
let complaints: string[];

const expectedEffects = JSON.parse(
  readFileSync(resolve("test", "fixtures", "report", "expected.json"), "utf8"),
) as Record<string, { effects: Record<string, number> }>;

const risky = '=HYPERLINK("https://example.com","Mei")';

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  ({ page, complaints } = await watchedPage(browser, served, { viewport: { width: 1280, height: 900 } }));
  await page.goto(served.url);
  await ready();
  await page.waitForSelector("#pane [role=tab]"); // the pane is there from the first visit on
});
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function ready(): Promise<void> {
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await cellIs("Scores", "B2", (value) => typeof value === "number");
}

const pane = () => page.locator("#pane");
const view = (name: string) => showView(page, name);
const button = (name: string | RegExp) =>
  pane().getByRole("button", { name, exact: typeof name === "string" });
const undoLast = () => button(/^Undo: /).click();

function cell(sheet: string, address: string): Promise<FileValue> {
  return page.evaluate(
    ([name, place]) => {
      const { crmPlayground } = globalThis as unknown as PageScope;
      const found = crmPlayground.workbook().getSheetByName(name);
      const range = found.getRange(place);
      return crmPlayground.valueAt(found.getSheetId(), range.getRow(), range.getColumn());
    },
    [sheet, address],
  );
}

/** Waits until a cell holds what is asked for; the last value found is in the error. */
async function cellIs(
  sheet: string,
  address: string,
  wanted: FileValue | ((value: FileValue) => boolean),
): Promise<FileValue> {
  const isWanted = typeof wanted === "function" ? wanted : (value: FileValue) => value === wanted;
  let value: FileValue = null;
  for (let i = 0; i < 1200; i++) {
    value = await cell(sheet, address);
    if (isWanted(value)) return value;
    await page.waitForTimeout(100);
  }
  throw new Error(`${sheet}!${address} holds ${JSON.stringify(value)}`);
}

/** The rows of a table; as one text, because Playwright would look through every cell several times. */
async function rows(table: string): Promise<unknown[][]> {
  const text = await page.evaluate(
    async (name) => JSON.stringify(await (globalThis as unknown as PageScope).crmWorkbook.readTable(name)),
    table,
  );
  return JSON.parse(text) as unknown[][];
}

/** What the Customers table has in a column for a customer. */
async function shown(name: string, header: string): Promise<unknown> {
  const [table] = await page.evaluate(async () =>
    (await (globalThis as unknown as PageScope).crmWorkbook.tables()).filter(
      (each) => each.name === "Customers",
    ),
  );
  const all = await rows("Customers");
  return all.find((row) => row[table.headers.indexOf("Name")] === name)?.[table.headers.indexOf(header)];
}

async function choose(name: string): Promise<void> {
  await view("customers");
  const back = button("Back to the list");
  if (await back.isVisible()) await back.click();
  await pane().getByRole("searchbox").fill(name);
  await pane().getByRole("option").first().click();
  await pane().getByRole("heading", { name, exact: true }).waitFor();
}

async function kept(): Promise<void> {
  await page.waitForFunction(() => document.getElementById("status")?.textContent === "Kept in this browser");
}

async function downloaded(work: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), work()]);
  return readFileSync(await (download as Download).path());
}

describe("the pane and the sheet", () => {
  test("the first click on each button of a fresh page overwrites nothing", async () => {
    const held = async () => ({
      tables: await Promise.all(["Customers", "Interactions", "Weights"].map(rows)),
      headers: await page.evaluate(async () =>
        (await (globalThis as unknown as PageScope).crmWorkbook.tables()).map(({ name, headers }) => [
          name,
          headers,
        ]),
      ),
      scores: await page.evaluate(() => {
        const { crmPlayground } = globalThis as unknown as PageScope;
        const id = crmPlayground.workbook().getSheetByName("Scores").getSheetId();
        return crmPlayground.valuesAt(id, 0, 0, 61, 8);
      }),
    });
    const before = await held();
    let clicked = 0;
    for (const name of ["report", "customers", "weights", "charts", "formulas", "data", "start"]) {
      await view(name);
      const buttons = pane().locator(`#pane-view-${name} button:visible:enabled:not([role=tab])`);
      await buttons.first().waitFor();
      const labels = await buttons.evaluateAll((all) =>
        all.map((each) => each.getAttribute("aria-label") ?? each.textContent ?? ""),
      );
      for (const label of new Set(labels)) {
        if (!(await pane().locator(`#pane-view-${name}`).isVisible())) await view(name);
        if (name === "customers" && (await button("Back to the list").isVisible())) {
          await button("Back to the list").click();
        }
        const one = pane()
          .locator(`#pane-view-${name}`)
          .getByRole("button", { name: label, exact: true })
          .first();
        // What an earlier click has put away is no first click any more.
        if (!(await one.isVisible()) || !(await one.isEnabled())) continue;
        await one.click();
        clicked++;
      }
    }
    expect(clicked).toBeGreaterThan(30);
    expect(await held()).toEqual(before);
    await page.click("#action-startafresh");
    await page.click("dialog button.strong");
    await cellIs("Scores", "B2", (value) => typeof value === "number");
    await pane().locator("[role=tab]").first().waitFor();
  });

  test("a customer entered in the pane stands in the sheet as text, and the sheet's scores take them in", async () => {
    expect(await cell("Scores", "B62")).not.toEqual(expect.any(Number));
    await view("customers");
    await button("New customer").click();
    const form = pane().getByRole("form", { name: "New customer" });
    await form.getByLabel(/^Name/).fill(risky);
    await form.getByLabel("E-mail").fill("mei@example.com");
    await form.getByLabel("Phone").fill("212 555 0123");
    await form.getByLabel("Company").fill("+1");
    await form.getByRole("button", { name: /^More about/ }).click();
    await form.getByLabel("Owner").fill("@x");
    await form.getByRole("button", { name: /^Ratings/ }).click();
    for (const [criterion, rating] of [
      ["Price", "10"],
      ["Quality", "8"],
      ["Delivery", "6"],
      ["Advice", "4"],
      ["Innovation", "2"],
    ]) {
      await form.getByRole("group", { name: "Need" }).getByLabel(criterion).fill(rating);
    }
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await pane().getByRole("heading", { name: risky }).waitFor();
    const all = await rows("Customers");
    expect(all).toHaveLength(61);
    expect(all[60]).toEqual(expect.arrayContaining([risky, "+12125550123", "mei@example.com", "+1", "@x"]));
    const formulas = await page.evaluate(() =>
      (globalThis as unknown as PageScope).crmWorkbook.formulas([
        { sheet: "Customers", row: 61, column: 0, rows: 1, columns: 13 },
      ]),
    );
    expect(formulas.flat(2).join("")).toBe("");
    // .3·10 + .25·8 + .2·6 + .15·4 + .1·2
    await cellIs("Scores", "B62", (value) => Math.abs((value as number) - 7) < 1e-12);
  });

  test("what is typed in the sheet shows in the pane, and a half-made change is never overwritten blindly", async () => {
    await typeInto(page, "Customers", "C62", "Sheet Ltd");
    const form = pane().getByRole("form", { name: "Edit customer" });
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>("#pane form input")].some(
        (one) => one.value === "Sheet Ltd",
      ),
    );
    await form.getByRole("button", { name: /^More about/ }).click();
    await form.getByLabel("Segment").fill("Mine");
    await typeInto(page, "Customers", "C62", "Theirs Ltd");
    await pane().getByText("has been changed in the sheet while you were typing").waitFor();
    await button("Save").click();
    await pane().getByText("has been changed meanwhile by somebody else").first().waitFor();
    expect(await shown(risky, "Company")).toBe("Theirs Ltd");
    await button("Show the sheet's values").click();
    expect(await form.getByLabel("Company").inputValue()).toBe("Theirs Ltd");
    await form.getByLabel("Segment").fill("Mine");
    await button("Save").click();
    await pane().getByText(`Changed ${risky}`).first().waitFor();
    expect(await shown(risky, "Segment")).toBe("Mine");
    await undoLast();
    await pane().getByText(`Undone: Changed ${risky}`).waitFor();
    expect(await shown(risky, "Segment")).toBeNull();
    expect(await shown(risky, "Company")).toBe("Theirs Ltd");
  });

  test("service stamps its date, marketing its value and date; undo takes stamps and interactions back", async () => {
    const before = (await rows("Interactions")).length;
    await pane().getByRole("tab", { name: "Timeline" }).click();
    await button("+ Consulting").click();
    await pane()
      .getByText(/^Added Consulting/)
      .first()
      .waitFor();
    const today = Math.round(
      (Date.parse(new Date().toLocaleDateString("en-CA")) - Date.UTC(1899, 11, 30)) / 864e5,
    );
    expect(await shown(risky, "Service date")).toBe(today);
    await button("With details …").click();
    const form = pane().getByRole("form", { name: "New interaction" });
    await form.getByLabel("Kind").selectOption("marketing");
    await form.getByLabel("Amount").fill("250.5");
    await form.getByLabel("Note").fill("<img src=x onerror=alert(1)>");
    await form.getByRole("button", { name: "Add interaction" }).click();
    await pane()
      .getByText(/^Added Marketing/)
      .first()
      .waitFor();
    expect(await shown(risky, "Marketing value")).toBe(250.5);
    expect(await shown(risky, "Marketing date")).toBe(today);
    expect((await rows("Interactions")).length).toBe(before + 2);
    expect(await pane().locator("img").count()).toBe(0);
    await undoLast();
    await pane()
      .getByText(/^Undone: Added Marketing/)
      .waitFor();
    expect(await shown(risky, "Marketing value")).toBeNull();
    expect(await shown(risky, "Service date")).toBe(today);
    await undoLast();
    await pane()
      .getByText(/^Undone: Added Consulting/)
      .waitFor();
    expect(await shown(risky, "Service date")).toBeNull();
    expect((await rows("Interactions")).length).toBe(before);
  });

  test("a removed customer comes back whole, with what the user keeps in columns of their own", async () => {
    const [table] = await page.evaluate(async () =>
      (await (globalThis as unknown as PageScope).crmWorkbook.tables()).filter(
        (one) => one.name === "Customers",
      ),
    );
    const column = table.headers.length;
    const letters = await page.evaluate(
      (at) =>
        (globalThis as unknown as PageScope).crmPlayground
          .workbook()
          .getSheetByName("Customers")
          .getRange(0, at)
          .getA1Notation() as string,
      column,
    );
    await typeInto(page, "Customers", letters, "My notes");
    await typeInto(page, "Customers", letters.replace("1", "62"), "likes tea");
    await button("+ Call").click();
    await pane()
      .getByText(/^Added Call/)
      .first()
      .waitFor();
    await pane().getByRole("tab", { name: "Details" }).click();
    await button("Remove").click();
    await pane().getByText(`Removed ${risky}`).first().waitFor();
    expect(await rows("Customers")).toHaveLength(60);
    await cellIs("Scores", "B62", (value) => typeof value !== "number");
    await undoLast();
    await pane().getByText(`Undone: Removed ${risky}`).waitFor();
    expect(await shown(risky, "My notes")).toBe("likes tea");
    expect(JSON.stringify(await rows("Interactions"))).toContain(String(await shown(risky, "Customer ID")));
  });

  test("the pane says whether this Excel hides blanks as zeros, and looks again when that changes", async () => {
    await view("start");
    const warning = pane().getByText(/This Excel passes blank cells to functions as zeros/);
    await pane().getByRole("heading", { name: "Settings" }).waitFor();
    expect(await warning.count()).toBe(0);
    await page.click("#more summary");
    await page.getByText("Count blank cells as zeros", { exact: true }).click();
    await warning.waitFor();
    await page.getByText("Count blank cells as zeros", { exact: true }).click();
    await warning.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await view("customers");
  });

  test("the row selected in the sheet is shown in the pane, and the pane jumps to the row", async () => {
    await select(page, "Customers", "B4");
    const name = String(await cell("Customers", "B4"));
    await pane().getByRole("heading", { name, exact: true }).waitFor();
    await choose(risky);
    await button("Show in the sheet").click();
    const selected = await page.evaluate(() => {
      const workbook = (globalThis as unknown as PageScope).crmPlayground.workbook();
      return [workbook.getActiveSheet().getSheetName(), workbook.getActiveRange().getRow()] as const;
    });
    expect(selected).toEqual(["Customers", 61]);
  });

  test("rows are sorted, filtered and searched by the engine's own commands; formulas and pane follow", async () => {
    const scoreOf = (name: string) =>
      page.evaluate((wanted) => {
        const { crmPlayground } = globalThis as unknown as PageScope;
        const id = crmPlayground.workbook().getSheetByName("Scores").getSheetId();
        return crmPlayground.valuesAt(id, 1, 0, 61, 2).find(([each]) => each === wanted)?.[1];
      }, name);
    const sort = (column: number, ascending: boolean) =>
      page.evaluate(
        ([at, up]) => {
          const sheet = (globalThis as unknown as PageScope).crmPlayground
            .workbook()
            .getSheetByName("Customers");
          sheet.getRange(1, 0, 61, sheet.getDataRange().getWidth()).sort({ column: at, ascending: up });
        },
        [column, ascending] as const,
      );
    const before = await scoreOf("Kate Lewis");
    expect(before).toEqual(expect.any(Number));
    const top = await cell("Customers", "B2");
    await sort(1, false);
    await cellIs("Customers", "B2", (value) => value !== null && value !== top);
    const first = String(await cell("Customers", "B2"));
    await cellIs("Scores", "A2", first);
    expect(await scoreOf("Kate Lewis")).toBe(before);
    await choose("Kate Lewis");
    await button("Show in the sheet").click();
    const row = await page.evaluate(
      () => (globalThis as unknown as PageScope).crmPlayground.workbook().getActiveRange().getRow() as number,
    );
    expect(await cell("Customers", `B${row + 1}`)).toBe("Kate Lewis");

    const hidden = await page.evaluate(() => {
      const sheet = (globalThis as unknown as PageScope).crmPlayground.workbook().getSheetByName("Customers");
      const filter = sheet.getRange("A1:G62").createFilter();
      filter.setColumnFilterCriteria(3, { colId: 3, filters: { filters: ["Partner"] } });
      const rows = filter.getFilteredOutRows() as number[];
      const kinds = rows.map((at) => sheet.getRange(at, 3).getValue() as string);
      filter.remove();
      return kinds;
    });
    expect(hidden.length).toBeGreaterThan(20);
    expect(hidden).not.toContain("Partner");
    expect(await scoreOf("Kate Lewis")).toBe(before);

    const found = await page.evaluate(async () => {
      const { crmPlayground } = globalThis as unknown as PageScope;
      const finder = await crmPlayground.api.createTextFinderAsync("Kate Lewis");
      return (finder.findAll() as unknown[]).length;
    });
    expect(found).toBeGreaterThan(0);
    await sort(0, true);
    await cellIs("Customers", "B2", top);
  });

  test("a formula is built by picking ranges and computes; undo takes it out", async () => {
    await view("formulas");
    for (const [what, sheet, range] of [
      ["values", "Customers", "N2:R3"],
      ["weights", "Weights", "C2:C6"],
      ["Insert into", "Weights", "K2"],
    ]) {
      await button(`Pick the range on the sheet: ${what}`).click();
      await select(page, sheet, range);
      await pane().locator(`#pane-view-formulas input[value*="${range}"]`).waitFor();
    }
    await button("Insert").click();
    await pane()
      .getByText(/^Inserted =CRM\.NEEDSCORE\(/)
      .first()
      .waitFor();
    const expected = await cell("Scores", "B2");
    await cellIs("Weights", "K2", expected);
    await undoLast();
    await cellIs("Weights", "K2", null);
  });

  test("an analysis takes the customers' own ratings and weights into its formula", async () => {
    await view("start");
    await button("Use my cells: Service quality").click();
    const formula = pane().locator("#pane-view-formulas code");
    await formula
      .getByText(
        /^=CRM\.SERVICESCORE\(Customers\[\[Service: Speed\]:\[Service: Solution\]\],Weights!C\d+:C\d+\)$/,
      )
      .waitFor();
    const result = pane().getByRole("region", { name: "Preview of the result" });
    const service = Number(await cell("Scores", "G2"));
    expect(Number(await result.getByRole("cell").first().innerText())).toBeCloseTo(service, 4);
  });

  test("weights edited in the pane are seen by the formulas; undo brings the old scores back", async () => {
    const before = await cell("Scores", "B2");
    await view("weights");
    await pane().getByLabel("Weight 1", { exact: true }).fill("0.9");
    await pane().locator("#pane-view-weights").getByRole("button", { name: "Save", exact: true }).click();
    await pane().getByText("Saved the weights: Need").first().waitFor();
    await cellIs("Weights", "C2", 0.9);
    await cellIs("Scores", "B2", (value) => value !== before && typeof value === "number");
    await undoLast();
    await cellIs("Scores", "B2", before);
    // A draft does not overwrite what somebody has changed in the sheet since it was begun.
    const weights = pane().locator("#pane-view-weights");
    await weights.getByLabel("Weight 1", { exact: true }).fill("0.8");
    await typeInto(page, "Weights", "C3", "0.2");
    await weights.getByRole("button", { name: "Save", exact: true }).click();
    await pane().getByText("The weights have been changed in the sheet meanwhile").waitFor();
    expect([await cell("Weights", "C2"), await cell("Weights", "C3")]).toEqual([0.3, 0.2]);
    await weights.getByRole("button", { name: "Discard changes" }).click();
    await typeInto(page, "Weights", "C3", "0.25");
    await cellIs("Scores", "B2", before);
  });

  test("a half-filled form survives a change of the language, and the workbook keeps its words", async () => {
    await view("customers");
    const back = button("Back to the list");
    if (await back.isVisible()) await back.click();
    await button("New customer").click();
    await pane().getByRole("form", { name: "New customer" }).getByLabel("Company").fill("Half Ltd");
    await page.selectOption("#language", "zh-CN");
    const form = pane().getByRole("form", { name: "新客户" });
    await form.waitFor();
    expect(await form.getByLabel("公司").inputValue()).toBe("Half Ltd");
    expect(await cell("Customers", "B1")).toBe("Name");
    await page.getByRole("button", { name: "打开中文示例" }).click();
    await page.click("dialog button:not(.strong)");
    expect(await form.getByLabel("公司").inputValue()).toBe("Half Ltd");
    await page.selectOption("#language", "en-US");
    const english = pane().getByRole("form", { name: "New customer" });
    expect(await english.getByLabel("Company").inputValue()).toBe("Half Ltd");
    await english.getByRole("button", { name: "Discard changes" }).click();
    expect(await page.isVisible("#offer")).toBe(false);
  });

  test("two records of one person are merged in one step and come apart again", async () => {
    await choose(risky);
    await pane().getByRole("form", { name: "Edit customer" }).waitFor();
    await button("Back to the list").click();
    await button("New customer").click();
    const form = pane().getByRole("form", { name: "New customer" });
    await form.getByLabel(/^Name/).fill("Mei Other");
    await form.getByLabel("E-mail").fill("MEI@example.com");
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await form.getByText("Somebody like this is already here:").waitFor();
    await form.getByRole("button", { name: "Save anyway" }).click();
    await pane().getByText("Added Mei Other").first().waitFor();
    const before = JSON.stringify([...(await rows("Customers"))].sort());
    await view("data");
    await button("Find duplicates").click();
    const group = pane().getByRole("group").filter({ hasText: "Mei Other" }).first();
    await group.getByRole("button", { name: "Merge", exact: false }).click();
    await pane()
      .getByText(/^Merged 2 records into/)
      .first()
      .waitFor();
    expect(JSON.stringify(await rows("Customers"))).not.toContain("Mei Other");
    await undoLast();
    await pane()
      .getByText(/^Undone: Merged/)
      .waitFor();
    expect(JSON.stringify([...(await rows("Customers"))].sort())).toBe(before);
  });

  test("the report goes into the workbook as a sheet whose numbers follow a changed rating", async () => {
    await view("report");
    await button("Put into the workbook").click();
    await pane()
      .getByText(/^Report put on the sheet/)
      .waitFor();
    let row = 1;
    while (row < 100 && (await cell("Report", `A${row}`)) !== "Need") row++;
    const before = await cellIs("Report", `B${row}`, (value) => typeof value === "number");
    expect(String(await cell("Customers", "N1"))).toMatch(/^Need: /);
    const rating = Number(await cell("Customers", "N2"));
    const rate = (value: number) =>
      page.evaluate((given) => {
        const { crmPlayground } = globalThis as unknown as PageScope;
        crmPlayground.workbook().getSheetByName("Customers").getRange("N2").setValue(given);
      }, value);
    await rate(rating > 5 ? 1 : 10);
    await cellIs("Report", `B${row}`, (value) => typeof value === "number" && value !== before);
    await rate(rating);
    await cellIs("Report", `B${row}`, (value) => Math.abs(Number(value) - Number(before)) < 1e-9);
  });

  /** Clicks, and how many they were; a file that is chosen counts as one. */
  function countedClicks() {
    let clicks = 0;
    const click = async (place: Locator): Promise<void> => {
      clicks++;
      await place.click();
    };
    const chooseFile = async (place: Locator, path: string): Promise<void> => {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), click(place)]);
      clicks++;
      await chooser.setFiles(path);
    };
    return { click, chooseFile, clicks: () => clicks };
  }

  test.each([
    "report/clients-clean.xlsx",
    "report/clients-en.xlsx",
    "report/own-zh.xlsx",
    "report/layout-scales.xlsx",
    "import/kehu-gb18030.csv",
  ])("a table of one's own, %s, to its report in at most five clicks; nothing is written", async (file) => {
    await view("report");
    const before = await page.evaluate(() =>
      JSON.stringify((globalThis as unknown as PageScope).crmPlayground.file()),
    );
    const { click, chooseFile, clicks } = countedClicks();
    await click(button("Use my own table"));
    await chooseFile(button("Choose a file"), resolve("test", "fixtures", file));
    await click(button("Show my report"));
    const shownReport = pane().locator("#pane-view-report");
    // The same sentences as on the command line.
    const wanted = await reportOfFile(resolve("test", "fixtures", file), {
      language: "en-US",
      asOf: new Date().toLocaleDateString("en-CA"),
      region: "US",
    });
    await shownReport.getByText(wanted.about).waitFor();
    expect(clicks()).toBeLessThanOrEqual(5);
    const texts = await shownReport.locator("[data-finding] > span:first-child").allInnerTexts();
    expect(texts.slice(0, wanted.sections[0].findings.length)).toEqual(
      wanted.sections[0].findings.map(({ text }) => text),
    );
    expect(
      await page.evaluate(() => JSON.stringify((globalThis as unknown as PageScope).crmPlayground.file())),
    ).toBe(before);
    await button("Show the Customers table").click();
    await shownReport.getByText(/^Table Customers/).waitFor();
  });

  test("a chart is drawn and handed out as a picture", async () => {
    await view("charts");
    await pane().locator("[data-chart] svg").first().waitFor();
    const picture = await downloaded(() =>
      pane()
        .getByRole("button", { name: /^Save picture/ })
        .first()
        .click(),
    );
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect(picture.length).toBeGreaterThan(5_000);
  });

  test("exports hold texts as texts", async () => {
    await view("data");
    const csv = (await downloaded(() => button("Customers (CSV)").click())).toString("utf8");
    // What a spreadsheet would run is led by an apostrophe, the only mark that every spreadsheet takes for text.
    expect(csv).toContain(`"'=HYPERLINK(""https://example.com"",""Mei"")"`);
    expect(csv).toMatch(/,'@x,/);
    const xlsx = unzipSync(await downloaded(() => button("Workbook (XLSX)").click()));
    const sheets = Object.keys(xlsx).filter((name) => name.startsWith("xl/worksheets/sheet"));
    expect(sheets.map((name) => strFromU8(xlsx[name])).join("")).not.toMatch(/<f[^>]*>\s*HYPERLINK/);
    const texts = strFromU8(xlsx["xl/sharedStrings.xml"] ?? new Uint8Array());
    const everything = texts + sheets.map((name) => strFromU8(xlsx[name])).join("");
    expect(everything).toContain("=HYPERLINK(&quot;https://example.com&quot;");
  });

  test("10,000 rows with 37 bad cells: exactly those are reported, the rest stands in the sheet", async () => {
    await view("data");
    const isBad = (i: number) => i % 270 === 13 && i < 10_000;
    const bad = Array.from({ length: 10_000 }, (_, i) => i).filter(isBad);
    expect(bad).toHaveLength(37);
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      isBad(i) && i % 2 === 0
        ? `,p${i}@example.com,`
        : `Person ${i},${isBad(i) ? "wrong" : `p${i}@example.com`},Bulk`,
    );
    await pane()
      .locator("#pane-view-data input[type=file]")
      .setInputFiles({
        name: "people.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(`Name,E-mail,Segment\n${lines.join("\n")}\n`),
      });
    await pane().locator("[data-import-plan='10000/37']").waitFor();
    const reported = await pane()
      .getByRole("region", { name: "What could not be read" })
      .getByRole("rowheader")
      .allInnerTexts();
    expect(reported).toEqual(bad.map((i) => String(i + 2)));
    const before = (await rows("Customers")).length;
    await button("Import 10,000 customers").click();
    await pane().getByText("Imported 10,000 customers").first().waitFor();
    expect((await rows("Customers")).length).toBe(before + 10_000);
    await undoLast();
    await pane().getByText("Undone: Imported 10,000 customers").waitFor();
    expect((await rows("Customers")).length).toBe(before);
  });

  test("an erased person is in no sheet, no step of undo, no kept copy and no saved file", async () => {
    await typeInto(page, "Weights", "J9", "mei@example.com");
    await page.evaluate((name) => {
      const workbook = (globalThis as unknown as PageScope).crmPlayground.workbook();
      const hidden = workbook.insertSheet("Archive");
      hidden.getRange("B3").setValue({ v: name, t: 1 });
      hidden.getRange("B4").setValue("call +1 212 555 0123 back");
      hidden.hideSheet();
    }, risky);
    await choose("Mei Other");
    await button("Remove").click();
    await pane().getByText("Removed Mei Other").first().waitFor();
    await choose(risky);
    await view("data");
    await button("Erase this person").click();
    await page.getByRole("button", { name: "Erase for good" }).click();
    const found = pane().getByRole("group", { name: "Cells that still name this person" });
    await found.waitFor();
    const cells = await found
      .getByRole("checkbox")
      .evaluateAll((all) =>
        all.map((one) => [
          (one as HTMLInputElement).labels?.[0]?.textContent,
          (one as HTMLInputElement).checked,
        ]),
      );
    expect(cells).toEqual([
      ["Weights!J9: mei@example.com", true],
      [`Archive!B3: ${risky}`, true],
      ["Archive!B4: call +1 212 555 0123 back", false],
    ]);
    await found.getByRole("checkbox").nth(2).check();
    await found.getByRole("button", { name: "Clear 3 cells" }).click();
    await found.waitFor({ state: "detached" });
    // The steps that were about them are gone from the pane's undo, and Ctrl+Z finds nothing in the sheet.
    const last = await button(/^Undo/).first().getAttribute("aria-label");
    expect(last).not.toContain("HYPERLINK");
    await page.mouse.click(500, 640);
    await page.keyboard.press("Control+z");
    await page.waitForTimeout(600);
    await kept();
    const everything = await page.evaluate(async () => {
      const { crmPlayground } = globalThis as unknown as PageScope;
      const database = await new Promise<IDBDatabase>((done, failed) => {
        const request = indexedDB.open("crm-functions-playground");
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      const stores = [...database.objectStoreNames];
      const all = await Promise.all(
        stores.map(
          (name) =>
            new Promise<unknown>((done, failed) => {
              const request = database.transaction(name).objectStore(name).getAll();
              request.onsuccess = () => done(request.result);
              request.onerror = () => failed(request.error);
            }),
        ),
      );
      database.close();
      return JSON.stringify([
        crmPlayground.snapshot(),
        crmPlayground.file(),
        all,
        Object.entries(localStorage),
        document.body.innerText,
      ]);
    });
    const file = unzipSync(await downloaded(() => page.click("#action-save")));
    const saved = Object.values(file)
      .map((part) => strFromU8(part))
      .join("");
    for (const trace of ["HYPERLINK(", "mei@example.com", "2125550123", "555 0123", "likes tea"]) {
      expect([trace, everything.includes(trace)]).toEqual([trace, false]);
      expect([trace, saved.includes(trace)]).toEqual([trace, false]);
    }
    expect((await rows("Erasures")).length).toBe(1);
  });

  test("after one of each kind of action everything is there after a reload, the pane too", async () => {
    await choose("Kate Lewis");
    await pane().getByRole("form", { name: "Edit customer" }).getByLabel("Company").fill("Moved Ltd");
    await page.keyboard.press("Control+Enter");
    await pane().getByText("Changed Kate Lewis").waitFor();
    await pane().getByRole("tab", { name: "Timeline" }).click();
    await button("+ Call").click();
    await pane().getByText("Added Call for Kate Lewis").waitFor();
    await view("weights");
    await pane().getByLabel("Weight 1", { exact: true }).fill("0.31");
    await page.keyboard.press("Control+s");
    await pane().getByText("Saved the weights: Need").waitFor();
    await view("data");
    await pane()
      .locator("#pane-view-data input[type=file]")
      .setInputFiles({ name: "one.csv", mimeType: "text/csv", buffer: Buffer.from("Name\nZoe New\n") });
    await button("Import one customer").click();
    await pane().getByText("Imported one customer").first().waitFor();
    await kept();
    const before = await Promise.all([
      rows("Customers"),
      rows("Interactions"),
      rows("Weights"),
      rows("Erasures"),
    ]);
    await page.reload();
    await ready();
    await page.waitForSelector("#pane [role=tab]");
    expect(
      await Promise.all([rows("Customers"), rows("Interactions"), rows("Weights"), rows("Erasures")]),
    ).toEqual(before);
    await view("customers");
    await pane().getByText("61 found").waitFor();
    expect(await shown("Kate Lewis", "Company")).toBe("Moved Ltd");
  });

  test("the page's policy lets no script but its own run", async () => {
    const policy = await page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content");
    expect(/script-src ([^;]*)/.exec(policy ?? "")?.[1]).toBe("'self'");
    expect(/default-src ([^;]*)/.exec(policy ?? "")?.[1]).toBe("'none'");
  });

  test("the sheet of a file that was opened: its report, and one on a sheet that follows a changed rating", async () => {
    const { click, chooseFile, clicks } = countedClicks();
    await chooseFile(page.locator("#action-open"), resolve("test", "fixtures", "report", "clients-en.xlsx"));
    await click(page.locator("dialog button.strong"));
    // The pane reads the sheet that was opened without being asked.
    await click(button("Show my report"));
    await pane()
      .getByText(/120 customers/)
      .first()
      .waitFor();
    expect(clicks()).toBeLessThanOrEqual(4);
    await button("Put into the workbook").click();
    await pane()
      .getByText(/^Report put on the sheet/)
      .waitFor();
    // Price stands in the drivers' table first, then in that of the regression.
    let row = 1;
    for (let found = 0; row < 200; row++) {
      if ((await cell("Report", `A${row}`)) === "Price" && ++found === 2) break;
    }
    const before = await cellIs("Report", `B${row}`, (value) => typeof value === "number");
    // Effect of the price: by numpy, test/fixtures/report/expected.json.
    expect(before).toBeCloseTo(expectedEffects["clients-en.xlsx"].effects.Price, 8);
    const [sheet, address] = await page.evaluate(() => {
      const workbook = (globalThis as unknown as PageScope).crmPlayground.workbook();
      const first = workbook.getSheets()[0];
      for (let r = 0; r < 10; r++)
        for (let c = 0; c < 20; c++)
          if (first.getRange(r, c).getValue() === "Price rating")
            return [first.getSheetName(), first.getRange(r + 1, c).getA1Notation()] as [string, string];
      throw new Error("no ratings");
    });
    const rate = (value: number) =>
      page.evaluate(
        ([name, place, given]) => {
          const { crmPlayground } = globalThis as unknown as PageScope;
          crmPlayground.workbook().getSheetByName(name).getRange(place).setValue(given);
        },
        [sheet, address, value] as const,
      );
    const rating = Number(await cell(sheet, address));
    await rate(rating > 3 ? 1 : 5);
    await cellIs("Report", `B${row}`, (value) => typeof value === "number" && value !== before);
    await rate(rating);
    await cellIs("Report", `B${row}`, (value) => Math.abs(Number(value) - Number(before)) < 1e-9);
  });

  test("one of two tables of a sheet is used where it is; nothing moves, and what its columns are is remembered", async () => {
    await view("data"); // the sheet comes while its list of sheets is shown
    await pane().getByLabel("Use a table of this workbook").waitFor();
    await page.evaluate(async () => {
      const { crmWorkbook } = globalThis as unknown as { crmWorkbook: Workbook };
      const tables = {
        Clients: [
          ["Kunde", "Preis", "Zufriedenheit", "Code"],
          ["Ada", 4, 5, "007"],
          ["Bob", 2, 3, "1.10"],
          ["Cid", 3, 4, "x"],
        ],
        Stock: [
          ["Product", "Left"],
          ["Tea", 3],
        ],
      };
      for (const [name, [headers, ...rows]] of Object.entries(tables)) {
        const columns = headers.map((header) => ({ header: String(header), format: "general" as const }));
        await crmWorkbook.ensureTable({ name, sheet: "Both", columns });
        await crmWorkbook.appendRows(name, rows);
      }
    });
    const before = await rows("Clients");
    const choose = () => pane().getByLabel("Use a table of this workbook").selectOption("Both");
    await choose();
    const chosen = pane().getByLabel("Sheet", { exact: true });
    await chosen.waitFor().catch(async (error: Error) => {
      throw new Error(`${error.message}\n${await pane().innerText()}`);
    });
    expect(await chosen.inputValue()).toBe("Clients");
    expect(await chosen.locator("option").allInnerTexts()).toEqual(["Clients", "Stock"]);
    const code = pane().locator("[data-import-column=Code]");
    await code.selectOption("");
    await button("Report on it where it is").click();
    const shownReport = pane().locator("#pane-view-report");
    await shownReport
      .getByText(/3 customers/)
      .first()
      .waitFor();
    expect(await rows("Clients")).toEqual(before);
    await view("data");
    await button("Cancel").click();
    await choose();
    await code.waitFor();
    expect([await chosen.inputValue(), await code.inputValue()]).toEqual(["Clients", ""]);
    await button("Cancel").click();
  });

  test("what goes with a yes, the earlier of two words, stands on the report's sheet as formulas that follow a changed rating", async () => {
    // Of the low ratings 30 left and 10 stayed, of the high ones 10 and 30: the odds ratio of a table of four is ad / bc.
    const people = [
      [4, 0, 30],
      [4, 1, 10],
      [3, 0, 10],
      [3, 1, 30],
    ].flatMap(([rating, left, n]) =>
      Array.from({ length: n }, () => [rating, left === 1 ? "Churned" : "Stayed"]),
    );
    await page.evaluate(async (given) => {
      const { crmWorkbook } = globalThis as unknown as { crmWorkbook: Workbook };
      const columns = ["Name", "Perceived: Speed", "Churned"].map((header) => ({
        header,
        format: "general" as const,
      }));
      await crmWorkbook.ensureTable({ name: "Leavers", sheet: "Leavers", columns });
      await crmWorkbook.appendRows(
        "Leavers",
        given.map((row, i) => [`Customer ${i + 1}`, ...row]),
      );
    }, people);
    await view("report");
    await pane().getByRole("button", { name: "Use my own table" }).first().click();
    const own = pane().locator("#pane-view-report");
    await own.getByLabel("Use a table of this workbook").selectOption("Leavers");
    await button("Show my report").click();
    await pane()
      .getByText(/80 customers/)
      .first()
      .waitFor();
    await button("Put into the workbook").click();
    await pane()
      .getByText(/^Report put on the sheet/)
      .waitFor();
    const report = (await page.evaluate(async () => {
      const { crmWorkbook } = globalThis as unknown as { crmWorkbook: Workbook };
      return (await crmWorkbook.sheets()).at(-1);
    }))!;
    // Speed stands among the drivers, then among the terms of the regression.
    let row = 1;
    for (let found = 0; row < 200; row++) {
      if ((await cell(report, `A${row}`)) === "Speed" && ++found === 2) break;
    }
    const odds = await cellIs(report, `F${row}`, (value) => typeof value === "number");
    expect(odds).toBeCloseTo((10 * 10) / (30 * 30), 9);
    await page.evaluate(() => {
      const { crmPlayground } = globalThis as unknown as PageScope;
      crmPlayground.workbook().getSheetByName("Leavers").getRange("B2").setValue(3);
    });
    // One who stayed is among the low ratings now.
    await cellIs(report, `F${row}`, (value) => Math.abs(Number(value) - (10 * 11) / (29 * 30)) < 1e-9);
  });
});
