import { standsForNone } from "../blank";
import { isBlank, type CellValue } from "../customers";
import { dayOfSerial } from "../numbers/calendar";
import type { ChartOptions, Figure } from "./figure";
import { overTimeChart } from "./over-time";
import { plotText } from "./plot-text";
import { scoreDistributionChart } from "./score-distribution";
import { shareBars } from "./share-bars";
import { twoSidesChart } from "./two-sides";

/** Charts of a range: a bar per row, two numbers per row, a line along the rows, or the distribution of one column. */
export const rangeKinds = ["bars", "sides", "line", "histogram"] as const;
export type RangeKind = (typeof rangeKinds)[number];

/** A range of cells with a header row, with the role that each column can have in a chart. */
export interface DrawableRange {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
  /** Indices of the columns that hold only numbers and missing cells: blanks, `n/a`, error values. */
  readonly numbers: readonly number[];
  /** Index of the column proposed for naming the rows. */
  readonly names: number | undefined;
}

/** The columns to draw. */
export interface RangeChoice {
  readonly kind: RangeKind;
  readonly names: number | undefined;
  /** One column of numbers, or two for `sides`. */
  readonly numbers: readonly number[];
}

/** Maximum number of names on an axis. */
const mostNames = 40;

const isPeriod = (name: string): boolean => /^\d{4}-\d{2}(-\d{2})?$/.test(name);
/** Serial numbers of days from 2000 to 2099, taken as dates. */
const isSerial = (cell: CellValue): boolean =>
  typeof cell === "number" && Number.isInteger(cell) && cell >= 36_526 && cell < 73_051;

const isMissing = (cell: CellValue): boolean =>
  isBlank(cell) || typeof cell === "object" || (typeof cell === "string" && standsForNone(cell));

/**
 * What can be drawn of a range of cells whose first row names the columns. Undefined if no column is numeric, or if a
 * numeric one has a number in the first row.
 */
export function drawableRange(cells: readonly (readonly CellValue[])[]): DrawableRange | undefined {
  const [first = [], ...rows] = cells.filter((row) => row.some((cell) => !isBlank(cell)));
  const columns = first.map((_, j) => rows.map((row) => row[j]).filter((cell) => !isMissing(cell)));
  const numbers = [...columns.keys()].filter(
    (j) => columns[j].length > 0 && columns[j].every((cell) => typeof cell === "number"),
  );
  if (numbers.length === 0 || numbers.some((j) => typeof first[j] === "number")) return undefined;
  const days = numbers.length > 1 ? numbers.find((j) => columns[j].every(isSerial)) : undefined;
  const texts = [...columns.keys()].find((j) => columns[j].length > 0 && !numbers.includes(j));
  return {
    headers: first.map((cell, j) => (isBlank(cell) ? String(j + 1) : String(cell))),
    rows,
    numbers: numbers.filter((j) => j !== days),
    names: texts ?? days,
  };
}

/** The kinds of chart that make sense, the proposed one first. */
export function kindsOfRange(range: DrawableRange, names: number | undefined): RangeKind[] {
  if (names === undefined || range.rows.length > mostNames) return ["histogram"];
  const named: RangeKind[] = range.numbers.length > 1 ? ["bars", "sides", "line"] : ["bars", "line"];
  if (namesOf(range, names).every(isPeriod))
    named.sort((a, b) => Number(b === "line") - Number(a === "line"));
  return [...named, "histogram"];
}

function namesOf({ rows }: DrawableRange, names: number): string[] {
  return rows.map((row) => {
    const cell = row[names];
    return isMissing(cell) ? "–" : isSerial(cell) ? dayOfSerial(cell as number) : String(cell);
  });
}

const columnOf = ({ rows }: DrawableRange, j: number): number[] =>
  rows.map((row) => (typeof row[j] === "number" ? row[j] : NaN));

/** How many rows have every number that is drawn, and how many do not. */
export function countsOfRange(
  range: DrawableRange,
  { numbers }: RangeChoice,
): { n: number; leftOut: number } {
  const n = range.rows.filter((row) => numbers.every((j) => typeof row[j] === "number")).length;
  return { n, leftOut: range.rows.length - n };
}

/** Decimals of the numbers, at most two. */
function decimalsOf(values: readonly number[]): number {
  return [0, 1].find((digits) => values.every((x) => !(Math.abs(x - Number(x.toFixed(digits))) > 1e-9))) ?? 2;
}

/** The chart of a range, of the chosen kind and columns. */
export function rangeChart(range: DrawableRange, choice: RangeChoice, options: ChartOptions = {}): Figure {
  const { kind, numbers } = choice;
  const names = choice.names === undefined ? [] : namesOf(range, choice.names);
  const [values, others] = numbers.map((j) => columnOf(range, j));
  const [header, otherHeader] = numbers.map((j) => range.headers[j]);
  if (kind === "histogram")
    return scoreDistributionChart([{ name: header, scores: values }], { ...options, unit: plotText(header) });
  if (kind === "line") return overTimeChart(names, [{ name: header, values }], { ...options, unit: header });
  if (kind === "sides")
    return twoSidesChart(
      { criteria: names, first: values, second: others, names: [header, otherHeader], unit: "" },
      "",
      options,
    );
  return shareBars({ names, shares: values, decimals: decimalsOf(values), unit: header }, header, options);
}
