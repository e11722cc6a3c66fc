// What a user of the pane waits for, measured in a real browser: from the event to the frame that shows the answer.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importTypeScript } from "../../scripts/import-typescript.mjs";

/** Runs in the page: milliseconds from `act` until the frame after `shown` says yes has been painted. */
const stopwatch = `window.untilPainted = async (act, shown) => {
  const start = performance.now();
  await act();
  const end = start + 60000;
  while (!shown()) {
    if (performance.now() > end) throw new Error("Never shown: " + shown);
    await new Promise((done) => setTimeout(done, 0));
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - start;
};
window.typeInto = (element, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(element, text);
  element.dispatchEvent(new Event("input", { bubbles: true }));
};
window.clickOn = (text) => [...document.querySelectorAll("button")].find((each) => each.textContent.startsWith(text)).click();`;

/**
 * @param {{ root: string, customers: object[], file: string, queries: [string, string][] }} options `file`: a CSV to import
 * @returns {Promise<[string, number, string][]>} what, milliseconds, goal
 */
export async function measurePane({ root, customers, file, queries }) {
  const tests = join(root, "test", "e2e");
  const { launchBrowser } = await importTypeScript(join(tests, "browser.ts"));
  const { servePanePage } = await importTypeScript(join(tests, "pane-page", "build-pane-page.ts"));
  const [served, browser] = await Promise.all([servePanePage(), launchBrowser()]);
  const folder = await mkdtemp(join(tmpdir(), "crm-bench-"));
  const rows = [];
  try {
    const page = await browser.newPage({ viewport: { width: 350, height: 720 }, bypassCSP: true });
    page.setDefaultTimeout(120_000);
    const open = async () => {
      await page.goto(`${served.url}/?customers=0`);
      await page.waitForSelector("[role=tab]");
      await page.addScriptTag({ content: stopwatch });
    };
    let firstPaint = Infinity;
    for (let i = 0; i < 3; i++) {
      await open();
      firstPaint = Math.min(
        firstPaint,
        await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime),
      );
    }
    rows.push(["pane: first paint", firstPaint, "1000"]);

    await page.evaluate((all) => window.pane.store.add(all), customers);
    rows.push([
      "pane: first list (sorts)",
      await page.evaluate(() =>
        window.untilPainted(
          () => document.getElementById("pane-tab-customers").click(),
          () => document.querySelector("[role=option]") !== null,
        ),
      ),
      "200",
    ]);
    for (const [what, query] of queries) {
      const milliseconds = await page.evaluate(async (text) => {
        const box = document.querySelector("#pane-view-customers input");
        const found = () => document.querySelector("#pane-view-customers [role=status]").textContent;
        let best = Infinity;
        for (let i = 0; i < 5; i++) {
          // From an answer that cannot be the same.
          const other = text.startsWith("zz") ? "" : "zzzzzz";
          await window.untilPainted(
            () => window.typeInto(box, other),
            () => box.value === other && found().startsWith("0 ") !== (other === ""),
          );
          const before = found();
          const taken = await window.untilPainted(
            () => window.typeInto(box, text),
            () => found() !== before,
          );
          best = Math.min(best, taken);
        }
        return best;
      }, query);
      rows.push([`pane: search as typed, ${what}`, milliseconds, "50"]);
    }

    // Scrolling through the whole list: how long the longest frame takes.
    await page.evaluate(() => window.typeInto(document.querySelector("#pane-view-customers input"), ""));
    const longest = await page.evaluate(async () => {
      const list = document.querySelector("[role=listbox]");
      let longest = 0;
      for (let step = 0; step < 60; step++) {
        const start = performance.now();
        list.scrollTop = (list.scrollHeight / 60) * step + 37;
        await new Promise((done) => window.requestAnimationFrame(() => setTimeout(done, 0)));
        longest = Math.max(longest, performance.now() - start);
      }
      return longest;
    });
    rows.push(["pane: scroll through all, longest frame", longest, ""]);

    const saved = await page.evaluate(async (name) => {
      window.clickOn("New customer");
      await new Promise((done) => setTimeout(done, 200));
      const form = document.querySelector("#pane-view-customers form");
      window.typeInto(form.querySelectorAll("input")[0], name);
      return window.untilPainted(
        () => form.querySelector("button[type=submit]").click(),
        () => form.querySelector("ul") !== null,
      );
    }, customers[4711].name);
    rows.push(["pane: warning of a duplicate", saved, ""]);
    rows.push([
      "pane: save anyway (in memory)",
      await page.evaluate(() =>
        window.untilPainted(
          () => window.clickOn("Save anyway"),
          () => document.body.textContent.includes("Added "),
        ),
      ),
      "",
    ]);

    await open();
    await page.evaluate(() => document.getElementById("pane-tab-data").click());
    const input = page.locator("input[type=file]");
    await input.waitFor({ state: "attached" });
    // The file is there once the page hears of it: how long it takes to get it there is not ours.
    await page.evaluate(() => {
      const chosen = new Promise((done) =>
        document.querySelector("input[type=file]").addEventListener("change", done, true),
      );
      window.planned = chosen.then(() =>
        window.untilPainted(
          () => undefined,
          () => document.querySelector("[data-import-plan]") !== null,
        ),
      );
    });
    const csv = join(folder, "customers.csv");
    await writeFile(csv, file);
    await input.setInputFiles(csv);
    const planned = await page.evaluate(() => window.planned);
    rows.push(["pane: import, file read and dry run", planned, ""]);
    const written = await page.evaluate(() =>
      window.untilPainted(
        () => window.clickOn("Import "),
        () => document.body.textContent.includes("Imported "),
      ),
    );
    rows.push(["pane: import, written into the workbook (in memory)", written, ""]);
    rows.push(["pane: import, in all", planned + written, "10000"]);
    rows.push([
      "pane: undo of the import (in memory)",
      await page.evaluate(() =>
        window.untilPainted(
          () => document.querySelector("button[aria-label^=Undo]").click(),
          () => document.body.textContent.includes("Undone"),
        ),
      ),
      "",
    ]);
  } finally {
    await rm(folder, { recursive: true });
    await browser.close();
    await served.close();
  }
  return rows;
}
