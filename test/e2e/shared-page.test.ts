import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { paneTasks } from "../../addin/taskpane/shell/pane-task";
import { launchBrowser, serveDist, watchedPage, type ServedFolder } from "./browser";

let browser: Browser;
let served: ServedFolder;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

interface PageWindow {
  readonly CustomFunctions: Associating;
  readonly Office: { readonly actions: Associating };
}
/** Microsoft's own table of what was associated. */
interface Associating {
  readonly _association: { readonly mappings: Readonly<Record<string, unknown>> };
}

const { functions } = JSON.parse(readFileSync("dist/functions.json", "utf8")) as {
  functions: { id: string }[];
};

test("functions are associated before the pane's script has run, commands with it, by Microsoft's own Office.js", async () => {
  const { page, complaints } = await watchedPage(browser, served);
  // The pane's script comes late, and not at all at first.
  await page.route("**/taskpane.js", (route) => route.abort());
  await page.goto(`${served.url}/taskpane.html`);
  const associated = () =>
    page.evaluate(() => {
      const { CustomFunctions, Office } = window as unknown as PageWindow;
      return [CustomFunctions, Office.actions].map((each) => Object.keys(each._association.mappings).sort());
    });
  const ids = functions.map((each) => each.id).sort();
  expect((await associated())[0]).toEqual(ids);
  expect((await associated())[1]).toEqual([]);

  await page.unroute("**/taskpane.js");
  await page.goto(`${served.url}/taskpane.html`);
  await page.getByRole("heading").waitFor();
  const [functionsNow, commands] = await associated();
  expect(functionsNow).toEqual(ids);
  expect(commands.map((each) => each.toUpperCase())).toEqual(
    [...Object.keys(paneTasks), "showHelp"].map((each) => each.toUpperCase()).sort(),
  );
  // Three seconds after it has come, Office.js puts up a frame of Microsoft's telemetry, which the page's policy refuses.
  const isRefused = (each: string) =>
    /telemetryservice\.firstpartyapps\.oaspapps\.com.* Content Security Policy/.test(each);
  while (!complaints.some(isRefused)) await page.waitForTimeout(100);
  expect(complaints.filter((each) => !each.includes("ERR_FAILED") && !isRefused(each))).toEqual([]);
});
