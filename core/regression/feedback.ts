import type { Numbers, Values } from "../numbers/values";
import type { CompressedRows } from "./compress/compressed-rows";
import type { Moments } from "./compress/moments";
import { runPassesAsync, type Finding, type Pass } from "./compress/readings";
import { rowsOf, type AsyncRowSource, type RowSource } from "./compress/rows";
import { diagnosticsOf, type Diagnostics } from "./figures/diagnostics";
import { driversOf, type Drivers } from "./figures/drivers";
import { checkConfidence, figuresOf, type FeedbackOptions, type FeedbackResult } from "./figures/figures";
import { fitCompressedRows, fitMoments, fitRows, fitSteps } from "./solve/fit";

/**
 * Regression of y on x with intercept. Rows with a blank (NaN) in y or x are left out and counted.
 *
 * @param y one number per row
 * @param x row-major data with its column count, a list of typed columns, or plain rows
 * @throws CrmError `feedbackHeights`, `feedbackTooFewRows`, `badConfidence`, `feedbackNotFinite`, `feedbackTooLarge`
 * @example
 * feedback(Float64Array.of(10, 20, 30, 45), { data: Float64Array.of(1, 2, 3, 4), columns: 1 }).coefficients[1]; // => 11.5
 */
export function feedback(y: Numbers, x: Values, options: FeedbackOptions = {}): FeedbackResult {
  return figuresOf(fitRows(rowsOf(y, x), options.kernels), options);
}

/**
 * The same for rows that come in chunks from a source that can be read several times.
 *
 * @throws CrmError as `feedback`, and `feedbackSourceChanged` where a reading gives other rows than the first
 */
export function feedbackOfRows(source: RowSource, options: FeedbackOptions = {}): FeedbackResult {
  return figuresOf(fitRows(source, options.kernels), options);
}

/**
 * The same for rows that come asynchronously, such as a file larger than memory: a few megabytes of them are held at a
 * time. Well-conditioned data are read twice, others more often.
 *
 * @throws CrmError as `feedback`, and `feedbackSourceChanged` where a reading gives other rows than the first
 */
export async function feedbackOfRowsAsync(
  source: AsyncRowSource,
  options: FeedbackOptions = {},
): Promise<FeedbackResult> {
  return await runPassesAsync(feedbackSteps(source.predictors, options), source, options.kernels);
}

/**
 * The same as steps that ask for readings of the rows (`Pass`) and take what is found (`readGroup` for each group of
 * `groupRowsFor` rows, merged in their order by `mergeFindings`): for rows that are read elsewhere, as by threads.
 */
export function* feedbackSteps(
  predictors: number,
  options: FeedbackOptions = {},
): Generator<Pass, FeedbackResult, Finding> {
  checkConfidence(options.confidence ?? 0.95);
  return figuresOf(yield* fitSteps(predictors), options);
}

/**
 * The same from compressed rows, wherever they were compressed and merged: all digits, whatever the condition of the
 * data. Durbin–Watson needs the rows in their order and is NaN.
 */
export function feedbackOfCompressedRows(
  compressed: CompressedRows,
  options: FeedbackOptions = {},
): FeedbackResult {
  return figuresOf(fitCompressedRows(compressed), options);
}

/**
 * The same from moments made elsewhere (SQL, other machines): everything but Durbin–Watson, which needs the residuals.
 * Exact to about 16 − 2·log₁₀(condition number) digits; collinear terms are those within 1e-8 of a combination.
 */
export function feedbackOfMoments(moments: Moments, options: FeedbackOptions = {}): FeedbackResult {
  return figuresOf(fitMoments(moments), options);
}

/**
 * Residuals, leverages, externally studentised residuals and Cook's distances (Cook & Weisberg 1982) of every row.
 *
 * @throws CrmError as `feedback`
 */
export function feedbackDiagnostics(y: Numbers, x: Values): Diagnostics {
  const source = rowsOf(y, x);
  return diagnosticsOf(source, y.length, figuresOf(fitRows(source)));
}

/**
 * What drives the response: R² divided among the predictors.
 *
 * Up to 16 predictors the average over all orderings of what each adds to R² (LMG; Grömping 2006, Journal of
 * Statistical Software 17), from the R² of every subset, made by sweeping one predictor at a time. Beyond, Johnson's
 * relative weights (Johnson 2000, Multivariate Behavioral Research 35).
 *
 * @throws CrmError as `feedback`
 */
export function feedbackDrivers(y: Numbers, x: Values): Drivers {
  return driversOf(feedback(y, x));
}
