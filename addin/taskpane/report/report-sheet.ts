import { reportWords, type Analyses, type Report } from "@crm-functions/core";
import type { Workbook } from "../../workbook/workbook";
import type { RatingsReference } from "./place-of-ratings";
import { sheetLines } from "./sheet/lines";
import { liveDrivers } from "./sheet/live-drivers";
import { liveGaps } from "./sheet/live-gaps";
import { liveOutcome } from "./sheet/live-outcome";
import { liveScores } from "./sheet/live-scores";
import { callsAsTheyAre, summaryAsItIs, tableAsItIs } from "./sheet/tables-as-they-are";

export interface SheetWords {
  readonly sheet: string;
  /** The line under the title, if there are formulas and if there are none. */
  readonly note: string;
  readonly noteWithoutFormulas: string;
  readonly live: string;
  readonly charts: string;
  readonly drivers: string;
  readonly gaps: string;
}

/** Rows and columns of the charts, side by side below one heading. */
const chartRows = 16;
const chartColumns = [
  [0, 2],
  [2, 3],
  [5, 3],
] as const;

/**
 * Writes the report to a new sheet: findings and calls as of today; scores, gaps, drivers and yes/no outcomes as `CRM.`
 * formulas over the columns of the table, so that they update with it; and charts of these, if the spreadsheet can draw
 * charts.
 */
export async function putReportIn(
  workbook: Workbook,
  report: Report,
  analyses: Analyses,
  reference: RatingsReference | undefined,
  words: SheetWords,
) {
  const sheet = await workbook.addSheet(words.sheet);
  const lines = sheetLines(sheet);
  const { area, charts, formulas, looks, scales } = lines;
  const names = reportWords(report.language);
  const live = { lines, analyses, reference, names };
  lines.title(report.title);
  lines.note("");
  summaryAsItIs(lines, report);
  callsAsTheyAre(lines, report);
  if (!liveScores(live, words.live)) tableAsItIs(lines, report, "scores");
  if (!liveGaps(live, words.gaps)) tableAsItIs(lines, report, "gaps");
  if (!liveDrivers(live, words.drivers)) tableAsItIs(lines, report, "drivers");
  for (const outcome of analyses.outcomes)
    if (!liveOutcome(live, outcome)) tableAsItIs(lines, report, `odds ${outcome.name}`);
  const drawn = (await workbook.capabilities()).charts ? charts : [];
  const chartRow = lines.next() + 2;
  if (drawn.length > 0) {
    lines.heading(words.charts);
    lines.blank(chartRows);
  }
  if (report.notes.length > 0) lines.heading(names.notes);
  report.notes.forEach(lines.note);
  const values = lines.values();
  values[1][0] = `${report.about} · ${formulas.length > 0 ? words.note : words.noteWithoutFormulas}`;
  const whole = area(0, 0, values.length, values[0].length);
  await workbook.write([{ area: whole, values }]);
  await workbook.setLook(sheet, {
    widths: [30, 20, 16, 26, 12, 14, 14, 14],
    frozenRows: 2,
    cells: looks,
    scales,
  });
  await workbook.select(area(0, 0));
  await workbook.writeFormulas(formulas);
  // Charts come last, because Excel does not accept blank cells as a series.
  const places = drawn.map((chart, i) => {
    const [column, columns] = chartColumns[i];
    return { ...chart, place: area(chartRow, column, chartRows, columns) };
  });
  const takeAway = places.length > 0 ? await workbook.addCharts(places) : undefined;
  return {
    sheet,
    /** False if there are numbers to chart but the spreadsheet cannot draw charts. */
    isDrawn: drawn.length === charts.length,
    /** Empties the sheet again and removes its charts. */
    takeBack: async () => {
      await takeAway?.();
      const blank = values.map((row) => row.map(() => null));
      await workbook.write([{ area: whole, values: blank }]);
    },
  };
}
