import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, type ServedFolder } from "./browser";
import { servePanePage } from "./pane-page/build-pane-page";

let served: ServedFolder;
let browser: Browser;
let page: Page;
let errors: string[];
let strangers: string[];

beforeAll(async () => {
  [served, browser] = await Promise.all([servePanePage(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
beforeEach(async () => {
  // Scripts of the test (axe) are put into the page past its policy; the policy itself is tested below.
  page = await browser.newPage({ viewport: { width: 320, height: 720 }, bypassCSP: true });
  page.setDefaultTimeout(10_000);
  errors = [];
  strangers = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== served.url) strangers.push(request.url());
  });
});
afterEach(async () => {
  await page.close();
  expect(strangers).toEqual([]);
  expect(errors.filter((error) => !/favicon|404/.test(error))).toEqual([]);
});

async function open(query = ""): Promise<void> {
  await page.goto(`${served.url}/?${query}`);
  await page.waitForSelector("[role=tab]");
}

const view = (name: string) => page.locator(`#pane-tab-${name}`).click();
const table = (name: string) =>
  page.evaluate(
    (table) =>
      (
        window as unknown as {
          pane: { workbook: { readTable(name: string): Promise<unknown[][]> } };
        }
      ).pane.workbook.readTable(table),
    name,
  );

async function violations(): Promise<string[]> {
  await page.addScriptTag({ content: readFileSync(resolve("node_modules/axe-core/axe.min.js"), "utf8") });
  return page.evaluate(async () => {
    const axe = (
      window as unknown as {
        axe: { run(context: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    // Fluent's focus management (tabster) puts stops at both ends of the page that pass the focus on at once.
    const result = await axe.run({ exclude: ["[data-tabster-dummy]"] });
    return result.violations.map(
      (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`,
    );
  });
}

describe("customers", () => {
  test("a customer who is entered stands in the sheet; undo takes them out again", async () => {
    await open();
    await view("customers");
    await page.getByRole("button", { name: "New customer" }).click();
    await page.getByLabel("Name", { exact: false }).first().fill("+Mei Lin");
    await page.getByLabel("Phone").first().fill("212 555 0123");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { name: "+Mei Lin" }).waitFor();
    const rows = await table("Customers");
    expect(rows).toHaveLength(13);
    expect(rows[12]).toEqual(expect.arrayContaining(["+Mei Lin", "+12125550123"]));
    await page.getByRole("button", { name: /^Undo: Added/ }).click();
    await page.getByText("Undone: Added +Mei Lin").waitFor();
    expect(await table("Customers")).toHaveLength(12);
  });

  test("errors stand at their fields and nothing is written", async () => {
    await open();
    await view("customers");
    await page.getByRole("button", { name: "New customer" }).click();
    const form = page.getByRole("form", { name: "New customer" });
    await form.getByLabel("E-mail").fill("nobody");
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.locator("[aria-invalid=true]").count()).resolves.toBe(2);
    expect(await table("Customers")).toHaveLength(12);
  });

  test("somebody with the same name is shown before saving", async () => {
    await open();
    await view("customers");
    await page.getByRole("button", { name: "New customer" }).click();
    const form = page.getByRole("form", { name: "New customer" });
    await form.getByLabel(/^Name/).fill("customer  7");
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await form.getByText("Somebody like this is already here:").waitFor();
    expect(await table("Customers")).toHaveLength(12);
    await form.getByRole("button", { name: "Save anyway" }).click();
    await page.getByText("Added customer 7").first().waitFor();
    expect(await table("Customers")).toHaveLength(13);
  });

  test("search finds as one types, in Chinese too; markup and formulas are shown as text", async () => {
    await open();
    await view("customers");
    await page.getByRole("searchbox").fill("李");
    await page.getByText("1 found").waitFor();
    await page.getByRole("searchbox").fill("<img");
    await page.getByText("<img src=x onerror=alert(1)>").waitFor();
    expect(await page.locator("#pane img").count()).toBe(0);
  });

  test("a half-filled form survives a change of the language", async () => {
    await open();
    await view("customers");
    await page.getByRole("button", { name: "New customer" }).click();
    await page
      .getByRole("form", { name: "New customer" })
      .getByLabel(/^Company/)
      .fill("Half Ltd");
    await page.evaluate(() =>
      (window as unknown as { pane: { pane: { setLanguage(l: string): void } } }).pane.pane.setLanguage(
        "zh-CN",
      ),
    );
    const form = page.getByRole("form", { name: "新客户" });
    expect(await form.getByLabel(/^公司/).inputValue()).toBe("Half Ltd");
  });

  test("keyboard alone: arrows move in the list, Enter opens", async () => {
    await open();
    await view("customers");
    await page.getByRole("listbox").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Customer 12" }).waitFor();
  });

  test("the row that is selected in the sheet is shown, and the list draws only what is in view", async () => {
    await open("customers=20000");
    await view("customers");
    await page.getByText("20,000 found").waitFor();
    expect(await page.getByRole("option").count()).toBeLessThan(40);
    await page.evaluate(() =>
      (
        window as unknown as { pane: { workbook: { select(area: object): Promise<void> } } }
      ).pane.workbook.select({
        sheet: "Customers",
        row: 9,
        column: 1,
        rows: 1,
        columns: 1,
      }),
    );
    await page.getByRole("heading", { name: "Customer 9" }).waitFor();
  });
});

test("a service interaction stamps the service date in one click, and undo takes both back", async () => {
  await open();
  await view("customers");
  await page.getByRole("option").nth(5).click();
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "+ Consulting" }).click();
  await page.getByText("24 Nov 2026").first().waitFor();
  expect(await table("Interactions")).toHaveLength(1);
  await page.getByRole("button", { name: /^Undo: Added/ }).click();
  await page.getByText("Nothing has happened with this customer yet.").waitFor();
  await page.getByText("24 Nov 2026").waitFor({ state: "detached" });
  expect(await table("Interactions")).toHaveLength(0);
});

test("weights are normalised and saved, and the score follows", async () => {
  await open();
  await view("customers");
  await page.getByRole("searchbox").fill("Customer 5");
  await page.getByRole("option").first().click();
  await page.getByRole("tab", { name: "Scores" }).click();
  // Ratings 1, 9 and 6 (12, 20 and 28 modulo 11): .3·1 + .4·9 + .3·6 = 5.7.
  await page.locator("[data-score=need]").filter({ hasText: "5.7" }).waitFor();
  await view("weights");
  await page.getByLabel("Weight 1").fill("3");
  await page.getByLabel("Weight 2").fill("0");
  await page.getByLabel("Weight 3").fill("1");
  await page.getByRole("button", { name: "Normalise" }).click();
  expect(await page.getByLabel("Weight 1").inputValue()).toBe("0.75");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved the weights: Need").waitFor();
  expect((await table("Weights")).slice(0, 3).map((row) => row[2])).toEqual([0.75, 0, 0.25]);
  expect((await table("Weights")).map((row) => row[1])).toContain("Care");
});

test("an import says which rows are bad, by number, and imports the others", async () => {
  await open("customers=0");
  await view("data");
  const lines = Array.from(
    { length: 500 },
    (_, i) => `Person ${i},${i % 50 === 7 ? "wrong" : `p${i}@example.com`}`,
  );
  await page.locator("input[type=file]").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Name,E-mail\n${lines.join("\n")}\n`),
  });
  await page.locator("[data-import-plan='490/10']").waitFor();
  const bad = await page
    .getByRole("region", { name: "Rows that cannot be imported" })
    .getByRole("rowheader")
    .allInnerTexts();
  expect(bad).toEqual(Array.from({ length: 10 }, (_, k) => String(50 * k + 7 + 2)));
  await page.getByRole("button", { name: "Import 490 customers" }).click();
  await page.getByText("Imported 490 customers").first().waitFor();
  expect(await table("Customers")).toHaveLength(490);
});

test("a person who is erased has left no trace but a hash", async () => {
  await open();
  await view("customers");
  await page.getByRole("searchbox").fill("李梅");
  await page.getByRole("option").first().click();
  await view("data");
  await page.getByRole("button", { name: "Erase this person" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.getByText("Erased, with 0 interactions.").waitFor();
  expect(JSON.stringify(await table("Customers"))).not.toContain("李梅");
  await page.getByRole("cell", { name: "24 Nov 2026" }).waitFor();
});

test("a chart is drawn, described and loaded only when it is shown", async () => {
  await open();
  expect(await page.evaluate(() => "CrmCharts" in window)).toBe(false);
  await view("charts");
  await page.locator("#pane svg.main-svg").first().waitFor();
  await page.getByRole("table").getByRole("rowheader", { name: "Need" }).waitFor();
});

describe.each([
  ["en-US", "light"],
  ["zh-CN", "dark"],
])("no view has an accessibility violation: %s, %s", (language, theme) => {
  test("axe", async () => {
    await open(`language=${language}&theme=${theme}`);
    await page.evaluate((lang) => (document.documentElement.lang = lang), language);
    const found: string[] = [];
    for (const name of ["start", "customers", "weights", "formulas", "charts", "data"]) {
      await view(name);
      if (name === "charts") await page.locator("#pane svg.main-svg").first().waitFor();
      found.push(...(await violations()).map((each) => `${name}: ${each}`));
      if (name !== "customers") continue;
      await page.getByRole("option").first().click();
      for (const tab of [0, 1, 2]) {
        await page.locator("#pane-view-customers [role=tab]").nth(tab).click();
        found.push(...(await violations()).map((each) => `tab ${tab}: ${each}`));
      }
    }
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});
