import { describe, expect, test } from "@jest/globals";
import { analysesOf, reportOf, type Team } from "@crm-functions/core";
import { putReportIn, type SheetWords } from "../../../../addin/taskpane/report/report-sheet";
import type { Area } from "../../../../addin/workbook/workbook";
import { createMemoryWorkbook } from "../../../doubles/memory-workbook";
import { teamOf } from "../../core/analyses/team-of";

const words: SheetWords = {
  sheet: "Report",
  note: "",
  noteWithoutFormulas: "",
  live: "Scores, live",
  charts: "Charts",
  drivers: "Drivers, live",
  gaps: "Gaps, live",
};

/** Sixty customers; `Speed` explains the overall answer, `Price` nothing, and who stays rates Speed high. */
function team(churned: (low: boolean) => string | number | boolean): Team {
  const rows = Array.from({ length: 60 }, (_, i) => [1 + (i % 5), 1 + ((i * 7) % 4), 5, 4, 1 + (i % 5)]);
  const headers = ["Speed", "Price"].flatMap((each) => [`Perceived: ${each}`]);
  const made = teamOf([...headers, "Expectation: Speed", "Expectation: Price", "Feedback: Overall"], rows);
  return {
    ...made,
    customers: made.customers.map((each, i) => ({
      ...each,
      own: { Churned: churned(rows[i][0] < 3 !== (i % 11 === 0)) },
    })),
  };
}

async function put(about: Team, draws: boolean) {
  const workbook = createMemoryWorkbook({ draws, calculate: () => [[1]] });
  const analyses = analysesOf(about);
  const report = reportOf(about, { asOf: "2026-06-30", language: "en-US" });
  const made = await putReportIn(
    workbook,
    report,
    analyses,
    (analysis, criteria) => `T[${analysis} ${criteria.join(" ")}]`,
    words,
  );
  const area = (await workbook.usedArea("Report"))!;
  const [cells] = await workbook.read([area]);
  const [formulas] = await workbook.formulas([area]);
  const rowOf = (text: string) => cells.findIndex(([cell]) => cell === text);
  return { ...made, workbook, cells, formulas, rowOf };
}

describe("the sheet of a report", () => {
  test("has charts over its formulas, on axes that begin where they must", async () => {
    const { workbook, formulas, rowOf, takeBack, isDrawn } = await put(
      team((low) => (low ? "yes" : "no")),
      true,
    );
    expect(isDrawn).toBe(true);
    const [scores, gaps, drivers] = [...workbook.charts];
    const at = ({ row, column }: Area) => formulas[row][column];
    expect(scores).toMatchObject({ kind: "bars", axis: { title: "Share of scale", minimum: 0, maximum: 1 } });
    // Expectation alone has scores: (mean − 1) / 4 of its scale from 1 to 5.
    const mean = rowOf("Scores, live") + 2;
    expect(at(scores.series[0].values)).toBe(`=(B${mean + 1}-1)/4`);
    expect(gaps).toMatchObject({ kind: "points", axis: { minimum: 1, maximum: 5 } });
    expect(gaps.series.map(({ values }) => [at(values), values.rows])).toEqual([
      [expect.stringMatching(/^=AVERAGE\(.*T\[expectation Speed\]\)\)$/), 2],
      [expect.stringMatching(/^=AVERAGE\(.*T\[perceived Speed\]\)\)$/), 2],
    ]);
    expect(drivers).toMatchObject({ kind: "bars", names: { rows: 2 }, axis: { minimum: 0 } });
    expect(drivers.axis.maximum).toBeUndefined();
    expect(at({ ...drivers.names!, row: drivers.names!.row - 1 })).toBe(
      '=CRM.FEEDBACKDRIVERS(T[feedback Overall],T[perceived Speed Price],{"Speed","Price"})',
    );
    // Beside each other, on blank cells below their heading.
    const places = [scores, gaps, drivers].map(({ place }) => place);
    expect(new Set(places.map(({ row }) => row))).toEqual(new Set([rowOf("Charts") + 1]));
    expect(places[0].column + places[0].columns).toBeLessThanOrEqual(places[1].column);
    expect(places[1].column + places[1].columns).toBeLessThanOrEqual(places[2].column);
    await takeBack();
    expect(workbook.charts.size).toBe(0);
    expect(await workbook.usedArea("Report")).toBeUndefined();
  });

  test("has none where the spreadsheet draws none, and says that", async () => {
    const { workbook, rowOf, isDrawn } = await put(
      team((low) => (low ? "yes" : "no")),
      false,
    );
    expect([workbook.charts.size, rowOf("Charts"), isDrawn]).toEqual([0, -1, false]);
  });

  test.each([
    ["words", (low: boolean) => (low ? "yes" : "no")],
    ["zeros and ones", (low: boolean) => Number(low)],
    ["logical values", (low: boolean) => low],
    ["Chinese words", (low: boolean) => (low ? "是" : "否")],
    ["German words", (low: boolean) => (low ? "ja" : "nein")],
  ])("has what goes with a yes as formulas over the column: %s", async (_, churned) => {
    const { formulas, rowOf } = await put(team(churned), false);
    const given = 'T[own Churned],T[perceived Speed Price],{"Speed","Price"}';
    const row = rowOf("What goes with “Churned”") + 1;
    expect(formulas[row][0]).toBe(`=CRM.OUTCOMEDRIVERS(${given})`);
    // A header, two ratings and a blank row below.
    expect(formulas[row + 4][0]).toBe(`=CRM.OUTCOME(${given})`);
  });

  test.each(["Churned", "Customer status"])(
    "asks OUTCOME for the yes that the report took, not for the later of two words, under %s",
    async (header) => {
      const made = team((low) => (low ? "churned" : "stayed"));
      const customers = made.customers.map((each) => ({ ...each, own: { [header]: each.own!["Churned"] } }));
      const { formulas, cells, rowOf } = await put({ ...made, customers }, false);
      const name = header === "Churned" ? header : `${header}: churned`;
      const column = `TRIM(T[own ${header}])`;
      const given = `IF(${column}="churned",1,IF(${column}="stayed",0,"")),T[perceived Speed Price],{"Speed","Price"}`;
      const row = rowOf(`What goes with “${name}”`) + 1;
      expect(formulas[row][0]).toBe(`=CRM.OUTCOMEDRIVERS(${given})`);
      expect(formulas[row + 4][0]).toBe(`=CRM.OUTCOME(${given})`);
      expect(cells.flat().join(" ")).toContain(`The yes of “${header}” is churned here.`);
    },
  );

  test("has numbers and no formula where OUTCOME refuses what stands in the column", async () => {
    const spellings = ["yes", "Y", "no"];
    const made = team((low) => (low ? "yes" : "no"));
    const customers = made.customers.map((each, i) => ({
      ...each,
      own: { Churned: spellings[each.own!["Churned"] === "no" ? 2 : i % 2] },
    }));
    const { formulas, rowOf } = await put({ ...made, customers }, false);
    expect(formulas.flat().join()).not.toContain("OUTCOME");
    expect(rowOf("What goes with “Churned”")).toBeGreaterThan(0);
  });
});
