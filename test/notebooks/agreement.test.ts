import "../doubles/custom-functions";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
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
import { readXlsx, type WorkbookFile } from "../../addin/workbook/file";
import { createMemoryWorkbook } from "../doubles/memory-workbook";
import { readWeights, writeWeights } from "../../addin/workbook/store/weights";
import { openWorkbookStore } from "../../addin/workbook/store/workbook-store";
import { readTeam } from "../../notebooks/support/report/read-team";
import { reportOfFile } from "../../notebooks/support/report/report-file";
import { readWorkbook, sampleTables, writeWorkbook } from "../../notebooks/support/workbook";
import { plotlyMime } from "../../notebooks/support/show/show-chart";
import { conclusionOf, runNotebook, shown, type Run } from "./run-notebook";
import { temporaryFolder } from "../temporary-folder";

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

const folder = temporaryFolder();
const file = join(folder, "sample.xlsx");
let workbook: WorkbookFile;
let report: Run;

const columnsOf = (sheet: string, isMeant: (header: string) => boolean): Cells => {
  const [headers, ...rows] = workbook.sheets.find(({ name }) => name === sheet)!.cells;
  const places = headers.flatMap((cell, j) => (isMeant(String(cell?.value)) ? [j] : []));
  return rows.map((row) => places.map((j) => row[j]?.value ?? null));
};
/** The ratings of an analysis, and its weights, as Excel hands them to a function: a blank is null. */
const ratings = (analysis: string) => columnsOf("Customers", (header) => header.startsWith(`${analysis}: `));
const weights = (analysis: string) =>
  columnsOf("Weights", () => true).flatMap(([its, , weight]) => (its === analysis ? [[weight]] : []));

const tableOf = (made: Report, id: string): ReportTable =>
  made.sections.flatMap(({ tables }) => tables).find((each) => each.id === id)!;

/** What `npm run report -- … --json` prints. */
function reportAsJson(args: readonly string[]): Report {
  const command = [resolve("scripts", "run.mjs"), "report", "--json", ...args];
  return JSON.parse(
    execFileSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1 << 26, timeout: 120_000 }),
  ) as Report;
}

beforeAll(async () => {
  await writeWorkbook(file, sampleTables());
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

describe("Excel and the notebook agree on the sample workbook, to the last bit", () => {
  const column = (cells: Cells) => cells.map(([cell]) => (typeof cell === "number" ? cell : null));

  test.each([
    ["need", functions.NEEDSCORE, "Need"],
    ["expectation", functions.EXPECTATIONSCORE, "Expectation"],
    ["management", functions.MANAGEMENTSCORE, "Management"],
    ["service", functions.SERVICESCORE, "Service"],
    ["marketing", functions.MARKETINGSCORE, "Marketing"],
  ] as const)("the score of %s", (name, calculate, analysis) => {
    const cells = calculate(ratings(analysis), weights(analysis));
    expect(cells).toHaveLength(60);
    expect(conclusionOf(report.notebook)[name]).toEqual(column(cells));
  });

  test("the gap and the effects on satisfaction", () => {
    const conclusion = conclusionOf(report.notebook);
    const [expected, perceived] = [ratings("Expectation"), ratings("Perceived")];
    const gap = functions.EXPECTATIONGAP(expected, perceived, weights("Expectation"));
    expect(conclusion["gap"]).toEqual(column(gap));
    const effects = tableOf(conclusion["report"] as Report, "drivers").rows;
    const answers = ratings("Feedback");
    const names = sampleTables().weights.flatMap(({ analysis, criterion }) =>
      analysis === "expectation" ? [criterion] : [],
    );
    const table = functions.FEEDBACK(answers, perceived, [names]);
    const byName = new Map(table.map(([name, effect]) => [name, effect]));
    for (const [name, effect] of effects)
      expect({ name, effect }).toEqual({ name, effect: byName.get(name) });
    expect(effects).toHaveLength(5);
  });

  test("who is left out: three ratings of need, one of what is expected and so on, as they are blank in the file", () => {
    const made = conclusionOf(report.notebook)["report"] as Report;
    expect(made.customers).toBe(60);
    expect(made.notes).toEqual([
      "需求：3 位客户缺少某项评分，没有得分。",
      "期望：1 位客户缺少某项评分，没有得分。",
      "管理：1 位客户缺少某项评分，没有得分。",
      "服务：2 位客户缺少某项评分，没有得分。",
      "营销：1 位客户缺少某项评分，没有得分。",
      expect.stringContaining("反馈"),
      "反馈：2 位客户没有完整回答。",
    ]);
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
        const ofFile = await reportOfFile(path, { language, asOf: "2026-01-15" });
        const printed = JSON.parse(JSON.stringify(ofFile)) as Report; // as the command line prints it
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
  expect(team.customers).toEqual(sampleTables().customers);
  expect(team.interactions).toEqual(sampleTables().interactions);
  expect(ratingTable(team, "perceived").weights).toEqual(ratingTable(team, "expectation").weights);
});
