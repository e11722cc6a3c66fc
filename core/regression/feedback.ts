import type { Numbers } from "../numbers/values";
import type { CompressedRows } from "./compress/compressed-rows";
import type { Moments } from "./compress/moments";
import type { Finding, Pass } from "./compress/readings";
import { rowsOf, withoutWeightless, type RowSource } from "./compress/rows";
import { designOf, type Predictors, type Term } from "./design";
import { diagnosticsOf, type Diagnostics } from "./figures/diagnostics";
import { driversOf, type Drivers } from "./figures/drivers";
import {
  checkConfidence,
  figuresOf,
  termCoordinates,
  type FeedbackOptions,
  type FeedbackResult,
} from "./figures/figures";
import { robustErrors } from "./figures/robust";
import { mostByLibrary, solveByLibrary } from "./solve/by-library";
import { fitCompressedRows, fitMoments, fitRows, fitSteps, type Fit } from "./solve/fit";

/**
 * Regression y = β₀ + Σ βⱼxⱼ + ε by least squares: β minimises Σ wᵢ(yᵢ − β₀ − Σ βⱼxᵢⱼ)², with w = 1 unless case weights
 * are given. n rows are used, k is the rank of X = [1, x], e are the residuals, S = Σ w e², s² = S/(n − k), and
 * C = (XᵀDX)⁻¹ with D the diagonal of w.
 *
 * | figure | is |
 * |---|---|
 * | `standardErrors` | s √Cⱼⱼ; `"robust"`: HC3, the roots of the diagonal of C Σ (wᵢeᵢ/(1 − hᵢ))² xᵢxᵢᵀ C (MacKinnon & White 1985, *Journal of Econometrics* 29; Long & Ervin 2000, *The American Statistician* 54), hᵢ = wᵢ xᵢᵀC xᵢ |
 * | `t`, `p`, `lower`, `upper` | β/standard error, by Student's t with n − k degrees of freedom |
 * | `vif` | 1/(1 − R²ⱼ) of xⱼ regressed on the others |
 * | `rSquared`, `adjustedRSquared` | 1 − S/T with T = Σ w (y − ȳ)²; 1 − (1 − R²)(n − 1)/(n − k) |
 * | `f`, `pOfF` | ((T − S)/(k − 1))/s²; with robust errors Wald's βᵀ V⁻¹ β/(k − 1) over the slopes, V their robust covariance |
 * | `logLikelihood` | −n/2 (ln 2π + ln(S/n) + 1) + ½ Σ ln w |
 * | `aic`, `bic` | 2k − 2 ln L and k ln n − 2 ln L, as statsmodels' OLS: the variance is no parameter |
 * | `durbinWatson` | Σ (eᵢ − eᵢ₋₁)²/S, e times √w with weights |
 * | `conditionNumber` | largest over smallest singular value of X, each column scaled to length 1 (Belsley, Kuh & Welsch 1980) |
 *
 * **Rank.** A column counts as a combination of others where what they leave of it is no more than the rounding of the
 * numbers given (`collinearTolerance`). Then the coefficients are those of least norm of the centred problem, as
 * scikit-learn's; standard errors, t, p, bounds and VIF of the columns involved are NaN and `collinear` lists them. As
 * are all where there are fewer rows than columns.
 *
 * **Digits.** Sums of products are made without rounding (Ozaki et al. 2012, *Numerical Algorithms* 59) and eliminated
 * in 320 binary places: coefficients have the digits of a double whatever the condition of X (15 of NIST's Longley and
 * Filip). Well-conditioned data of more than 8,192 cells are compressed in doubles and corrected from their residuals.
 *
 * @param y n numbers, one per row, in any unit; NaN is a blank, and the row is left out and counted
 * @param x n×p: row-major data with its column count, plain rows, or a list of columns: `Float64Array`s, and for a
 * category arrays of texts (`""` is a blank). A category enters as 0/1 terms, a level each against the first by order
 * of texts. A coefficient is in units of y per unit of x
 * @throws CrmError `feedbackHeights`, `feedbackTooFewRows`, `badConfidence`, `feedbackNotFinite`, `feedbackTooLarge`,
 * `caseWeightNegative`, `categoryOneLevel`, `categoryLevels`, `wideRegression`
 * @example
 * feedback(Float64Array.of(10, 20, 30, 45), { data: Float64Array.of(1, 2, 3, 4), columns: 1 }).coefficients[1]; // => 11.5
 */
export function feedback(y: Numbers, x: Predictors, options: FeedbackOptions = {}): FeedbackResult {
  const { source, terms } = sourceOf(y, x, options);
  return finished(source, options, terms);
}

/** Predictors and weights as rows. */
function sourceOf(
  y: Numbers,
  x: Predictors,
  { caseWeights }: FeedbackOptions,
): { source: RowSource; terms: readonly Term[] } {
  const counted = caseWeights?.length === y.length ? withoutWeightless(y, caseWeights) : y;
  const { x: columns, terms } = designOf(counted, x);
  return { source: rowsOf(y, columns, caseWeights), terms };
}

function finished(source: RowSource, options: FeedbackOptions, terms?: readonly Term[]): FeedbackResult {
  checkConfidence(options.confidence ?? 0.95);
  const fit = fitRows(source, options.kernels);
  if (options.errors !== "robust") return figuresOf(fit, options, terms);
  const robust = (of: Fit) => robustErrors(source, of, termCoordinates(of));
  const errors = robust(fit);
  if (errors !== undefined) return figuresOf(fit, options, terms, errors);
  const exact = fitRows(source, options.kernels, true);
  return figuresOf(exact, options, terms, robust(exact));
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
 *
 * @param terms what the columns are, where there are categories among them
 */
export function feedbackOfCompressedRows(
  compressed: CompressedRows,
  options: FeedbackOptions = {},
  terms?: readonly Term[],
): FeedbackResult {
  return figuresOf(fitCompressedRows(compressed), options, terms);
}

/**
 * The same from moments made elsewhere (SQL, other machines): everything but Durbin–Watson, which needs the residuals.
 * Exact to about 16 − 2·log₁₀(condition number) digits; collinear terms are those within 1e-8 of a combination.
 */
export function feedbackOfMoments(
  moments: Moments,
  options: FeedbackOptions = {},
  terms?: readonly Term[],
): FeedbackResult {
  return figuresOf(
    fitMoments(moments, moments.predictors <= mostByLibrary ? solveByLibrary : undefined),
    options,
    terms,
  );
}

/**
 * Residuals, leverages, externally studentised residuals and Cook's distances (Cook & Weisberg 1982) of every row.
 *
 * @throws CrmError as `feedback`
 */
export function feedbackDiagnostics(y: Numbers, x: Predictors): Diagnostics {
  const { source, terms } = sourceOf(y, x, {});
  const against = (fit: Fit) => diagnosticsOf(source, y.length, figuresOf(fit, {}, terms));
  return against(fitRows(source)) ?? against(fitRows(source, undefined, true))!;
}

/**
 * What drives the response: R² divided among the predictors. The terms of a category enter together: it is one driver.
 *
 * Up to 16 predictors the average over all orderings of what each adds to R² (LMG; Grömping 2006, Journal of
 * Statistical Software 17), from the R² of every subset, made by sweeping one predictor at a time. Beyond, Johnson's
 * relative weights (Johnson 2000, Multivariate Behavioral Research 35).
 *
 * @throws CrmError as `feedback`
 */
export function feedbackDrivers(y: Numbers, x: Predictors, options: FeedbackOptions = {}): Drivers {
  return driversOf(feedback(y, x, options));
}
