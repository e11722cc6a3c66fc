import "../custom-functions";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as feedback from "../../addin/functions/feedback";
import * as scores from "../../addin/functions/scores";
import { readXlsx, type FileCell, type WorkbookFile } from "../../addin/workbook/file";
import { readWorkbook, writeSampleWorkbook } from "../../notebooks/support/workbook";
import { plotlyMime } from "../../notebooks/support/show/show-chart";
import { conclusionOf, runNotebook, shown, type Run } from "./run-notebook";

// A kernel starts in two seconds, on a machine that is busy with other tests in many.
jest.setTimeout(240_000);

type Cells = unknown[][];
const functions = {
  NEEDSCORE: scores.needScore,
  EXPECTATIONSCORE: scores.expectationScore,
  MANAGEMENTSCORE: scores.managementScore,
  SERVICESCORE: scores.serviceScore,
  MARKETINGSCORE: scores.marketingScore,
  EXPECTATIONGAP: scores.expectationGap,
  FEEDBACK: feedback.feedback,
} as unknown as Readonly<Record<string, (...ranges: Cells[]) => Cells>>;

const folder = mkdtempSync(join(tmpdir(), "crm-functions-agreement-"));
const file = join(folder, "sample.xlsx");
let workbook: WorkbookFile;
let report: Run;

/** The cells of `Sheet!A1:B2` as Excel hands them to a function: a blank is null. */
function rangeOf(reference: string): Cells {
  const [, sheet, from, top, to, bottom] = /^(\w+)!([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(reference)!;
  const column = (letters: string) =>
    [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
  const { cells } = workbook.sheets.find((each) => each.name === sheet)!;
  return Array.from({ length: Number(bottom ?? top) - Number(top) + 1 }, (_, i) =>
    Array.from(
      { length: column(to ?? from) - column(from) + 1 },
      (__, j) => cells[Number(top) - 1 + i]?.[column(from) + j]?.value ?? null,
    ),
  );
}

interface Formula {
  readonly name: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly cell: FileCell;
}

function formulas(): Formula[] {
  return workbook.sheets.flatMap((sheet) =>
    sheet.cells.flatMap((line, row) =>
      Array.from(line).flatMap((cell, column) =>
        cell?.formula === undefined
          ? []
          : [{ name: /^CRM\.(\w+)\(/.exec(cell.formula)![1], sheet: sheet.name, row, column, cell }],
      ),
    ),
  );
}

beforeAll(async () => {
  await writeSampleWorkbook(file);
  workbook = readXlsx(readFileSync(file));
  report = await runNotebook([file, "--lang", "zh-CN"], "05-report");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("Excel and the notebook agree on the sample workbook, to the last bit", () => {
  test("every formula: what the custom function gives is what stands in the cells", () => {
    const found = formulas();
    expect(found.map((each) => each.name).sort()).toEqual(Object.keys(functions).sort());
    for (const { name, sheet, row, column, cell } of found) {
      const ranges = cell
        .formula!.slice(name.length + 5, -1)
        .split(",")
        .map(rangeOf);
      const result = functions[name](...ranges);
      const { cells } = workbook.sheets.find((each) => each.name === sheet)!;
      expect(cell.spill).toEqual({ rows: result.length, columns: result[0].length });
      result.forEach((line, i) =>
        line.forEach((value, j) => {
          const stored = cells[row + i]?.[column + j]?.value ?? "";
          const wanted = typeof value === "object" ? { error: (value as { code: string }).code } : value;
          expect({ name, i, j, stored }).toEqual({ name, i, j, stored: wanted });
        }),
      );
    }
  });

  test("the report computes the same doubles from the file", () => {
    expect({ code: report.code, said: report.said }).toMatchObject({ code: 0 });
    const conclusion = conclusionOf(report.notebook);
    const column = (name: string) => {
      const { row, column: at } = formulas().find((each) => each.name === name)!;
      const { cells } = workbook.sheets.find((each) => each.name === "Scores")!;
      return cells.slice(row).map((line) => line[at]?.value);
    };
    expect(conclusion["need"]).toEqual(column("NEEDSCORE"));
    expect(conclusion["expectation"]).toEqual(column("EXPECTATIONSCORE"));
    expect(conclusion["gap"]).toEqual(column("EXPECTATIONGAP"));
    expect(conclusion["management"]).toEqual(column("MANAGEMENTSCORE"));
    expect(conclusion["service"]).toEqual(column("SERVICESCORE"));
    expect(conclusion["marketing"]).toEqual(column("MARKETINGSCORE"));
    const table = workbook.sheets.find((each) => each.name === "Feedback")!.cells;
    expect(conclusion["coefficients"]).toEqual(table.slice(1, 6).map((line) => line[1]?.value));
    expect(conclusion).toMatchObject({ customers: 40, problems: 0, driver: "Quality" });
  });

  test("the report has its charts, in Chinese", () => {
    expect(shown(report.notebook, plotlyMime)).toHaveLength(5);
    expect(report.html).toContain('<html lang="zh-CN">');
    expect(report.html).toContain("管理团队需要了解客户的哪些情况？");
  });
});

test("a workbook written and read again holds the same records", async () => {
  const team = await readWorkbook(file, { region: "CN" });
  expect(team.problems).toEqual([]);
  expect(team.customers).toHaveLength(40);
  expect(team.interactions).toHaveLength(120);
  expect(team.ratings("perceived").weights).toEqual(team.ratings("expectation").weights);
});
