import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { exampleFile, exampleIds } from "../../addin/locales/example-texts";
import { isFileError, readXlsx, type FileValue, type WorkbookFile } from "../../addin/workbook/file";
import { distFolder, launchBrowser, serveDist, watchedPage, type ServedFolder } from "./browser";

// The example workbooks opened from the playground's menu: the page computes them again, and must come to the values that
// the build got from functions.js.

let browser: Browser;
let served: ServedFolder;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  ({ page, complaints } = await watchedPage(browser, served));
  await page.goto(served.url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

declare const crmPlayground: { file(): WorkbookFile };

const plain = (value: FileValue | undefined): unknown =>
  value === undefined || value === ""
    ? null
    : isFileError(value as FileValue)
      ? (value as { error: string }).error
      : value;

/** What the page shows, sheet by sheet, row by row. */
function shown(): Promise<unknown[][][]> {
  return page.evaluate(() =>
    crmPlayground.file().sheets.map((sheet) =>
      sheet.cells.map((row) =>
        Array.from(row, (cell) => {
          const value = cell?.value;
          if (value === undefined || value === "") return null;
          return typeof value === "object" && value !== null ? value.error : value;
        }),
      ),
    ),
  );
}

test.each(exampleIds)(
  "%s opens from the menu and comes to the values in the file",
  async (id) => {
    const stored = readXlsx(readFileSync(join(distFolder, exampleFile(id, "en-US"))));
    await page.click("#examples summary");
    await page.click(`#examples [data-example="${id}"]`);
    await page.click("dialog button.strong");
    const last = stored.sheets.at(-1)!;
    const corner = last.cells
      .flatMap((row, i) => row.flatMap((cell, j) => (cell?.formula ? [[i, j]] : [])))
      .at(-1)!;
    await page.waitForFunction(
      ([name, [row, column]]) => {
        const sheet = crmPlayground.file().sheets.find((each) => each.name === name);
        const value = sheet?.cells[row as number]?.[column as number]?.value;
        return value !== null && value !== undefined;
      },
      [last.name, corner] as const,
    );
    const cells = await shown();
    let compared = 0;
    stored.sheets.forEach((sheet, s) =>
      sheet.cells.forEach((row, i) =>
        row.forEach((cell, j) => {
          const wanted = plain(cell?.value);
          const found = cells[s][i]?.[j] ?? null;
          const isClose =
            typeof wanted === "number" && typeof found === "number"
              ? Math.abs(found - wanted) <= 1e-8 * Math.max(1, Math.abs(wanted))
              : found === wanted;
          if (!isClose) expect([sheet.name, i, j, found]).toEqual([sheet.name, i, j, wanted]);
          compared++;
        }),
      ),
    );
    expect(compared).toBeGreaterThan(50);
    expect(complaints).toEqual([]);
  },
  60_000,
);

test("an example is downloaded as the build wrote it, in the language of the page", async () => {
  await page.selectOption("#language", "zh-CN");
  await page.click("#examples summary");
  expect(await page.textContent("#examples summary")).toBe("示例");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click('#examples li:has([data-example="service"]) a'),
  ]);
  expect(download.suggestedFilename()).toBe("service.xlsx");
  const bytes = readFileSync(await download.path());
  expect(bytes.equals(readFileSync(join(distFolder, exampleFile("service", "zh-CN"))))).toBe(true);
  await page.keyboard.press("Escape");
  expect(complaints).toEqual([]);
});
