import {
  CrmError,
  diagnosticsTable,
  driversTable,
  feedback as fitFeedback,
  feedbackDiagnostics as diagnose,
  feedbackDrivers as findDrivers,
  feedbackPredict as predict,
  feedbackTable,
  intervalChoices,
  whyBoundsMissing,
  whyConditionMissing,
  whyDiagnosticMissing,
  whyFigureMissing,
  whyTermMissing,
  type FeedbackResult,
  type Interval,
} from "@crm-functions/core";
import {
  answer,
  choiceOf,
  errorCell,
  isBlank,
  notNumber,
  numberOr,
  toCell,
  toCells,
  type Cell,
  type Range,
  type ResultCell,
} from "../cells";
import { readNumbers, readTexts, rowsTogether } from "./ranges";

/**
 * Bounds of a prediction.
 * @customenum {string}
 */
export enum INTERVAL {
  /** The prediction alone. */
  none = "none",
  /** Prediction, lower and upper bound of the mean. */
  confidence = "confidence",
  /** Prediction, lower and upper bound for one customer. */
  prediction = "prediction",
}

/**
 * Feedback regression y = β₀ + Σ βᵢxᵢ + ε by least squares: coefficients with standard errors, t, p, bounds and VIF, and every figure of the fit. Rows with a blank in y or x are left out and counted.
 * @customfunction FEEDBACK
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor, without headers. In older Excel blanks arrive as 0: write IF(range="","",range).
 * @param {any[][]} [names] A row or a column with a label per predictor; x1, x2 … when left out.
 * @param {any} [confidence] Confidence of the bounds, between 0 and 1; 0.95 when left out.
 * @returns {any[][]} A table of 8 columns: terms, then label and value.
 */
export function feedback(y: any[][], x: any[][], names?: any[][], confidence?: any): any[][] {
  return answer(() => {
    const data = readData(y, x);
    const result = fitFeedback(data.y, data.x, { confidence: numberOr(confidence, "confidence", 0.95) });
    const table = feedbackTable(result, readNames(names) ?? data.names);
    return toCells(table, (row) => {
      if (row <= result.vif.length + 1) return whyTermMissing(result, row - 1);
      return table[row][0] === "Condition number" ? whyConditionMissing() : whyFigureMissing(result);
    });
  });
}

/**
 * Predictions of the feedback regression of y on x for new rows, with bounds where asked for. Rows with a blank in y or x are left out of the fit; a new row with a blank gives #N/A.
 * @customfunction FEEDBACKPREDICT
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor, without headers.
 * @param {any[][]} new_x The rows to predict, with the columns of x.
 * @param {INTERVAL} [interval] "none" (default): the prediction; "confidence": with bounds of the mean; "prediction": with bounds for one customer.
 * @param {any} [confidence] Confidence of the bounds, between 0 and 1; 0.95 when left out.
 * @returns {any[][]} A row per new row: prediction, or prediction, lower, upper.
 */
export function feedbackPredict(
  y: any[][],
  x: any[][],
  new_x: any[][],
  interval?: INTERVAL,
  confidence?: any,
): any[][] {
  return answer(() => {
    const data = readData(y, x);
    const kind = choiceOf(interval, intervalChoices, "interval", "none");
    const result = fitFeedback(data.y, data.x, { confidence: numberOr(confidence, "confidence", 0.95) });
    return predictionCells(result, new_x, kind);
  });
}

/**
 * What drives the response: standardised coefficients and each predictor's share of R², the average over all orderings of the predictors (LMG) up to 16, Johnson's relative weights beyond. Rows with a blank are left out.
 * @customfunction FEEDBACKDRIVERS
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor, without headers.
 * @param {any[][]} [names] A row or a column with a label per predictor; x1, x2 … when left out.
 * @returns {any[][]} A row per predictor by falling share: driver, standardised β, share of R², rank.
 */
export function feedbackDrivers(y: any[][], x: any[][], names?: any[][]): any[][] {
  return answer(() => {
    const data = readData(y, x);
    const drivers = findDrivers(data.y, data.x);
    return toCells(driversTable(drivers, readNames(names) ?? data.names), () =>
      whyFigureMissing(drivers.result),
    );
  });
}

/**
 * How each customer fits the feedback regression: fitted value, residual, leverage, externally studentised residual, Cook's distance. Rows with a blank are left out and stay empty.
 * @customfunction FEEDBACKDIAGNOSTICS
 * @param {any[][]} y The response: one column, a row per customer.
 * @param {any[][]} x The predictors: a row per customer, a column per predictor, without headers.
 * @returns {any[][]} A header and a row per input row.
 */
export function feedbackDiagnostics(y: any[][], x: any[][]): any[][] {
  return answer(() => {
    const data = readData(y, x);
    const diagnostics = diagnose(data.y, data.x);
    const cells = toCells(diagnosticsTable(diagnostics), (row) => whyDiagnosticMissing(diagnostics, row - 1));
    // A header above the rows stands where that of the result does.
    const height = 1 - data.above + Math.max(y.length, x.length);
    while (cells.length < height) cells.push(["", "", "", "", ""]);
    return cells;
  });
}

interface FeedbackData {
  readonly y: Float64Array;
  readonly x: { readonly data: Float64Array; readonly columns: number };
  /** Labels of the predictors where row 1 is a header. */
  readonly names?: string[];
  /** Rows of headers: 1 or 0. */
  readonly above: number;
}

/** Response and predictors, cut at the last row in which either holds something. */
function readData(yRange: Range, xRange: Range): FeedbackData {
  const { rows, header, above } = rowsTogether({ y: yRange, x: xRange });
  const y = readNumbers(rows.y, "y", above);
  const x = readNumbers(rows.x, "x", above);
  const columns = xRange[0].length;
  if (yRange[0].length !== 1) {
    throw new CrmError("value", "feedbackOneColumn", {
      argument: "y",
      rows: yRange.length,
      columns: yRange[0].length,
    });
  }
  if (yRange.length !== xRange.length && y.rows !== x.rows) {
    throw new CrmError("value", "feedbackHeights", { rows: yRange.length, otherRows: xRange.length });
  }
  const height = Math.max(y.rows, x.rows);
  return {
    y: padded(y.data, height),
    x: { data: padded(x.data, height * columns), columns },
    names: header?.x,
    above,
  };
}

/** A row per new row: a cell that is no number spoils its row, and a blank row at the end of the range stays empty. */
function predictionCells(result: FeedbackResult, newRows: Range, interval: Interval): ResultCell[][] {
  const { rows, above } = rowsTogether({ new_x: newRows });
  const columns = newRows[0].length;
  const data = new Float64Array(rows.new_x.length * columns);
  const spoilt = new Map<number, ResultCell>();
  rows.new_x.forEach((row, i) => {
    for (let j = 0; j < columns; j++) data[i * columns + j] = numberOrNaN(row[j]);
    const problem = newRowProblem(row, i + above);
    if (problem !== undefined) spoilt.set(i, problem);
  });
  const { prediction, lower, upper } = predict(result, { data, columns }, { interval });
  const bound = (value: number): ResultCell =>
    Number.isNaN(value) ? errorCell(whyBoundsMissing(result)) : toCell(value);
  const width = lower === undefined ? 1 : 3;
  return newRows.map((_, at) => {
    const i = at - above;
    if (i < 0) return ["Prediction", "Lower", "Upper"].slice(0, width);
    const problem = i < prediction.length ? (spoilt.get(i) ?? tooLarge(prediction[i], at)) : "";
    if (problem !== undefined) return new Array<ResultCell>(width).fill(problem);
    return lower === undefined || upper === undefined
      ? [toCell(prediction[i])]
      : [toCell(prediction[i]), bound(lower[i]), bound(upper[i])];
  });
}

/** What keeps a new row (from 0) from being predicted: its first cell that is no number, else its first blank. */
function newRowProblem(row: readonly Cell[], i: number): ResultCell | undefined {
  const wrong = row.findIndex((cell) => !isBlank(cell) && !Number.isFinite(cell));
  if (wrong >= 0) return notNumber(row[wrong], "new_x", i + 1, wrong + 1);
  const blank = row.findIndex(isBlank);
  if (blank < 0) return undefined;
  return errorCell(
    new CrmError("na", "feedbackNewRowBlank", { argument: "new_x", row: i + 1, column: blank + 1 }),
  );
}

function numberOrNaN(cell: Cell): number {
  return typeof cell === "number" ? cell : NaN;
}

function tooLarge(prediction: number, i: number): ResultCell | undefined {
  return Number.isFinite(prediction)
    ? undefined
    : errorCell(new CrmError("num", "feedbackNewRowTooLarge", { argument: "new_x", row: i + 1 }));
}

/** The numbers, with blanks up to the length. */
function padded(data: Float64Array, length: number): Float64Array {
  if (data.length === length) return data;
  const longer = new Float64Array(length).fill(NaN);
  longer.set(data);
  return longer;
}

function readNames(names: Range | null | undefined): string[] | undefined {
  if (names === null || names === undefined || (!Array.isArray(names) && isBlank(names))) return undefined;
  return readTexts(Array.isArray(names) ? names : [[names]], "names");
}
