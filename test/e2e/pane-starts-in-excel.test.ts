import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, serveDist, watchedPage, type ServedFolder } from "./browser";

/*
 * The page as Excel loads it, with what Office does around the pane played by a few lines: an empty workbook, Excel's
 * language and theme, commands, start together with the workbook. What Excel does to cells is tested with Microsoft's own
 * Office.js elsewhere.
 */
const office = `
  const nothing = () => new Proxy(function () {}, {
    get: (_, key) => key === "then" ? undefined : key === "items" ? [] : key === "isNullObject" ? true
      : key === "name" ? "Sheet1" : key === Symbol.toPrimitive ? () => 0 : nothing(),
    apply: () => nothing(),
    set: () => true,
  });
  const noted = (window.noted = { associated: {}, commands: {}, shown: 0, startup: "None", sets: 0 });
  window.Excel = { run: async (...args) => args.at(-1)({ workbook: nothing(), application: nothing(), sync: async () => {}, runtime: {}, trackedObjects: nothing() }) };
  window.CustomFunctions = {
    associate: (id, body) => (noted.associated[id] = body),
    Error: class { constructor(code, message) { Object.assign(this, { code, message }); } },
    ErrorCode: new Proxy({}, { get: (_, key) => key }),
  };
  window.Office = {
    HostType: { Excel: "Excel" },
    StartupBehavior: { load: "Load", none: "None" },
    VisibilityMode: { taskpane: "Taskpane" },
    AsyncResultStatus: { Succeeded: "succeeded" },
    onReady: async () => ({ host: "Excel" }),
    actions: { associate: (name, body) => (noted.commands[name] = body) },
    addin: {
      showAsTaskpane: async () => void noted.shown++,
      getStartupBehavior: async () => noted.startup,
      setStartupBehavior: async (behavior) => { noted.startup = behavior; noted.sets++; },
      onVisibilityModeChanged: async () => () => undefined,
    },
    context: {
      displayLanguage: "zh-CN", contentLanguage: "zh-CN", platform: "PC", diagnostics: { version: "16.0.18129.1", platform: "PC" },
      officeTheme: { bodyBackgroundColor: "#FFFFFF" },
      requirements: { isSetSupported: () => true },
      document: { settings: { get: () => null }, mode: "readWrite" },
      ui: { openBrowserWindow: (address) => (noted.help = address) },
    },
  };`;

let browser: Browser;
let served: ServedFolder;
let page: Page;
let complaints: string[];

interface Noted {
  readonly associated: Readonly<Record<string, (...args: unknown[]) => unknown>>;
  readonly commands: Readonly<Record<string, (event?: object) => Promise<void>>>;
  readonly shown: number;
  readonly startup: string;
  readonly sets: number;
  readonly help?: string;
}
interface PageWindow {
  readonly noted: Noted;
  readonly Office: { readonly context: { officeTheme: object } };
}

async function open(before = ""): Promise<void> {
  ({ page, complaints } = await watchedPage(browser, served, { locale: "en-US" }));
  await page.route("**/office-js/office.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: before + office }),
  );
  await page.goto(`${served.url}/taskpane.html`);
}

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const noted = () =>
  page.evaluate(() => {
    const { shown, startup, sets, help } = (window as unknown as PageWindow).noted;
    return { shown, startup, sets, help };
  });
const run = (command: string) =>
  page.evaluate(
    (name) => (window as unknown as PageWindow).noted.commands[name]({ completed: () => undefined }),
    command,
  );

test("the pane starts in Excel's language, a command leads to its task, and looking changes nothing", async () => {
  await open();
  await page.waitForSelector("[role=tab]");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
  await run("newCustomer");
  await page.getByRole("heading", { name: "新客户" }).waitFor();
  await run("showHelp");
  expect(await noted()).toEqual({
    shown: 1,
    startup: "None",
    sets: 0,
    help: `${served.url}/help.zh-CN.html`,
  });
  expect(complaints).toEqual([]);
});

test("a formula that is calculated makes Excel start the add-in with this workbook, once, and speaks its language", async () => {
  const message = await page.evaluate(() => {
    const { associated } = (window as unknown as PageWindow).noted;
    associated.NEEDSCORE([[1, 2]], [[1, 1]], null);
    try {
      associated.NEEDSCORE([[1, 2, 3]], [[1, 2]], null);
    } catch (error) {
      return (error as { message: string }).message;
    }
    return "";
  });
  expect(message).toMatch(/[\u4e00-\u9fff]/);
  await page.waitForFunction(() => (window as unknown as PageWindow).noted.startup === "Load");
  expect((await noted()).sets).toBe(1);
});

test("the pane follows Excel's theme when somebody comes back to it", async () => {
  const background = () =>
    page.evaluate(() => getComputedStyle(document.querySelector(".fui-FluentProvider")!).backgroundColor);
  const before = await background();
  await page.evaluate(() => {
    (window as unknown as PageWindow).Office.context.officeTheme = { bodyBackgroundColor: "#000000" };
    window.dispatchEvent(new Event("focus"));
  });
  await page.waitForFunction(
    (was) => getComputedStyle(document.querySelector(".fui-FluentProvider")!).backgroundColor !== was,
    before,
  );
});

test("loaded only to calculate, the page leaves the workbook alone until somebody looks", async () => {
  // The browser of the test is no Excel out of sight: it sends a resize of its own when it comes to it.
  await open(
    `Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    for (const sign of ["visibilitychange", "focusin", "pointermove", "resize"])
      window.addEventListener(sign, (event) => event.isTrusted && event.stopImmediatePropagation(), true);`,
  );
  await page.waitForFunction(() => Object.keys((window as unknown as PageWindow).noted.commands).length > 0);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await page.locator("[role=tab]").count()).toBe(0);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.waitForSelector("[role=tab]");
});
