// Takes the picture for the README, docs/playground.png, from the built page.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { importTypeScript } from "./import-typescript.mjs";
import { root } from "./root.mjs";

/** A larger one makes the README load slowly. */
const limit = 300_000;

export async function main() {
  const outFile = join(root, "docs", "playground.png");
  const { launchBrowser, serveDist } = await importTypeScript(join(root, "test", "e2e", "browser.ts"));
  const [browser, served] = await Promise.all([launchBrowser(), serveDist(join(root, "dist"))]);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: "en-US" });
    await page.goto(served.url);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    await page.evaluate(() => {
      const workbook = globalThis.crmPlayground.workbook();
      workbook.setActiveSheet(workbook.getSheetByName("Scores"));
    });
    await page.waitForFunction(() => {
      const sheet = globalThis.crmPlayground.workbook().getSheetByName("Scores");
      return globalThis.crmPlayground.valueAt(sheet.getSheetId(), 1, 1) !== null;
    });
    await page.waitForTimeout(2000);
    await page.screenshot({ path: outFile });
  } finally {
    await browser.close();
    await served.close();
  }
  const { size } = await stat(outFile);
  if (size > limit) throw new Error(`${outFile} has ${size} bytes, more than ${limit}.`);
  console.log(`${outFile} (${Math.round(size / 1000)} kB)`);
}
