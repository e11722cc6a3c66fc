import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { columnLetters } from "@crm-functions/core";
import { readXlsx } from "../../addin/workbook/file";
import { libreOffice, readByLibreOffice, testWith } from "../needs";
import { nodeScript } from "../node-script";
import { select, typeInto, type PageSpreadsheet } from "./page-spreadsheet";
import { distFolder, launchBrowser, serveDist, watchedPage, type ServedFolder } from "./browser";

// The page in a real browser. The sheet is a canvas: what is typed is typed by keys, what is shown is read through
// `crmPlayground`, the page's own spreadsheet.

let browser: Browser;
let served: ServedFolder;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveDist()]);
  ({ page, complaints } = await watchedPage(browser, served));
  await page.goto(served.url);
  await ready();
});
beforeEach(() => {
  complaints.length = 0;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function ready(): Promise<void> {
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await valueOf("Scores", "B2"); // the sample is computed
}

declare const crmPlayground: PageSpreadsheet;

/** What a cell holds, once it holds something; an error is its name. */
function valueOf(sheet: string, address: string): Promise<unknown> {
  return nextValueOf(sheet, address, null);
}

/** Waits until a cell holds something else than before. */
async function nextValueOf(sheet: string, address: string, before: unknown): Promise<unknown> {
  const handle = await page.waitForFunction(
    ([name, cell, old]) => {
      const found = crmPlayground.workbook().getSheetByName(name as string);
      if (!found) return undefined;
      const range = found.getRange(cell);
      const value = crmPlayground.valueAt(found.getSheetId(), range.getRow(), range.getColumn());
      const held = typeof value === "object" && value !== null ? value.error : value;
      return held === old ? undefined : { held };
    },
    [sheet, address, before],
  );
  return (await handle.jsonValue())?.held;
}

/** What somebody reads about the error in a cell after selecting it. */
async function messageAt(sheet: string, address: string): Promise<string> {
  await select(page, sheet, address);
  await page.waitForFunction(
    (cell) => document.getElementById("cell-message")?.textContent?.includes(`!${cell} `),
    address,
  );
  return (await page.textContent("#cell-message")) ?? "";
}

type Cell = number | string | boolean | null | { error: string; message?: string };
type Implementation = (...values: unknown[]) => unknown;

/** dist/functions.js run by itself, in the language given. */
function functionsOf(language: string): (name: string, ...values: unknown[]) => Cell[][] {
  const found = new Map<string, Implementation>();
  class CellError extends Error {
    constructor(
      readonly code: string,
      message?: string,
    ) {
      super(message);
    }
  }
  const ErrorCode = {
    invalidValue: "#VALUE!",
    notAvailable: "#N/A",
    divisionByZero: "#DIV/0!",
    invalidNumber: "#NUM!",
    nullReference: "#NULL!",
    invalidName: "#NAME?",
    invalidReference: "#REF!",
  };
  const scope = createContext({
    Office: { context: { displayLanguage: language } },
    CustomFunctions: {
      Error: CellError,
      ErrorCode,
      associate: (id: string, implementation: Implementation) => found.set(id, implementation),
    },
  });
  runInContext(readFileSync(join(distFolder, "functions.js"), "utf8"), scope);
  const plain = (cell: unknown): Cell =>
    cell instanceof CellError
      ? { error: cell.code, ...(cell.message === "" ? {} : { message: cell.message }) }
      : (cell as Cell);
  const incoming = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(incoming);
    return typeof value === "object" && value !== null
      ? new CellError((value as { error: string }).error)
      : value;
  };
  return (name, ...values) => {
    try {
      const result = found.get(name)!(...values.map(incoming));
      return Array.isArray(result) ? (result as unknown[][]).map((row) => row.map(plain)) : [[plain(result)]];
    } catch (error) {
      return [[plain(error)]];
    }
  };
}

const na = { error: "#N/A" };
/** Cells A1:D6 of a sheet for trying; null is blank. */
const values: Cell[][] = [
  [10, 20, 30, 1],
  [1, null, 3, 2],
  [1, "x", 3, 3],
  [true, 2, 3, 4],
  [1, 2, na, 5],
  [null, null, null, null],
];
const weights: Cell[][] = [[0.3, 0.4, 0.3]];
const slice = (rows: number, from = 0, to = 3): Cell[][] =>
  values.slice(0, rows).map((row) => row.slice(from, to));

/** The formula as typed, and the same call on functions.js. Weights stand in F1:H1. */
const calls: readonly (readonly [formula: string, name: string, ...values: unknown[]])[] = [
  ["=CRM.NEEDSCORE(A1:C1,F1:H1)", "NEEDSCORE", slice(1), weights],
  ["=CRM.NEEDSCORE(A1:C6,F1:H1)", "NEEDSCORE", slice(6), weights, null],
  ['=CRM.EXPECTATIONSCORE(A1:C6,F1:H1,"zero")', "EXPECTATIONSCORE", slice(6), weights, "zero"],
  ['=CRM.SERVICESCORE(A1:C6,F1:H1,"reweight")', "SERVICESCORE", slice(6), weights, "reweight"],
  ["=CRM.SCORE(A1:D1,F1:H1)", "SCORE", [values[0]], weights],
  ["=CRM.SCORE(A1:C2,F1:H2)", "SCORE", slice(2), [...weights, [null, null, null]]],
  ['=CRM.SCORE(A1:C2,F1:H1,"never")', "SCORE", slice(2), weights, "never"],
  ["=CRM.SCOREPARTS(A1:C3,F1:H1)", "SCOREPARTS", slice(3), weights],
  ["=CRM.EXPECTATIONGAP(A1:C2,A2:C3,F1:H1)", "EXPECTATIONGAP", slice(2), slice(3).slice(1), weights],
  ["=crm.needscore(20,2)", "NEEDSCORE", [[20]], [[2]]],
  ["=CRM.NEEDSCORE(A1:C1,{0.2,0.4,0.4})", "NEEDSCORE", slice(1), [[0.2, 0.4, 0.4]]],
];

/** A message with the address of its cell on the sheet "Try", which the page knows and the function does not. */
const addressed = (message: string): string =>
  message.replace(
    /^(\w+): row (\d+), column (\d+)/,
    (_, argument: string, row: string, column: string) =>
      `${argument}: ${"ABC"[Number(column) - 1]}${Number(row) + (argument === "perceived" ? 1 : 0)}`,
  );

/** As the reference writes it: a number to 10 digits, an error by its name. */
function written(cell: unknown): unknown {
  if (typeof cell === "number") return Number(cell.toPrecision(10));
  return typeof cell === "object" && cell !== null ? (cell as { error: string }).error : (cell ?? "");
}

describe("the page", () => {
  test("typed formulas give the cells that functions.js gives, errors included", async () => {
    const call = functionsOf("en-US");
    await page.evaluate(
      ([cells, row]) => {
        const sheet = crmPlayground.workbook().insertSheet("Try");
        const shown = (cells as unknown[][]).map((line) =>
          line.map((cell) => (cell !== null && typeof cell === "object" ? { f: "=NA()" } : { v: cell })),
        );
        sheet.getRange("A1:D6").setValues(shown);
        sheet.getRange("F1:H1").setValues(row);
      },
      [values, weights] as const,
    );
    let row = 10;
    for (const [formula, name, ...given] of calls) {
      await typeInto(page, "Try", `J${row}`, formula);
      expect([formula, await valueOf("Try", `J${row}`)]).not.toEqual([formula, "#NAME?"]);
      const expected = call(name, ...given);
      // The cell is told its value a moment before its neighbours are.
      const handle = await page.waitForFunction(
        ([first, rows, columns]) => {
          const sheet = crmPlayground.workbook().getSheetByName("Try");
          const file = crmPlayground.file().sheets.find((one) => one.name === "Try")!;
          const cells = Array.from({ length: rows }, (_, i) =>
            Array.from({ length: columns }, (_unused, j) => {
              const error = crmPlayground.errorAt(sheet.getSheetId(), first + i, 9 + j);
              if (error !== undefined) return { error: error.error, message: error.message };
              return file.cells[first + i]?.[9 + j]?.value ?? null;
            }),
          );
          return cells.flat().every((cell) => cell !== null) && cells;
        },
        [row - 1, expected.length, expected[0].length],
        { polling: 100 },
      );
      const shown = await handle.jsonValue();
      // An incoming error has no words of its own: the page adds general ones.
      const general = { error: "#N/A", message: "A value is missing." };
      expect([formula, shown]).toEqual([
        formula,
        expected.map((line) =>
          line.map((cell) =>
            typeof cell !== "object"
              ? cell
              : cell?.message === undefined
                ? general
                : { ...cell, message: addressed(cell.message) },
          ),
        ),
      ]);
      row += expected.length + 1;
    }
    expect(complaints).toEqual([]);
  });

  test("the message of a spilled error is there with its result, before the page says that results have come", async () => {
    const shown = await page.evaluate(async () => {
      const { api } = crmPlayground;
      const sheet = crmPlayground.workbook().insertSheet("Spilled");
      sheet.getRange("A1:B2").setValues([
        ["x", 1],
        [1, "y"],
      ]);
      const at = (row: number) => crmPlayground.errorAt(sheet.getSheetId(), row, 3)?.message;
      sheet.getRange("C1").setValue({ f: "=NA()" });
      await api.getFormula().onCalculationResultApplied();
      crmPlayground.errorAt(sheet.getSheetId(), 0, 2); // what is spilled has been looked up
      return await new Promise<unknown>((done) => {
        const listening = api.onCommandExecuted(({ id }: { id: string }) => {
          if (id !== "formula.mutation.set-formula-calculation-result") return;
          listening.dispose();
          done([at(0), at(1)]);
        });
        sheet.getRange("D1").setValue({ f: "=CRM.SCORE(A1:B2,{1,1})" });
      });
    });
    expect(shown).toEqual([
      expect.stringMatching(/^values: A1 .*"x"/),
      expect.stringMatching(/^values: B2 .*"y"/),
    ]);
  });

  test("every function gives in a cell what the reference says", async () => {
    const examples = nodeScript<[formula: string, result: Cell[][]][]>(`
      import { exampleFormula, referenceTexts } from "./scripts/reference.mjs";
      // A blank cannot be typed as an argument.
      const whole = (args) => !/null|error/.test(JSON.stringify(args));
      done(
        Object.entries(await referenceTexts()).map(([id, { examples }]) => {
          const { args, result } = examples.find((each) => whole(each.args)) ?? examples[0];
          return [exampleFormula(id, args), result];
        }),
      );
    `);
    expect(examples.length).toBe(
      JSON.parse(readFileSync(join(distFolder, "functions.json"), "utf8")).functions.length,
    );
    // Far enough apart to spill.
    const step = 1 + Math.max(...examples.map(([, result]) => result.length));
    await page.evaluate(
      ([formulas, apart]) => {
        const sheet = crmPlayground.workbook().insertSheet("Every");
        sheet.setRowCount(formulas.length * apart);
        sheet.setColumnCount(40);
        formulas.forEach((f, i) => sheet.getRange(i * apart, 0).setValue({ f }));
      },
      [examples.map(([formula]) => formula), step] as const,
    );
    const cells = await page.waitForFunction(
      ([sizes, apart]) => {
        const id = crmPlayground.workbook().getSheetByName("Every").getSheetId();
        const all = sizes.map(([rows, columns], i) =>
          crmPlayground.valuesAt(id, i * apart, 0, rows, columns),
        );
        return all.every((rows) => rows[0][0] !== null) && all;
      },
      [examples.map(([, result]) => [result.length, result[0].length]), step] as const,
    );
    const found = ((await cells.jsonValue()) as Cell[][][]).map((rows, i) => [
      examples[i][0],
      rows.map((row) => row.map((cell) => written(cell))),
    ]);
    expect(found).toEqual(
      examples.map(([formula, result]) => [formula, result.map((row) => row.map((cell) => written(cell)))]),
    );
    await page.evaluate(() => {
      const workbook = crmPlayground.workbook();
      workbook.deleteSheet(workbook.getSheetByName("Every"));
    });
  });

  test("changing a weight changes the scores", async () => {
    const before = (await valueOf("Scores", "B2")) as number;
    await typeInto(page, "Weights", "C2", "0.8");
    const after = (await nextValueOf("Scores", "B2", before)) as number;
    const rating = (await valueOf("Customers", "N2")) as number;
    expect(after - before).toBeCloseTo(0.5 * rating, 10);
    await typeInto(page, "Weights", "C2", "0.3");
    expect(await nextValueOf("Scores", "B2", after)).toBe(before);
    expect(complaints).toEqual([]);
  });

  test("an error shows its message, in the language of the page", async () => {
    expect(await messageAt("Scores", "G9")).toBe(
      "Scores!G9 shows #VALUE!: " + 'values: Customers!AH9 is the text "very good" where a number belongs.',
    );
    await page.selectOption("#language", "zh-CN");
    await page.waitForFunction(() => document.getElementById("cell-message")?.textContent?.includes("数字"));
    expect(await page.textContent("#cell-message")).toContain("Scores!G9 显示 #VALUE!：");
    expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
    await page.selectOption("#language", "en-US");
    expect(complaints).toEqual([]);
  });

  test("typing =CRM. offers the functions, with parameters, in the language of the page", async () => {
    const needScoreIn = (file: string) =>
      JSON.parse(readFileSync(join(distFolder, file), "utf8")).functions.find(
        (one: { id: string }) => one.id === "NEEDSCORE",
      );
    const english = needScoreIn("functions.json");
    const chinese = needScoreIn("functions.zh-CN.json");
    const offered = async (): Promise<string> => {
      await page.mouse.click(700, 640);
      await page.keyboard.type("=CRM.NEED", { delay: 5 });
      await page.waitForFunction(() => document.body.innerText.includes("CRM.NEEDSCORE"));
      return page.evaluate(() => document.body.innerText);
    };
    expect(await offered()).toContain(english.description);
    await page.keyboard.type("SCORE(");
    await page.waitForFunction(
      (help) => document.body.innerText.includes(help),
      english.parameters[0].description,
    );
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.selectOption("#language", "zh-CN");
    expect(await offered()).toContain(chinese.description);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.selectOption("#language", "en-US");
    expect(complaints).toEqual([]);
  });

  test("the workbook survives a reload; starting afresh asks first and brings the sample back", async () => {
    await typeInto(page, "Weights", "H3", "mine");
    await page.waitForFunction(
      () => document.getElementById("status")?.textContent === "Kept in this browser",
    );
    await page.reload();
    await ready();
    expect(await valueOf("Weights", "H3")).toBe("mine");

    await page.click("#action-startafresh");
    await page.click("dialog button:not(.strong)");
    expect(await valueOf("Weights", "H3")).toBe("mine");
    await page.click("#action-startafresh");
    await page.click("dialog button.strong");
    await nextValueOf("Weights", "H3", "mine");
    await page.reload();
    await ready();
    expect(await valueOf("Weights", "C2")).toBe(0.3);
    expect(complaints).toEqual([]);
  });

  test("the page opens on the scores, with the report beside them; pane and page share one theme, kept for the next visit", async () => {
    const color = (selector: string, property: string) =>
      page.evaluate(
        ([found, name]) => getComputedStyle(document.querySelector(found) as Element).getPropertyValue(name),
        [selector, property],
      );
    // The test before has loaded the page anew.
    await page.waitForSelector('#pane-tab-report[aria-selected="true"]');
    await page.evaluate(() => localStorage.clear());
    await page.click("#action-startafresh");
    await page.click("dialog button.strong");
    const shown = () => page.evaluate(() => crmPlayground.workbook().getActiveSheet().getSheetName());
    await page.waitForFunction(() => crmPlayground.workbook().getActiveSheet().getSheetName() === "Scores");
    expect(await shown()).toBe("Scores");
    await page.click("#more summary");
    await page.selectOption("#theme", "dark");
    await page.reload();
    await ready();
    expect(await color("html", "--bg")).toBe("#1b211f");
    await page.waitForSelector("#pane .fui-FluentProvider");
    expect(await color("#pane .fui-FluentProvider", "--colorNeutralBackground1")).toBe("#1b211f");
    expect(await color("#pane .fui-FluentProvider", "--colorBrandBackground")).toBe(
      await color("html", "--accent"),
    );
    await page.click("#more summary");
    await page.selectOption("#theme", "auto");
    await page.keyboard.press("Escape");
    expect(await page.locator("#more").getAttribute("open")).toBeNull();
    expect(complaints).toEqual([]);
  });

  test("who closes the pane types on in the sheet", async () => {
    await page.waitForSelector("#pane [role=tablist]");
    await page.click("#action-pane");
    const hasFocus = (selector: string) =>
      page.evaluate((place) => document.activeElement?.closest(place) !== null, selector);
    expect(await hasFocus("#sheet, .univer-app-layout, [contenteditable]")).toBe(true);
    expect(await hasFocus("#action-pane")).toBe(false);
    await page.click("#action-pane");
    await page.waitForSelector("#pane [role=tablist]");
  });

  test("a workbook that is opened while the pane still reads another has its pane", async () => {
    await page.evaluate(() => {
      const { crmWorkbook } = globalThis as unknown as { crmWorkbook: { tables(): Promise<unknown> } };
      const scope = globalThis as unknown as { goOn: () => void };
      const { tables } = crmWorkbook;
      crmWorkbook.tables = async () => {
        crmWorkbook.tables = tables;
        await new Promise<void>((resolve) => (scope.goOn = resolve));
        return tables();
      };
    });
    const afresh = async () => {
      await page.click("#action-startafresh");
      await page.click("dialog button.strong");
    };
    await afresh();
    await page.waitForFunction(() => "goOn" in globalThis);
    await afresh();
    await page.waitForSelector("#pane [role=tab]");
    await page.evaluate(() => (globalThis as unknown as { goOn: () => void }).goOn());
    await page.waitForFunction(() => document.querySelectorAll("#pane [role=tablist]").length === 1);
    await ready();
    expect(complaints).toEqual([]);
  });

  test("an old Excel counts blanks as zeros, without a word", async () => {
    expect(await valueOf("Scores", "B5")).toBe("#N/A");
    await page.click("#more summary");
    await page.check("#old-excel");
    const score = (await nextValueOf("Scores", "B5", "#N/A")) as number;
    const ratings = await page.evaluate(
      () =>
        crmPlayground.workbook().getSheetByName("Customers").getRange("N5:R5").getRawValues()[0] as number[],
    );
    const given = [0.3, 0.25, 0.2, 0.15, 0.1];
    expect(score).toBeCloseTo(
      ratings.reduce((sum, rating, j) => sum + given[j] * (rating ?? 0), 0),
      12,
    );
    await page.uncheck("#old-excel");
    expect(await nextValueOf("Scores", "B5", score)).toBe("#N/A");
    expect(complaints).toEqual([]);
  });

  test("a saved workbook holds Excel's stored formulas, values and spills, and opens again", async () => {
    await page.evaluate(() => {
      crmPlayground.workbook().getSheetByName("Weights").getRange("H4").setValue({ v: "=1+1", t: 4 });
    });
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#action-save")]);
    expect(download.suggestedFilename()).toBe("crm-functions.xlsx");
    const folder = mkdtempSync(join(tmpdir(), "crm-functions-e2e-"));
    try {
      const file = join(folder, "saved.xlsx");
      await download.saveAs(file);
      const scores = strFromU8(unzipSync(readFileSync(file))["xl/worksheets/sheet3.xml"]);
      expect(scores).toMatch(
        /<c r="B2"[^>]*cm="1"[^>]*><f t="array" ref="B2:B61">_xldudf_CRM_NEEDSCORE\(Customers\[\[Need: Price\]:\[Need: Innovation\]\],Weights!\$C\$2:\$C\$6\)<\/f><v>[\d.]+<\/v>/,
      );
      expect(scores).not.toContain("CRM.");
      const read = readXlsx(readFileSync(file));
      const sheet = (name: string) => read.sheets.find((one) => one.name === name)!;
      const shown = await page.evaluate(() =>
        crmPlayground
          .file()
          .sheets.find((one) => one.name === "Scores")!
          .cells.slice(0, 70),
      );
      shown.forEach((row, i) =>
        row.forEach((cell, j) => {
          expect([i, j, sheet("Scores").cells[i][j]?.value ?? null]).toEqual([i, j, cell?.value ?? null]);
        }),
      );
      expect(sheet("Weights").cells[3][7]).toEqual(expect.objectContaining({ value: "=1+1" }));

      await page.setInputFiles("#open-file", file);
      await page.click("dialog button.strong");
      expect(await valueOf("Scores", "B2")).toBe(shown[1][1]?.value);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(complaints).toEqual([]);
  });

  test("a .csv opens; what is no workbook is refused with the reason and changes nothing", async () => {
    const csv = { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n007,=1+1\n2,3\n") };
    await page.setInputFiles("#open-file", csv);
    await page.click("dialog button.strong");
    expect(await valueOf("list", "A2")).toBe("007");
    expect(await valueOf("list", "B2")).toBe("=1+1");
    expect(await valueOf("list", "B3")).toBe(3);

    await page.setInputFiles("#open-file", {
      name: "x.xlsx",
      mimeType: "",
      buffer: Buffer.from("no\0thing"),
    });
    await page.waitForFunction(() => document.getElementById("status")?.textContent?.includes("x.xlsx"));
    expect(await page.textContent("#status")).toContain("This is not an Excel workbook");
    expect(await valueOf("list", "B3")).toBe(3);
    expect(complaints).toEqual([]);
  });

  test("a .csv whose bytes could be two encodings is opened as the visitor reads it", async () => {
    const buffer = Buffer.from("Name,City\nM\xfcller,K\xf6ln\n", "latin1");
    await page.setInputFiles("#open-file", { name: "old.csv", mimeType: "text/csv", buffer });
    const labels = page.locator("dialog label");
    await labels.first().waitFor();
    const lines = await labels.allTextContents();
    expect(lines[0]).toBe("Müller,Köln"); // the likeliest
    expect(lines).toContain("M黮ler,K鰈n");
    await page.click("dialog button.strong");
    expect(await valueOf("old", "A2")).toBe("Müller");
    await page.setInputFiles("#open-file", { name: "other.csv", mimeType: "text/csv", buffer });
    await page.getByLabel("M黮ler,K鰈n").check();
    await page.click("dialog button.strong");
    expect(await valueOf("other", "B2")).toBe("K鰈n");
    expect(complaints).toEqual([]);
  });

  // To LibreOffice, which knows neither our functions nor spills, a spill is an array formula over the same cells.
  testWith(libreOffice)(
    "LibreOffice, an independent reader, finds formulas, texts and tables in a saved workbook",
    async () => {
      await page.click("#action-startafresh");
      await page.click("dialog button.strong");
      await valueOf("Scores", "B2"); // the sample is computed
      await page.evaluate(() => {
        crmPlayground.workbook().getSheetByName("Weights").getRange("H4").setValue({ v: "=1+1", t: 4 });
      });
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#action-save")]);
      const folder = mkdtempSync(join(tmpdir(), "crm-functions-e2e-"));
      try {
        await download.saveAs(join(folder, "saved.xlsx"));
        const document = readByLibreOffice(join(folder, "saved.xlsx"));
        expect(document).toMatch(
          /table:number-matrix-columns-spanned="1" table:number-matrix-rows-spanned="60" table:formula="of:=_xldudf_crm_needscore\(/i,
        );
        expect(document).toContain("<text:p>wang.fang@example.com</text:p>");
        expect(document).toContain("<text:p>=1+1</text:p>");
        const { columns, rows } = await page.evaluate(() => {
          const cells = crmPlayground.file().sheets.find((one) => one.name === "Customers")!.cells;
          return { columns: cells[0].length, rows: cells.length };
        });
        expect(document).toContain(
          `table:target-range-address="Customers.A1:Customers.${columnLetters(columns - 1)}${rows}"`,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
