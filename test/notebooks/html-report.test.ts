import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { coefficientChart, cohortHeatMap, scoreDistributionChart } from "@crm-functions/core";
import type { NotebookFile } from "../../notebooks/support/report/notebook-file";
import { plotlyMime } from "../../notebooks/support/show/show-chart";
import { tableMime } from "../../notebooks/support/show/show-table";
import { launchBrowser, openContext } from "../e2e/browser";
import { temporaryFolder } from "../temporary-folder";

const attack = '<script>window.attacked = 1</script><img src="x" onerror="window.attacked = 1">';

function display(data: Record<string, unknown>) {
  return { output_type: "display_data" as const, data, metadata: {} };
}

const notebook: NotebookFile = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    {
      cell_type: "markdown",
      metadata: {},
      source: [
        "# What *drives* it?\n",
        "\n",
        `Prose ${attack} [bad](javascript:alert(1)) [good](https://example.com)`,
      ],
    },
    {
      cell_type: "code",
      metadata: {},
      source: `const secret = "${attack}";`,
      execution_count: 1,
      outputs: [
        { output_type: "stream", name: "stdout", text: [attack, "\n"] },
        display({
          [plotlyMime]: coefficientChart({
            terms: ["Price", attack],
            coefficients: [1, 2],
            lower: [0, 1],
            upper: [2, 3],
          }),
        }),
        display({ [plotlyMime]: scoreDistributionChart([{ name: "P", scores: [1, 2, 2, 3, 5] }]) }),
        display({
          [plotlyMime]: cohortHeatMap({ cohorts: ["a", "b"], sizes: [3, 2], shares: [[1, 0.5], [1]] }),
        }),
        display({ [tableMime]: { columns: ["Name", attack], rows: [[attack, 1.5]], digits: [0, 1] } }),
        display({ "text/markdown": `**Bold** ${attack}` }),
        display({ "text/html": `<b>foreign</b>${attack}` }),
        display({
          "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg"><script>window.attacked = 1</script></svg>`,
        }),
        { output_type: "error", ename: "Error", evalue: attack, traceback: [attack] },
      ],
    },
  ],
};

/** The report as `npm run report` makes it, by the built package: jest cannot load the ES module that reads Markdown. */
function htmlReport(options: Record<string, string>): string {
  const built = JSON.stringify(resolve("notebooks", "support", "dist", "cjs", "report.js"));
  const program = `process.stdout.write(require(${built}).htmlReport(...JSON.parse(require("fs").readFileSync(0))))`;
  return execFileSync(process.execPath, ["-e", program], {
    input: JSON.stringify([notebook, options]),
    encoding: "utf8",
    maxBuffer: 1 << 26,
    timeout: 120_000,
  });
}

describe("the HTML report in a browser without a network", () => {
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const file = join(temporaryFolder(), "report.html");
    writeFileSync(file, htmlReport({ date: "today" }));
    browser = await launchBrowser();
    const context = await openContext(browser, { offline: true, viewport: { width: 1000, height: 800 } });
    page = await context.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector(".js-plotly-plot .main-svg");
  });
  afterAll(() => browser?.close());

  test("draws the marks of every chart", async () => {
    const plots = page.locator(".js-plotly-plot");
    expect(await plots.count()).toBe(3);
    expect(await plots.nth(0).locator(".points path.point").count()).toBe(2);
    expect(await plots.nth(0).locator(".errorbar").count()).toBe(2);
    expect(await plots.nth(1).locator(".bars .point").count()).toBeGreaterThanOrEqual(4);
    expect(await plots.nth(2).locator(".hm image, .heatmaplayer image").count()).toBeGreaterThan(0);
    expect(await plots.nth(0).locator(".ytick text").allTextContents()).toContain("Price");
  });

  test("asks nothing of the network and has no errors", () => {
    expect(requests.filter((url) => !/^(file|data|blob|about):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("shows hostile text letter by letter and runs none of it", async () => {
    expect(await page.evaluate(() => (window as unknown as { attacked?: number }).attacked)).toBeUndefined();
    expect(await page.locator("td").first().textContent()).toBe(attack);
    expect(await page.locator("main img[onerror]").count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('a[href="https://example.com"]').count()).toBe(1);
  });

  test("a script that slips in does not run: the policy lets only the report's own", async () => {
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.attacked = 1";
      document.body.append(script);
    });
    expect(await page.evaluate(() => (window as unknown as { attacked?: number }).attacked)).toBeUndefined();
  });

  test("carries plotly once, the title of the notebook, and its language", async () => {
    const html = htmlReport({ language: "zh-CN" });
    expect(html.match(/plotly\.js \(cartesian - minified\)/g)).toHaveLength(1);
    expect(html).toContain('<html lang="zh-CN">');
    expect(await page.title()).toBe("What drives it?");
  });

  test("prints: charts stay on the page, the code does not", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("details").first().isVisible()).toBe(false);
    expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    await page.emulateMedia({ media: "screen" });
  });
});
