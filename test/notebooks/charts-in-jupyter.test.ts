import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { plotlyMime } from "../../notebooks/support/show/show-chart";
import { launchBrowser, openContext } from "../e2e/browser";
import { runNotebook, shown } from "./run-notebook";
import { temporaryFolder } from "../temporary-folder";

// What Jupyter Notebook, JupyterLab and nbconvert put on their pages: the HTML of the outputs, scripts included.
const folder = temporaryFolder();
let browser: Browser;
let outputs: string[];

beforeAll(async () => {
  const { notebook } = await runNotebook(["test/fixtures/notebooks/charts.ipynb", "--no-html"]);
  outputs = shown(notebook, "text/html").map((html) => [html].flat().join(""));
  expect(shown(notebook, plotlyMime)).toHaveLength(3); // for VS Code
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function pageOf(parts: readonly string[]) {
  const file = join(folder, "page.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8">${parts.map((part) => `<div>${part}</div>`).join("")}`,
  );
  const context = await openContext(browser, { offline: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

test("the first chart brings the library for all, and brings it again when its cell runs again", () => {
  const carrying = outputs.map((html) => html.includes("plotly.js"));
  expect(carrying).toEqual([true, false, true]);
});

test("charts are drawn without a network, whichever run of the first one is on the page", async () => {
  for (const parts of [outputs, outputs.slice(1)]) {
    const { page, complaints } = await pageOf(parts);
    await page.waitForFunction(
      (count) => document.querySelectorAll(".js-plotly-plot .main-svg .point").length > count,
      parts.length,
    );
    expect(await page.locator(".js-plotly-plot").count()).toBe(parts.length);
    expect(complaints).toEqual([]);
  }
});

test("a chart whose library is gone says what to do", async () => {
  const { page } = await pageOf(outputs.slice(1, 2));
  await page.waitForSelector("text=run that cell again");
});
