import { studentQuantile } from "../../numbers/distributions";
import { codedRows, type Predictors } from "../design";
import { checkConfidence, type FeedbackResult } from "./figures";
import { fittedValue, leverageOf, type Fit } from "../solve/fit";

/** Bounds of a prediction: none, for the mean at that row, or for a single customer. */
export type Interval = "none" | "confidence" | "prediction";
export const intervalChoices: readonly Interval[] = ["none", "confidence", "prediction"];

export interface PredictOptions {
  readonly interval?: Interval;
  /** In (0, 1); the fit's by default. */
  readonly confidence?: number;
}

/** One number per row of new x; NaN if the row has a blank or the bounds do not exist. */
export interface Predictions {
  readonly prediction: Float64Array;
  /** Present when an interval is asked for. */
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

/**
 * Predictions of a fit for new rows.
 *
 * A level of a category that does not occur in the data gives NaN. With collinear predictors, predictions exist, but
 * bounds only for rows that satisfy the same relations.
 *
 * @throws CrmError `feedbackColumns` if x and new x differ in columns, `badConfidence`
 */
export function feedbackPredict(
  result: FeedbackResult,
  newX: Predictors,
  options: PredictOptions = {},
): Predictions {
  const { interval = "none", confidence = result.confidence } = options;
  const { fit } = result;
  const p = fit.predictors;
  const data = codedRows(result.terms, newX);
  checkConfidence(confidence);
  const rows = data.length / p;
  const prediction = new Float64Array(rows);
  for (let i = 0; i < rows; i++) prediction[i] = predictedValue(fit, data, i * p);
  if (interval === "none") return { prediction };
  const quantile =
    result.degreesOfFreedom > 0 ? studentQuantile((1 - confidence) / 2, result.degreesOfFreedom) : NaN;
  const lower = new Float64Array(rows);
  const upper = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * p, (i + 1) * p);
    const leverage = keepsRelations(fit, row) ? leverageOf(fit, row) : NaN;
    const error = result.sigma * Math.sqrt(leverage + (interval === "prediction" ? 1 : 0));
    lower[i] = prediction[i] - quantile * error;
    upper[i] = prediction[i] + quantile * error;
  }
  return { prediction, lower, upper };
}

/** The predicted value in the units of the data; ±Infinity if it exceeds the largest double. */
function predictedValue(fit: Fit, data: Float64Array, at: number): number {
  const unit = fit.scale[fit.predictors];
  const value = fittedValue(fit, data, at)[0] / unit;
  if (Number.isFinite(value)) return isRounding(fit, data, at, value * unit) ? 0 : value;
  // Exact products overflow near the largest double, so the line is scaled down by a power of two.
  const down = 2 ** -100;
  const smaller = {
    ...fit,
    level: [fit.level[0] * down, fit.level[1] * down] as const,
    shift: fit.shift.map((each) => each * down),
  };
  const row = data.slice(at, at + fit.predictors).map((each) => each * down);
  return fittedValue(smaller, row)[0] / unit / down;
}

/** Whether a value is no more than the rounding of the parts that add up to it. */
function isRounding(fit: Fit, data: Float64Array, at: number, value: number): boolean {
  if (Math.abs(value) > 2 ** -60 * Math.abs(fit.level[0])) return false;
  let parts = Math.abs(fit.level[0]);
  for (let j = 0; j < fit.predictors; j++)
    parts += Math.abs(fit.slopes[j][0] * (data[at + j] * fit.scale[j] - fit.shift[j]));
  return Math.abs(value) <= 2 ** -98 * parts;
}

/** Whether a row satisfies the linear relations among the predictors in the data. */
export function keepsRelations(fit: Fit, row: Float64Array): boolean {
  return fit.relations.every((relation) => {
    let sum = 0;
    let size = 0;
    for (let j = 0; j < row.length; j++) {
      const weight = relation[j] / fit.scale[j];
      sum += weight * (row[j] * fit.scale[j] - fit.means[j]);
      size += Math.abs(weight) * (Math.abs(row[j] * fit.scale[j]) + Math.abs(fit.means[j]));
    }
    return Math.abs(sum) <= 1e-9 * size;
  });
}
