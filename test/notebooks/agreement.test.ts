import "../doubles/custom-functions";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  analysesOf,
  pageOf,
  ratingTable,
  reportOf,
  reportWords,
  type Report,
  type ReportTable,
} from "@crm-functions/core";
import * as feedback from "../../addin/functions/feedback";
import * as scores from "../../addin/functions/scores";
import { readXlsx, type FileCell, type WorkbookFile } from "../../addin/workbook/file";
import { createMemoryWorkbook } from "../doubles/memory-workbook";
import { readWeights, writeWeights } from "../../addin/workbook/store/weights";
import { openWorkbookStore } from "../../addin/workbook/store/workbook-store";
import { readTeam } from "../../notebooks/support/report/read-team";
import { readWorkbook, writeSampleWorkbook } from "../../notebooks/support/workbook";
import { plotlyMime } from "../../notebooks/support/show/show-chart";
import { conclusionOf, runNotebook, shown, type Run } from "./run-notebook";

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

const tableOf = (made: Report, id: string): ReportTable =>
  made.sections.flatMap(({ tables }) => tables).find((each) => each.id === id)!;

/** What `npm run report -- … --json` prints. */
function reportAsJson(args: readonly string[]): Report {
  const command = [resolve("scripts", "run.mjs"), "report", "--json", ...args];
  return JSON.parse(
    execFileSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1 << 26, timeout: 120_000 }),
  ) as Report;
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
  report = await runNotebook([
    "05-report",
    "--lang",
    "zh-CN",
    "--set",
    `workbookFile=${file}`,
    "--set",
    "asOf=2026-01-15",
  ]);
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
    expect(report).toMatchObject({ code: 0, said: report.said });
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
    const drivers = tableOf(conclusion["report"] as Report, "drivers").rows;
    const effects = new Map(drivers.map((row) => [`Perceived: ${row[0]}`, row[1]]));
    for (const line of table.slice(2, 6)) expect(effects.get(String(line[0]?.value))).toBe(line[1]?.value);
    expect(conclusion["report"]).toMatchObject({ customers: 40, notes: [] });
  });

  test("the report has its charts, in Chinese", () => {
    expect(shown(report.notebook, plotlyMime).length).toBeGreaterThan(5);
    expect(report.html).toContain('<html lang="zh-CN">');
    expect(report.html).toContain("管理团队需要了解客户的哪些情况？");
  });
});

/** What a report says: sentences, numbers, how sure. Where it is from and when differ from door to door. */
const saying = ({ sections }: Report) =>
  sections.map(({ id, findings, tables }) => ({ id, findings, tables }));

describe("every door says the same: notebook, command line, pane", () => {
  test("the notebook's document is that of npm run report --json, in both languages that of the core", async () => {
    for (const language of ["en-US", "zh-CN"] as const) {
      const printed = reportAsJson([file, "--lang", language, "--as-of", "2026-01-15"]);
      const team = await readWorkbook(file, { region: "CN" });
      const made = JSON.parse(JSON.stringify(reportOf(team, { language, asOf: "2026-01-15" }))) as Report;
      expect(saying(printed)).toEqual(saying(made));
      if (language === "zh-CN") {
        expect(saying(conclusionOf(report.notebook)["report"] as Report)).toEqual(saying(printed));
      }
    }
  });

  test.each(["zh-layout", "weights-unnormalised", "gap-other-criteria"])(
    "%s: the pane's tables, the file, and the cells",
    async (name) => {
      const path = resolve("test", "fixtures", "report", `${name}.xlsx`);
      const team = await readTeam(path);
      const memory = createMemoryWorkbook({ language: "en-US" });
      await writeWeights(memory, team.weights);
      const store = await openWorkbookStore(memory, { today: () => "2026-01-15" });
      await store.add(team.customers);
      const pane = analysesOf({
        customers: (await store.list()).items,
        interactions: (await store.listInteractions()).items,
        weights: await readWeights(memory),
      });
      for (const language of ["en-US", "zh-CN"] as const) {
        const shownInPane = reportOf(pane, { language, asOf: "2026-01-15" });
        const printed = reportAsJson([path, "--lang", language, "--as-of", "2026-01-15"]);
        expect(saying(JSON.parse(JSON.stringify(shownInPane)) as Report)).toEqual(saying(printed));
        for (const { findings } of printed.sections) {
          for (const { text } of findings) expect(pageOf(shownInPane)).toContain(text.replace(/'/g, "&#39;"));
        }
        const means = new Map(tableOf(printed, "scores").rows.map((row) => [row[0], row[1]]));
        for (const [analysis, calculate] of [
          ["need", scores.needScore],
          ["expectation", scores.expectationScore],
        ] as const) {
          const { columns, weights } = ratingTable(team, analysis);
          const values = team.customers.map((_, i) => columns.map((column) => column[i]));
          const cells = (calculate as unknown as (...ranges: Cells[]) => Cells)(values, [
            Array.from(weights),
          ]);
          const mean = cells.reduce((sum, [cell]) => sum + Number(cell), 0) / cells.length;
          expect(means.get(reportWords(language).names[analysis])).toBeCloseTo(mean, 10);
        }
      }
    },
  );
});

test("a workbook written and read again holds the same records", async () => {
  const team = await readWorkbook(file, { region: "CN" });
  expect(team.problems).toEqual([]);
  expect(team.customers).toHaveLength(40);
  expect(team.interactions).toHaveLength(120);
  expect(team.ratings("perceived").weights).toEqual(team.ratings("expectation").weights);
});
