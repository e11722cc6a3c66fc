import type { Numbers } from "../../numbers/values";
import { fisherTail, studentQuantile, studentTwoSided } from "../../numbers/distributions";
import { add, multiply, type DoubleDouble } from "../../numbers/double-double";
import { blankColumns, dot, matrixOf } from "../../numbers/vectors";
import { CrmError } from "../../errors";
import { plainTerms, type Term } from "../design";
import { interceptOf } from "../compress/serial-differences";
import { straightened, type Fit } from "../solve/fit";
import { largestEigenvalue } from "./largest-eigenvalue";
import type { RobustErrors } from "./robust";

/** How standard errors are computed: from one variance for all residuals, or from each row's own residual (HC3). */
export type Errors = "classic" | "robust";
export const errorChoices: readonly Errors[] = ["classic", "robust"];

export interface FeedbackOptions {
  /** Confidence level of the bounds, in (0, 1); 0.95 by default. */
  readonly confidence?: number;
  /** Weight of each row, in the sense of weighted least squares; a row whose weight is blank (NaN) or 0 is left out. */
  readonly caseWeights?: Numbers;
  /** `"classic"` by default; `"robust"` is HC3. */
  readonly errors?: Errors;
}

/**
 * All figures of the regression y = β₀ + Σ βᵢxᵢ + ε. Arrays hold the intercept first, then the terms in order. NaN is a
 * figure that does not exist (`#N/A` in a cell).
 */
export interface FeedbackResult {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  readonly t: Float64Array;
  readonly p: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Meaning of the columns of the fit, without the intercept: predictors, or levels of a category. */
  readonly terms: readonly Term[];
  readonly errors: Errors;
  /** Variance inflation factors, one per term. */
  readonly vif: Float64Array;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Standard error of the regression: √(residual sum of squares / degrees of freedom). */
  readonly sigma: number;
  readonly f: number;
  readonly pOfF: number;
  readonly rowsUsed: number;
  readonly rowsLeftOut: number;
  readonly degreesOfFreedom: number;
  /** Rank of [1, x]. */
  readonly rank: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly durbinWatson: number;
  readonly conditionNumber: number;
  /** Positions (0-based) of the terms that take part in a linear relation among the terms. */
  readonly collinear: readonly number[];
  readonly confidence: number;
  /** y is the same in every row. */
  readonly constant: boolean;
  /** All residuals are 0, or no degrees of freedom are left for any. */
  readonly perfect: boolean;
  readonly residualSumOfSquares: number;
  readonly totalSumOfSquares: number;
  /** The fit that predictions are computed from. */
  readonly fit: Fit;
}

/** @throws CrmError `badConfidence` unless 0 < confidence < 1 */
export function checkConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new CrmError("value", "badConfidence", {
      argument: "confidence",
      found: String(confidence),
      foundKind: "foundNumber",
    });
  }
}

/**
 * All figures of a finished fit.
 *
 * @param robust standard errors from `robustErrors`, if they are to replace the classic ones
 */
export function figuresOf(
  fit: Fit,
  { confidence = 0.95 }: FeedbackOptions = {},
  terms: readonly Term[] = plainTerms(fit.predictors),
  robust?: RobustErrors,
): FeedbackResult {
  checkConfidence(confidence);
  const p = fit.predictors;
  const n = fit.rows;
  const unit = fit.scale[p];
  const freedom = n - fit.rank;
  const slopesUsed = fit.rank - 1;
  const constant = isConstant(fit);
  const rss = freedom > 0 && !isPerfect(fit) ? fit.residualSquares : 0;
  const perfect = rss === 0;
  const tss = constant ? 0 : fit.totalSquares;
  const explained = perfect ? tss : Math.min(tss, fit.explainedSquares);
  const rSquared = constant ? NaN : explained < 0.5 * tss ? explained / tss : 1 - rss / tss;
  const sigma = freedom > 0 ? Math.sqrt(rss / freedom) : NaN;

  const coefficients = new Float64Array(p + 1);
  const involved = involvement(fit);
  const shares = termCoordinates(fit);
  // Of (XᵀX)⁻¹; 0 for terms that are not in the basis.
  const inverseDiagonal = shares.map((row) => dot(row, row));
  coefficients[0] = constant ? fit.means[p] / unit : interceptBeyondRounding(fit) / unit;
  for (let j = 0; j < p && !constant; j++) {
    const slope = fit.slopes[j][0];
    // What refinement may leave of a coefficient that is 0.
    const nothing = involved[j + 1] ? 0 : 2 ** -128 * Math.sqrt(inverseDiagonal[j + 1] * fit.totalSquares);
    coefficients[j + 1] = Math.abs(slope) <= nothing ? 0 : (slope / unit) * fit.scale[j];
  }
  const [standardErrors, t, pValues, lower, upper] = blankColumns(5, p + 1);
  const vif = new Float64Array(p).fill(NaN);
  const quantile = freedom > 0 ? studentQuantile((1 - confidence) / 2, freedom) : NaN;
  for (let j = 0; j <= p; j++) {
    if (involved[j]) continue;
    const scale = j === 0 ? 1 : fit.scale[j - 1];
    if (j > 0) vif[j - 1] = Math.max(1, inverseDiagonal[j] * fit.products[(j - 1) * (p + 2)]);
    if (freedom <= 0) continue;
    const error = robust === undefined || perfect ? sigma * Math.sqrt(inverseDiagonal[j]) : robust.errors[j];
    standardErrors[j] = (error / unit) * scale;
    lower[j] = coefficients[j] - quantile * standardErrors[j];
    upper[j] = coefficients[j] + quantile * standardErrors[j];
    if (perfect) continue;
    t[j] = coefficients[j] / standardErrors[j];
    pValues[j] = studentTwoSided(t[j], freedom);
  }
  requireFinite(coefficients, standardErrors);
  const f =
    perfect || freedom <= 0 || slopesUsed === 0 || constant
      ? NaN
      : (robust?.f ?? explained / slopesUsed / (rss / freedom));
  const logLikelihood = perfect
    ? NaN
    : (-n / 2) * (Math.log(2 * Math.PI) + Math.log(rss / n) - 2 * Math.log(unit) + 1) + fit.logWeights / 2;
  return {
    coefficients,
    standardErrors,
    terms,
    errors: robust === undefined ? "classic" : "robust",
    t,
    p: pValues,
    lower,
    upper,
    vif,
    rSquared,
    // Computed as a small difference from R², so that a small R² keeps its digits.
    adjustedRSquared: freedom > 0 ? rSquared - (rss / tss) * (slopesUsed / freedom) : NaN,
    sigma: sigma / unit,
    f,
    pOfF: fisherTail(f, slopesUsed, freedom),
    rowsUsed: n,
    rowsLeftOut: fit.leftOut,
    degreesOfFreedom: freedom,
    rank: fit.rank,
    logLikelihood,
    aic: 2 * fit.rank - 2 * logLikelihood,
    bic: Math.log(n) * fit.rank - 2 * logLikelihood,
    durbinWatson: perfect ? NaN : fit.residualSteps / rss,
    conditionNumber: conditionNumberOf(fit, shares),
    collinear: collinearTerms(fit),
    confidence,
    constant,
    perfect,
    residualSumOfSquares: rss / unit / unit,
    totalSumOfSquares: tss / unit / unit,
    fit,
  };
}

/** @throws CrmError `feedbackTooLarge` if a coefficient or its standard error exceeds the largest double */
function requireFinite(...figures: Float64Array[]): void {
  for (const figure of figures) {
    const term = figure.findIndex((value) => Math.abs(value) === Infinity);
    if (term >= 0) throw new CrmError("num", "feedbackTooLarge", { term });
  }
}

/** The intercept; 0 if it is no more than the rounding of the parts whose difference it is. */
function interceptBeyondRounding(fit: Fit): number {
  let parts = Math.abs(fit.level[0]);
  for (let j = 0; j < fit.predictors; j++) parts += Math.abs(fit.slopes[j][0] * fit.shift[j]);
  const intercept = interceptOf(fit)[0];
  return Math.abs(intercept) <= 2 ** -98 * parts ? 0 : intercept;
}

/** Whether the residuals are no more than the rounding of doubled precision, or of the given y. */
function isPerfect(fit: Fit): boolean {
  const y = fit.totalSquares + fit.weight * fit.means[fit.predictors] ** 2;
  return fit.exact || fit.residualSquares <= 1e-56 * y;
}

/** Whether y is one and the same number, to its last digit. */
function isConstant(fit: Fit): boolean {
  const mean = fit.means[fit.predictors];
  return fit.totalSquares === 0 || fit.totalSquares <= 1e-30 * fit.weight * mean * mean * 1e-3;
}

export const collinearTerms = ({ relations, predictors }: Fit): number[] =>
  Array.from({ length: predictors }, (_, j) => j).filter((j) => relations.some((each) => each[j] !== 0));

/** For each term (intercept first), whether the data cannot tell it apart from others. */
export function involvement(fit: Fit): boolean[] {
  const involved = new Array<boolean>(fit.predictors + 1).fill(false);
  for (const relation of fit.relations) {
    let sum = 0;
    let size = 0;
    for (let j = 0; j < fit.predictors; j++) {
      if (relation[j] !== 0) involved[j + 1] = true;
      const part = (relation[j] / fit.scale[j]) * fit.means[j];
      sum += part;
      size += Math.abs(part);
    }
    if (Math.abs(sum) > 1e-10 * size) involved[0] = true;
  }
  return involved;
}

/** The row of W of a term; the intercept's is computed in doubled precision, because it is a difference. */
export function termRow(fit: Fit, term: number): Float64Array {
  const size = fit.order.length + 1;
  const row = new Float64Array(size);
  if (term > 0) {
    const at = fit.order.indexOf(term - 1) + 1;
    if (at > 0) for (let t = 0; t < size; t++) row[t] = fit.w[at * size + t];
    return row;
  }
  for (let t = 0; t < size; t++) {
    let sum: DoubleDouble = [fit.w[t], 0];
    fit.order.forEach((column, s) => {
      sum = add(sum, multiply([fit.w[(s + 1) * size + t], 0], [-fit.shift[column], 0]));
    });
    row[t] = sum[0];
  }
  return row;
}

/** Per term (intercept first): dotted with a row's coordinates, its y's share in the coefficient; 0 off the basis. */
export function termCoordinates(fit: Fit): Float64Array[] {
  return Array.from({ length: fit.predictors + 1 }, (_, term) => straightened(fit, termRow(fit, term)));
}

/**
 * Largest over smallest singular value of [1, x], each column scaled to length 1 (Belsley, Kuh & Welsch 1980). Both are
 * computed as largest ones, of the matrix and of its inverse, so that neither loses digits. NaN if infinite.
 */
function conditionNumberOf(fit: Fit, shares: readonly Float64Array[]): number {
  const p = fit.predictors;
  if (fit.rank < p + 1) return NaN;
  const size = p + 1;
  const norm = (j: number): number =>
    j === 0
      ? Math.sqrt(fit.weight)
      : Math.sqrt(fit.products[(j - 1) * (p + 2)] + fit.weight * fit.means[j - 1] * fit.means[j - 1]);
  const mean = (k: number): number => (k === 0 ? 1 : fit.means[k - 1]);
  const gram = matrixOf(size, (i, j) => {
    const centred = i === 0 || j === 0 ? 0 : fit.products[(i - 1) * size + j - 1];
    return i === j ? 1 : (centred + fit.weight * mean(i) * mean(j)) / (norm(i) * norm(j));
  });
  const root = shares.map((row, term) => row.map((value) => value * norm(term)));
  const inverse = matrixOf(size, (i, j) => dot(root[i], root[j]));
  return Math.sqrt(largestEigenvalue(gram, size) * largestEigenvalue(inverse, size));
}
