import {
  cellText,
  isSameScale,
  reportWords,
  scoredAnalyses,
  yesNoOf,
  type Analyses,
  type ColumnKind,
  type Outcome,
  type Report,
  type YesNo,
} from "@crm-functions/core";
import { areaAddress } from "../../workbook/file/address";
import type { Area, SheetChart, SheetLook, Workbook, WrittenValue } from "../../workbook/workbook";
import type { RatingsReference } from "./place-of-ratings";

export interface SheetWords {
  readonly sheet: string;
  /** Under the title: where numbers are formulas, and where none is. */
  readonly note: string;
  readonly noteWithoutFormulas: string;
  readonly live: string;
  readonly charts: string;
  readonly drivers: string;
  readonly gaps: string;
}

export interface ReportSheet {
  readonly sheet: string;
  /** False where numbers stand there that the spreadsheet draws no charts of. */
  readonly isDrawn: boolean;
  /** Empties the sheet again, and takes its charts away. */
  readonly takeBack: () => Promise<void>;
}

const numberFormats: Readonly<Partial<Record<ColumnKind, string>>> = {
  rating: "0.0",
  effect: "0.00",
  difference: "+0.0;−0.0;0.0",
  percent: "0%",
  amount: "#,##0",
};

const accent = "#0b6b5b";
const tint = "#e3f1ed";
const grey = "#5b6965";
const context = "#81908b";

/** `OUTCOMEDRIVERS` takes no more ratings. */
const mostDrivers = 10;

/** Rows and columns of the charts: beside each other, below one heading. */
const chartRows = 16;
const chartColumns = [
  [0, 2],
  [2, 3],
  [5, 3],
] as const;

/**
 * The report on a sheet of its own: the sentences and whom to call as of today; the scores, the gaps, the drivers and what
 * goes with a yes as `CRM.` formulas over the columns of the table, so that they follow it; and charts over these, where
 * the spreadsheet draws any.
 */
export async function putReportIn(
  workbook: Workbook,
  report: Report,
  analyses: Analyses,
  reference: RatingsReference | undefined,
  words: SheetWords,
): Promise<ReportSheet> {
  const sheet = await workbook.addSheet(words.sheet);
  const cells: WrittenValue[][] = [];
  const formulas: { row: number; column: number; formula: string }[] = [];
  const cellLooks: SheetLook["cells"][number][] = [];
  const scales: SheetLook["scales"][number][] = [];
  const charts: Omit<SheetChart, "place">[] = [];
  const width = 8;
  const names = reportWords(report.language);
  const c = names.columns;
  const area = (row: number, column: number, rows = 1, columns = 1): Area => ({
    sheet,
    row,
    column,
    rows,
    columns,
  });
  const next = (): number => cells.length;
  const heading = (title: string): void => {
    cells.push([], [title]);
    cellLooks.push({
      area: area(next() - 1, 0, 1, width),
      bold: true,
      size: 14,
      color: accent,
      lineBelow: accent,
    });
  };
  const header = (columns: readonly string[]): void => {
    cellLooks.push({ area: area(next(), 0, 1, width), bold: true, fill: tint });
    cells.push([...columns]);
  };

  cellLooks.push({ area: area(0, 0), bold: true, size: 20 }, { area: area(1, 0), color: grey });
  cells.push([report.title], []);
  const [summary] = report.sections;
  heading(summary.title);
  summary.findings.forEach((finding, i) => {
    const verdict = finding.verdict === undefined ? "" : names.verdicts[finding.verdict];
    const evidence = [`n ${finding.n}`, verdict, ...finding.evidence.slice(0, 2)].filter(
      (each) => each !== "",
    );
    cells.push([`${i + 1}. ${finding.text}`], [evidence.join(" · ")]);
    cellLooks.push({ area: area(next() - 2, 0), bold: true }, { area: area(next() - 1, 0), color: grey });
  });

  const calls = summary.tables.find(({ id }) => id === "calls");
  if (calls !== undefined) {
    heading(calls.title);
    // The reason is the longest: last, it runs on over what is blank beside it.
    const last = calls.columns.indexOf(c.reason);
    const order = [...calls.columns.keys()].sort((i, j) => Number(i === last) - Number(j === last));
    header(order.map((j) => calls.columns[j]));
    for (const row of calls.rows) {
      cells.push(
        order.map((j) => (calls.kinds[j] === "percent" ? row[j] : cellText(row[j], calls.kinds[j]))),
      );
    }
    order.forEach((from, j) => {
      if (calls.kinds[from] !== "percent") return;
      const its = area(next() - calls.rows.length, j, calls.rows.length);
      cellLooks.push({ area: its, numberFormat: "0%" });
      scales.push({ area: its, low: "#ffffff", high: "#99d2c5" });
    });
    if (calls.note !== undefined) {
      cellLooks.push({ area: area(next(), 0), color: grey });
      cells.push([calls.note]);
    }
  }

  const tables = report.sections.flatMap((section) => section.tables);
  /** A table of the report as it is today, where no formula can name what it is made of. */
  const asItIs = (id: string): void => {
    const table = tables.find((each) => each.id === id);
    if (table === undefined || table.rows.length === 0) return;
    heading(table.title);
    header(table.columns);
    table.kinds.forEach((kind, j) => {
      const numberFormat = numberFormats[kind];
      if (numberFormat !== undefined)
        cellLooks.push({ area: area(next(), j, table.rows.length), numberFormat });
    });
    for (const row of table.rows) cells.push([...row]);
  };

  /** A formula that spills so many rows below its header. */
  const spill = (formula: string, rows: number, formats: readonly [number, number, string][]): number => {
    cellLooks.push({ area: area(next(), 0, 1, width), bold: true, fill: tint });
    for (const [column, columns, numberFormat] of formats)
      cellLooks.push({ area: area(next() + 1, column, rows, columns), numberFormat });
    formulas.push({ row: next(), column: 0, formula: `=${formula}` });
    for (let i = 0; i <= rows + 1; i++) cells.push([]);
    return next() - rows - 1;
  };
  const labelsOf = (criteria: readonly string[]): string =>
    `{${criteria.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")}}`;

  const scored = scoredAnalyses.flatMap((analysis) => {
    const its = analyses.scores[analysis];
    const ratings = its && reference?.(analysis, its.table.criteria);
    return its === undefined || ratings === undefined || its.meanScore.count === 0
      ? []
      : [{ analysis, its, ratings }];
  });
  if (scored.length === 0) asItIs("scores");
  else {
    heading(words.live);
    header([c.analysis, c.meanScore, c.n, c.meanShare]);
    for (const { analysis, its, ratings } of scored) {
      const scores = `CRM.${analysis.toUpperCase()}SCORE(${ratings},{${Array.from(its.table.weights).join(",")}})`;
      formulas.push(
        { row: next(), column: 1, formula: `=AVERAGE(IFERROR(${scores},""))` },
        { row: next(), column: 2, formula: `=COUNT(${scores})` },
        {
          row: next(),
          column: 3,
          formula: `=(${areaAddress(next(), 1, 1, 1)}-${its.lowest})/${its.highest - its.lowest}`,
        },
      );
      cells.push([names.names[analysis]]);
    }
    const [first, rows] = [next() - scored.length, scored.length];
    cellLooks.push({ area: area(first, 1, rows), numberFormat: "0.00" });
    cellLooks.push({ area: area(first, 3, rows), numberFormat: "0%" });
    charts.push({
      kind: "bars",
      title: names.tables.scores,
      names: area(first, 0, rows),
      series: [{ name: c.meanShare, values: area(first, 3, rows), color: accent }],
      axis: { title: c.meanShare, minimum: 0, maximum: 1 },
    });
  }
  const { gap, feedback } = analyses;
  const compared = (gap?.byCriterion ?? []).flatMap(({ criterion, range, receivedRange: from }) => {
    const expected = reference?.("expectation", [criterion]);
    const rated = reference?.("perceived", [criterion]);
    if (expected === undefined || rated === undefined) return [];
    const ratio = `${range.maximum - range.minimum}/${from.maximum - from.minimum}`;
    const received = isSameScale(from, range)
      ? rated
      : `${range.minimum}+(${rated}-${from.minimum})*${ratio}`;
    return [{ criterion, expected, rated, received }];
  });
  if (compared.length === 0) asItIs("gaps");
  else {
    heading(words.gaps);
    header([c.criterion, c.expected, c.received, c.gap, c.n]);
    const first = next();
    for (const { criterion, expected, rated, received } of compared) {
      const both = `ISNUMBER(${expected})*ISNUMBER(${rated})`;
      const row = next();
      formulas.push(
        { row, column: 1, formula: `=AVERAGE(IF(${both},${expected}))` },
        { row, column: 2, formula: `=AVERAGE(IF(${both},${received}))` },
        { row, column: 3, formula: `=${areaAddress(row, 2, 1, 1)}-${areaAddress(row, 1, 1, 1)}` },
        { row, column: 4, formula: `=SUM(${both})` },
      );
      cells.push([criterion]);
    }
    const rows = next() - first;
    cellLooks.push(
      { area: area(first, 1, rows, 2), numberFormat: "0.0" },
      { area: area(first, 3, rows), numberFormat: "+0.0;−0.0;0.0", bold: true },
    );
    scales.push({ area: area(first, 3, rows), low: "#e6bfae", high: "#ffffff" });
    const [{ range }, ...others] = gap!.byCriterion;
    // Ratings on several scales stand on no axis together.
    if (others.every((each) => isSameScale(each.range, range)))
      charts.push({
        kind: "points",
        title: names.figures.gap,
        names: area(first, 0, rows),
        series: [
          { name: c.expected, values: area(first, 1, rows), color: context },
          { name: c.received, values: area(first, 2, rows), color: accent },
        ],
        axis: { title: c.meanRating, ...range },
      });
  }
  const answer =
    feedback && !feedback.answer.isMean ? reference?.("feedback", [feedback.answer.name]) : undefined;
  const explaining = feedback && reference?.(feedback.by, feedback.table.criteria);
  if (feedback?.result === undefined || answer === undefined || explaining === undefined) asItIs("drivers");
  else {
    heading(words.drivers);
    const { criteria } = feedback.table;
    const p = criteria.length;
    const given = `(${answer},${explaining},${labelsOf(criteria)})`;
    const first = spill(`CRM.FEEDBACKDRIVERS${given}`, p, [
      [1, 1, "0.00"],
      [2, 1, "0%"],
    ]);
    const shares = area(first, 2, p);
    scales.push({ area: shares, low: "#ffffff", high: "#99d2c5" });
    charts.push({
      kind: "bars",
      title: names.figures.drivers,
      names: area(first, 0, p),
      series: [{ name: c.share, values: shares, color: accent }],
      axis: { title: c.share, minimum: 0 },
    });
    spill(`CRM.FEEDBACK${given}`, p + 16, [[1, 7, "0.00"]]);
  }
  for (const outcome of analyses.outcomes) {
    const { criteria } = outcome.table;
    const yesNo = reference?.("own", [outcome.name]) ?? reference?.("feedback", [outcome.name]);
    const ratings = reference?.(outcome.by, criteria);
    if (
      outcome.result === undefined ||
      yesNo === undefined ||
      ratings === undefined ||
      !isRead(outcome, analyses)
    )
      asItIs(`odds ${outcome.name}`);
    else {
      heading(names.tables.odds(outcome.name));
      const given = `(${yesNo},${ratings},${labelsOf(criteria)})`;
      if (criteria.length <= mostDrivers)
        spill(`CRM.OUTCOMEDRIVERS${given}`, criteria.length, [
          [1, 1, "0.00"],
          [2, 1, "0%"],
        ]);
      spill(`CRM.OUTCOME${given}`, criteria.length + 19, [[1, 7, "0.00"]]);
    }
  }
  const drawn = (await workbook.capabilities()).charts ? charts : [];
  const chartRow = next() + 2;
  if (drawn.length > 0) {
    heading(words.charts);
    for (let i = 0; i < chartRows; i++) cells.push([]);
  }
  if (report.notes.length > 0) {
    heading(names.notes);
    for (const note of report.notes) {
      cellLooks.push({ area: area(next(), 0), color: grey });
      cells.push([note]);
    }
  }
  cells[1] = [`${report.about} · ${formulas.length > 0 ? words.note : words.noteWithoutFormulas}`];
  const values = cells.map((row) => Array.from({ length: width }, (_, j) => row[j] ?? null));
  const whole = area(0, 0, values.length, width);
  await workbook.write([{ area: whole, values }]);
  await workbook.setLook(sheet, {
    widths: [30, 20, 16, 26, 12, 14, 14, 14],
    frozenRows: 2,
    cells: cellLooks,
    scales,
  });
  await workbook.select(area(0, 0));
  await workbook.writeFormulas(
    formulas.map(({ row, column, formula }) => ({ cell: area(row, column), formula })),
  );
  // Last: Excel takes cells that are blank for no series.
  const places = drawn.map((chart, i) => {
    const [column, columns] = chartColumns[i];
    return { ...chart, place: area(chartRow, column, chartRows, columns) };
  });
  const takeAway = places.length > 0 ? await workbook.addCharts(places) : undefined;
  return {
    sheet,
    isDrawn: drawn.length === charts.length,
    takeBack: async () => {
      await takeAway?.();
      const blank = values.map((row) => row.map(() => null));
      await workbook.write([{ area: whole, values: blank }]);
    },
  };
}

/** Whether `OUTCOME` reads the column as the report did: it knows fewer words for yes and no. */
function isRead({ name, values }: Outcome, { team }: Analyses): boolean {
  const cells = team.customers.map(({ own, ratings }) => own?.[name] ?? ratings.feedback?.[name] ?? null);
  if (cells.some((cell) => typeof cell === "object" && cell !== null)) return false;
  try {
    return yesNoOf(cells as YesNo[]).values.every((value, i) => Object.is(value, values[i]));
  } catch {
    return false;
  }
}
