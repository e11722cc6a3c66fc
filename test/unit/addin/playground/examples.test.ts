import { associated } from "../../../doubles/custom-functions";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { strFromU8, unzipSync } from "fflate";
import { exampleFile, exampleIds } from "../../../../addin/locales/example-texts";
import { isFileError, readXlsx, type FileValue, type WorkbookFile } from "../../../../addin/workbook/file";

// The files that the build wrote: their raw XML, what a reader finds in them, and functions.js called directly.

const languages = ["en-US", "zh-CN"] as const;
const bytesOf = (id: (typeof exampleIds)[number], language: (typeof languages)[number]): Uint8Array =>
  readFileSync(`dist/${exampleFile(id, language)}`);
const read = (
  id: (typeof exampleIds)[number],
  language: (typeof languages)[number] = "en-US",
): WorkbookFile => readXlsx(bytesOf(id, language));

/** Values of an area of a sheet; blanks are null, errors objects of the runtime. */
function cellsOf(workbook: WorkbookFile, sheet: string, rows: number[], columns: number[]): FileValue[][] {
  const { cells } = workbook.sheets.find((each) => each.name === sheet)!;
  const span = ([first, last]: number[]) => Array.from({ length: last - first + 1 }, (_, k) => first + k);
  return span(rows).map((row) => span(columns).map((column) => cells[row - 1]?.[column - 1]?.value ?? null));
}

const call = (name: string, ...values: unknown[]): unknown => associated.get(name)!(...values);

beforeAll(() => {
  associated.clear();
  const { CustomFunctions } = globalThis as { CustomFunctions?: object };
  runInContext(readFileSync("dist/functions.js", "utf8"), createContext({ CustomFunctions, Array }));
});

test("there is one for each analysis and for retention and value, in both languages, and nothing else", () => {
  const wanted = exampleIds.flatMap((id) => languages.map((each) => exampleFile(id, each)));
  expect(
    readdirSync("dist/examples")
      .map((each) => `examples/${each}`)
      .sort(),
  ).toEqual(wanted.sort());
  expect(exampleIds).toEqual([
    "needs",
    "expectations",
    "feedback",
    "management",
    "service",
    "marketing",
    "retention-and-value",
  ]);
});

test.each(exampleIds)("%s: stored formulas with the dynamic-array mark and a cached value", (id) => {
  const parts = unzipSync(bytesOf(id, "en-US"));
  let formulas = 0;
  for (const [name, bytes] of Object.entries(parts)) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) continue;
    for (const [, attributes, content] of strFromU8(bytes).matchAll(
      /<c ([^>]*)>((?:(?!<\/c>).)*<f.*?)<\/c>/gs,
    )) {
      formulas++;
      expect(attributes).toMatch(/\bcm="1"/);
      expect(content).toMatch(
        /^<f t="array" ref="[A-Z]+\d+(:[A-Z]+\d+)?">_xldudf_CRM_[A-Z0-9]+\(.*<\/f><v>.+<\/v>$/s,
      );
    }
  }
  expect(formulas).toBeGreaterThan(1);
});

test("the only errors are those that the example of needs shows", () => {
  for (const language of languages) {
    for (const id of exampleIds) {
      for (const sheet of read(id, language).sheets) {
        sheet.cells.forEach((row, i) =>
          row.forEach((cell, j) => {
            if (cell === undefined || !isFileError(cell.value)) return;
            // Row 7 has a blank: no score without reweighting, and no part.
            const isMeant =
              id === "needs" && sheet.name === "Needs" && ((i === 6 && j === 6) || (i === 22 && j === 3));
            // CDNOW has purchases of 0 dollars: whose repeat purchases average 0 has no value by the model.
            const isWorthless = id === "retention-and-value" && sheet.name === "Customers" && j === 7;
            expect([id, sheet.name, i, j, isMeant || isWorthless]).toEqual([id, sheet.name, i, j, true]);
          }),
        );
      }
    }
  }
});

test("both languages hold the same formulas and numbers", () => {
  for (const id of exampleIds) {
    const [english, chinese] = languages.map((language) =>
      read(id, language).sheets.map((sheet) => [
        sheet.name,
        sheet.cells.map((row) =>
          Array.from(row, (cell) => cell?.formula ?? (typeof cell?.value === "number" ? cell.value : "")),
        ),
      ]),
    );
    expect([id, chinese]).toEqual([id, english]);
  }
});

test("every function but SCORE, which is the same under another name, is shown in an example workbook", () => {
  const { functions } = JSON.parse(readFileSync("dist/functions.json", "utf8")) as {
    functions: { id: string }[];
  };
  const used = new Set<string>();
  for (const id of exampleIds)
    for (const sheet of read(id).sheets)
      for (const row of sheet.cells)
        for (const cell of row) if (cell?.formula) used.add(/^CRM\.([A-Z0-9]+)/.exec(cell.formula)![1]);
  expect(functions.map((each) => each.id).filter((each) => !used.has(each))).toEqual(["SCORE"]);
});

describe("cached values are those of functions.js called directly", () => {
  test("needs", () => {
    const book = read("needs");
    const comparisons = cellsOf(book, "Weights", [4, 8], [2, 6]);
    const weights = cellsOf(book, "Weights", [4, 8], [7, 7]);
    expect(weights).toEqual(call("AHPWEIGHTS", comparisons));
    const rated = cellsOf(book, "Needs", [4, 15], [2, 6]);
    expect(cellsOf(book, "Needs", [4, 15], [8, 8])).toEqual(call("NEEDSCORE", rated, weights, "reweight"));
    expect(cellsOf(book, "Needs", [7, 7], [7, 7])).toEqual([[{ error: "#N/A" }]]);
  });

  test("service", () => {
    const book = read("service");
    const [before, after] = [1, 2].map((column) => cellsOf(book, "Surveys", [2, 61], [column, column]));
    expect(cellsOf(book, "Surveys", [6, 7], [6, 10])).toEqual(call("NPSCHANGE", before, after, null));
    expect(cellsOf(book, "Surveys", [2, 3], [6, 11])).toEqual(call("NPSSPLIT", after, null));
  });

  test("retention and value: CDNOW as published", () => {
    const book = read("retention-and-value");
    const model = new Map(cellsOf(book, "Model", [2, 7], [1, 2]).map(([label, value]) => [label, value]));
    expect(model.get("r")).toBeCloseTo(0.243, 3);
    expect(model.get("alpha")).toBeCloseTo(4.414, 3);
    expect(model.get("Log-likelihood")).toBeCloseTo(-9582.4, 1);
    expect(cellsOf(book, "Cohorts", [2, 4], [1, 2])).toEqual([
      ["1997-01", 781],
      ["1997-02", 857],
      ["1997-03", 719],
    ]);
    expect(cellsOf(book, "Customers", [2361, 2362], [1, 1])).toEqual([["2357"], [null]]);
    const history = [2, 3, 4].map((column) => cellsOf(book, "Customers", [5, 2361], [column, column]));
    expect(cellsOf(book, "Customers", [5, 2361], [7, 7])).toEqual(call("ALIVE", ...history));
  });
});
