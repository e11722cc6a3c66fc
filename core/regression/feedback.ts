import type { Numbers } from "../numbers/values";
import type { CompressedRows } from "./compress/compressed-rows";
import type { Moments } from "./compress/moments";
import type { Finding, Pass } from "./compress/readings";
import { designedRows, type Predictors, type Term } from "./design";
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
 * Linear regression y = β₀ + Σ βⱼxⱼ + ε by least squares: β minimises Σ wᵢ(yᵢ − β₀ − Σ βⱼxᵢⱼ)², with case weights w = 1
 * by default. With n the number of rows used, k the rank of X = [1, x], e the residuals, S = Σ w e², s² = S/(n − k),
 * D = diag(w) and C = (XᵀDX)⁻¹:
 *
 * | figure | definition |
 * |---|---|
 * | `standardErrors` | s √Cⱼⱼ; `"robust"` (HC3): √ of the diagonal of C Σ (wᵢeᵢ/(1 − hᵢ))² xᵢxᵢᵀ C, hᵢ = wᵢ xᵢᵀC xᵢ |
 * | `t`, `p`, `lower`, `upper` | t = β/standard error; p and bounds of β by Student's t with n − k degrees of freedom |
 * | `vif` | 1/(1 − R²ⱼ), R²ⱼ that of xⱼ regressed on the other predictors |
 * | `rSquared`, `adjustedRSquared` | 1 − S/T with T = Σ w (y − ȳ)²; 1 − (1 − R²)(n − 1)/(n − k) |
 * | `f`, `pOfF` | ((T − S)/(k − 1))/s²; robust: Wald's βᵀ V⁻¹ β/(k − 1) over the slopes, V their robust covariance |
 * | `logLikelihood` | −n/2 (ln 2π + ln(S/n) + 1) + ½ Σ ln w |
 * | `aic`, `bic` | 2k − 2 ln L and k ln n − 2 ln L, as in statsmodels' OLS: the variance is not counted in k |
 * | `durbinWatson` | Σ (eᵢ − eᵢ₋₁)²/S; with weights, e times √w |
 * | `conditionNumber` | largest over smallest singular value of √D X, each column scaled to length 1 |
 *
 * HC3: MacKinnon & White 1985, *Journal of Econometrics* 29; Long & Ervin 2000, *The American Statistician* 54.
 * Condition number: Belsley, Kuh & Welsch 1980.
 *
 * **Rank.** A column counts as a combination of others if what these leave of it is no more than the rounding of the
 * given numbers (`collinearTolerance`). The coefficients are then those of least norm of the centred problem, as in
 * scikit-learn; standard errors, t, p, bounds and VIF of the columns involved are NaN, and `collinear` lists these
 * columns. If n = k, as with fewer rows than columns, all standard errors, t, p and bounds are NaN.
 *
 * **Digits.** Cross products are summed without rounding (Ozaki et al. 2012, *Numerical Algorithms* 59) and eliminated
 * with 320 binary places: coefficients have the digits of a double whatever the condition of X (15 for NIST's Longley
 * and Filip). Unweighted, well-conditioned data of more than 8,192 cells are compressed in doubles and corrected from
 * their residuals.
 *
 * @param y n numbers, one per row, in any unit; NaN is a blank: its row is left out and counted
 * @param x n×p: row-major data with its column count, plain rows, or a list of columns: a `Float64Array` each, or the
 * array of texts of a category (`""` is a blank). A category enters as 0/1 terms: each level in text order against the
 * first. A coefficient is in units of y per unit of x
 * @throws CrmError `feedbackHeights`, `rowLengths`, `emptyRange`, `feedbackTooFewRows`, `badConfidence`,
 * `feedbackNotFinite`, `feedbackTooLarge`, `caseWeightNegative`, `caseWeightTooLarge`, `caseWeightTooSmall`,
 * `categoryOneLevel`, `categoryLevels`, `wideRegression`
 * @example
 * feedback(Float64Array.of(10, 20, 30, 45), { data: Float64Array.of(1, 2, 3, 4), columns: 1 }).coefficients[1]; // => 11.5
 */
export function feedback(y: Numbers, x: Predictors, options: FeedbackOptions = {}): FeedbackResult {
  const { source, terms } = designedRows(y, x, options.caseWeights);
  checkConfidence(options.confidence ?? 0.95);
  const fit = fitRows(source);
  if (options.errors !== "robust") return figuresOf(fit, options, terms);
  const robustly = (of: Fit) => {
    const errors = robustErrors(source, of, termCoordinates(of));
    return errors && figuresOf(of, options, terms, errors);
  };
  return robustly(fit) ?? robustly(fitRows(source, true))!;
}

/**
 * As `feedback`, for rows that are read elsewhere, for example by threads: the generator requests passes (`Pass`)
 * and expects their results (`readGroup` for each group of `groupRowsFor` rows, merged in order by `mergeFindings`).
 */
export function* feedbackSteps(
  predictors: number,
  options: FeedbackOptions = {},
): Generator<Pass, FeedbackResult, Finding> {
  checkConfidence(options.confidence ?? 0.95);
  return figuresOf(yield* fitSteps(predictors), options);
}

/**
 * As `feedback`, from compressed rows, wherever they were compressed and merged: with all digits, whatever the
 * condition of the data. Durbin–Watson needs the rows in their order and is NaN.
 *
 * @param terms meaning of the columns, if there are categories among them
 */
export function feedbackOfCompressedRows(
  compressed: CompressedRows,
  options: FeedbackOptions = {},
  terms?: readonly Term[],
): FeedbackResult {
  return figuresOf(fitCompressedRows(compressed), options, terms);
}

/**
 * As `feedback`, from moments computed elsewhere (SQL, other machines): all but Durbin–Watson, which needs residuals.
 * Exact to about 16 − 2·log₁₀(condition number) digits; terms within 1e-8 of a combination count as collinear.
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
  const { source, terms } = designedRows(y, x);
  const against = (fit: Fit) => diagnosticsOf(source, y.length, figuresOf(fit, {}, terms));
  return against(fitRows(source)) ?? against(fitRows(source, true))!;
}

/**
 * What drives the response: R² divided among the predictors. A category is one driver: its terms enter together.
 *
 * With up to 16 predictors, a share is the average over all orderings of what the predictor adds to R² (LMG; Grömping
 * 2006, Journal of Statistical Software 17), from the R² of every subset, computed by sweeping one predictor at a time.
 * With more, shares are Johnson's relative weights (Johnson 2000, Multivariate Behavioral Research 35).
 *
 * @throws CrmError as `feedback`
 */
export function feedbackDrivers(y: Numbers, x: Predictors, options: FeedbackOptions = {}): Drivers {
  return driversOf(feedback(y, x, options));
}
