import {
  CrmError,
  levelsOfTerms,
  predictorsOf,
  type Predictor,
  type Predictors,
  type Term,
  type YesNo,
} from "@crm-functions/core";
import {
  errorCell,
  foundIn,
  isBlank,
  isErrorCell,
  isNumberText,
  notNumber,
  passedError,
  textOf,
  toCell,
  type Cell,
  type Range,
  type ResultCell,
} from "../cells";
import { numberIn, readNumbers, readTexts, rowsInUse, rowsTogether } from "./ranges";

/** The input of a regression: the response as cells, predictors, weights, and names from a header. */
export interface RegressionRows {
  readonly y: readonly Cell[];
  readonly x: Predictors;
  readonly caseWeights?: Float64Array;
  /** Labels of the predictors if row 1 is a header. */
  readonly names?: string[];
  /** Number of header rows: 1 or 0. */
  readonly above: number;
}

/**
 * Reads response, predictors and case weights up to the last row in which any of them has a value.
 *
 * @param yKind what the response holds; decides whether row 1 can be a header
 * @throws CrmError `feedbackOneColumn`, `feedbackHeights`, `headerPartly`; as `readPredictors`
 */
export function readRegression(
  y: Range,
  x: Range,
  caseWeights?: Range | null,
  yKind: "numbers" | "texts" = "numbers",
): RegressionRows {
  const weights = rangeOf(caseWeights);
  const { rows, header, above } = rowsTogether(
    weights === undefined ? { y, x } : { y, x, case_weights: weights },
    { y: yKind },
  );
  requireColumn(y, "y");
  if (weights !== undefined) requireColumn(weights, "case_weights");
  for (const other of weights === undefined ? [x] : [x, weights]) {
    if (y.length !== other.length && rowsInUse(y) !== rowsInUse(other)) {
      throw new CrmError("value", "feedbackHeights", { rows: y.length, otherRows: other.length });
    }
  }
  const height = Math.max(...Object.values(rows).map((range) => range.length));
  const filled = (range: Range, width: number): Range =>
    range.length === height
      ? range
      : [...range, ...Array.from({ length: height - range.length }, () => new Array<Cell>(width).fill(null))];
  return {
    y: filled(rows.y, 1).map(([cell]) => cell),
    x: readPredictors(filled(rows.x, x[0].length), "x", above),
    caseWeights:
      weights === undefined
        ? undefined
        : padded(readNumbers(rows.case_weights, "case_weights", above).data, height),
    names: header?.x,
    above,
  };
}

/** The response as numbers. @throws as `readNumbers` */
export function numericResponse({ y, above }: RegressionRows): Float64Array {
  return Float64Array.from(y, (cell, i) => numberIn(cell, "y", i + 1 + above, 1));
}

/** The response as outcomes; a blank is null. @throws the error in an error cell */
export function outcomesIn({ y, above }: Pick<RegressionRows, "y" | "above">): YesNo[] {
  return y.map((cell, i) => {
    if (isBlank(cell)) return null;
    if (isErrorCell(cell)) throw passedError(cell, "y", i + 1 + above, 1);
    return cell as YesNo;
  });
}

/** True if a column is categorical: most of its values are texts or logical values. */
function isCategory(rows: Range, j: number): boolean {
  let texts = 0;
  let numbers = 0;
  let asNumbers = 0;
  for (const row of rows) {
    const cell = row[j];
    if (isBlank(cell)) continue;
    if (typeof cell === "number") numbers++;
    else if (!isErrorCell(cell)) {
      texts++;
      if (typeof cell === "string" && isNumberText(cell)) asNumbers++;
    }
  }
  // Neither numbers stored as text nor a text among numbers make a category.
  return texts > numbers && asNumbers < texts;
}

/**
 * Predictors: numeric, or categorical if the column holds texts or logical values.
 *
 * @throws CrmError `cellNotNumber` for a text among numbers or numbers stored as text, `categoryNumber` for a number
 * among texts; for an error cell, its error (`passedError`)
 */
function readPredictors(rows: Range, argument: string, above: number): Predictors {
  const columns = rows.length === 0 ? 0 : rows[0].length;
  const categories = Array.from({ length: columns }, (_, j) => isCategory(rows, j));
  if (!categories.includes(true)) {
    // The core reads row-major data fastest.
    return { data: padded(readNumbers(rows, argument, above).data, rows.length * columns), columns };
  }
  return categories.map((category, j): Predictor => {
    if (category) return rows.map((row, i) => levelIn(row[j], argument, i + 1 + above, j + 1));
    return Float64Array.from(rows, (row, i) => numberIn(row[j], argument, i + 1 + above, j + 1));
  });
}

/** The level in a cell of a categorical predictor; `""` if it is blank. */
function levelIn(cell: Cell, argument: string, row: number, column: number): string {
  if (isBlank(cell)) return "";
  if (isErrorCell(cell)) throw passedError(cell, argument, row, column);
  if (typeof cell === "number") throw notLevel(cell, argument, row, column);
  return textOf(cell).trim();
}

function notLevel(cell: Cell, argument: string, row: number, column: number): CrmError {
  return new CrmError("value", "categoryNumber", { argument, row, column, ...foundIn(cell) });
}

/** New rows in the form that the fit takes, with the errors of the rows that cannot be predicted. */
export interface NewRows {
  readonly x: Predictors;
  readonly rows: number;
  /** The error to show for each bad row (from 0). */
  readonly badRows: ReadonlyMap<number, ResultCell>;
  /** Number of header rows: 1 or 0. */
  readonly above: number;
}

/**
 * Reads the rows to predict: a cell that does not fit its column makes its row bad.
 *
 * @param names of the predictors, if they have a header: row 1 is then a header if it holds the same texts
 * @throws CrmError `feedbackColumns`
 */
export function readNewRows(newRows: Range, terms: readonly Term[], names?: readonly string[]): NewRows {
  const headed =
    names?.length === newRows[0].length &&
    newRows[0].every((cell, j) => typeof cell === "string" && cell.trim() === names[j]);
  const { rows, above } = headed
    ? { rows: { new_x: newRows.slice(1, Math.max(1, rowsInUse(newRows))) }, above: 1 }
    : rowsTogether({ new_x: newRows });
  const cells = rows.new_x;
  const badRows = new Map<number, ResultCell>();
  const markBad = (i: number, error: ResultCell): void => {
    if (!badRows.has(i)) badRows.set(i, error);
  };
  const columns = newRows[0].length;
  const wanted = predictorsOf(terms);
  if (columns !== wanted) {
    throw new CrmError("value", "feedbackColumns", { argument: "new_x", found: columns, wanted });
  }
  const levels = Array.from({ length: columns }, (_, j) => levelsOfTerms(terms, j));
  // A wrong cell in a row takes precedence over a blank one.
  cells.forEach((row, i) =>
    row.forEach((cell, j) => {
      if (isBlank(cell)) return;
      const [at, column] = [i + 1 + above, j + 1];
      if (isErrorCell(cell)) markBad(i, passedError(cell, "new_x", at, column));
      else if (levels[j].length === 0) {
        if (typeof cell !== "number" || !Number.isFinite(cell))
          markBad(i, notNumber(cell, "new_x", at, column));
      } else if (typeof cell === "number") markBad(i, errorCell(notLevel(cell, "new_x", at, column)));
      else if (!levels[j].includes(textOf(cell).trim())) {
        const place = { argument: "new_x", row: at, column, level: textOf(cell).trim() };
        markBad(i, errorCell(new CrmError("na", "categoryUnknown", place)));
      }
    }),
  );
  cells.forEach((row, i) => {
    const blank = row.findIndex(isBlank);
    if (blank < 0) return;
    const place = { argument: "new_x", row: i + 1 + above, column: blank + 1 };
    markBad(i, errorCell(new CrmError("na", "feedbackNewRowBlank", place)));
  });
  const numberIn = (cell: Cell): number => (typeof cell === "number" ? cell : NaN);
  const x: Predictors = levels.every(({ length }) => length === 0)
    ? { data: Float64Array.from(cells.flat(), numberIn), columns }
    : levels.map((own, j) =>
        own.length === 0
          ? Float64Array.from(cells, (row) => numberIn(row[j]))
          : cells.map((row) => (isBlank(row[j]) || isErrorCell(row[j]) ? "" : textOf(row[j]).trim())),
      );
  return { x, rows: cells.length, badRows, above };
}

/**
 * The result cells for the new rows, in the same rows as these: `""` after the last one in use, the header if there is
 * one, and the same error in every cell of a bad row.
 *
 * @param columns a number per row: the predictions, and their bounds if these are asked for
 * @param tooLarge the error of a row (from 1) whose prediction is not finite; by default, that of any such result
 */
export function predictionCells(
  newRows: Range,
  { rows, badRows, above }: NewRows,
  label: string,
  columns: readonly (Float64Array | undefined)[],
  whyUnbounded: () => CrmError,
  tooLarge?: (row: number) => CrmError,
): ResultCell[][] {
  const shown = columns.filter((column) => column !== undefined);
  const all = (cell: ResultCell): ResultCell[] => shown.map(() => cell);
  return newRows.map((_, at) => {
    const i = at - above;
    if (i < 0) return [label, "Lower", "Upper"].slice(0, shown.length);
    if (i >= rows) return all("");
    const problem = badRows.get(i);
    if (problem !== undefined) return all(problem);
    if (tooLarge && !Number.isFinite(shown[0][i])) return all(errorCell(tooLarge(at + 1)));
    return shown.map((column, j) =>
      j > 0 && Number.isNaN(column[i]) ? errorCell(whyUnbounded()) : toCell(column[i]),
    );
  });
}

/** The labels, or undefined if the argument is omitted. */
export function readNames(names: Range | null | undefined): string[] | undefined {
  const range = rangeOf(names);
  return range && readTexts(range, "names");
}

/** An optional range; Excel may pass a single cell as a bare value instead of a matrix. */
function rangeOf(range: Range | Cell): Range | undefined {
  if (range === null || range === undefined || (!Array.isArray(range) && isBlank(range))) return undefined;
  return Array.isArray(range) ? (range as Range) : [[range]];
}

/** @throws CrmError `feedbackOneColumn` */
export function requireColumn(range: Range, argument: string): void {
  if (range[0].length === 1) return;
  throw new CrmError("value", "feedbackOneColumn", {
    argument,
    rows: range.length,
    columns: range[0].length,
  });
}

/** The numbers, padded with `NaN` to the length. */
export function padded(data: Float64Array, length: number): Float64Array {
  if (data.length === length) return data;
  const longer = new Float64Array(length).fill(NaN);
  longer.set(data);
  return longer;
}
