import { add, multiply, twoProduct, type DoubleDouble } from "../../numbers/double-double";
import { dot } from "../../numbers/vectors";
import { basisOf, type Basis } from "./basis";
import { spreadsOf, type Moments } from "../compress/moments";
import { readRows, type Finding, type Pass } from "../compress/readings";
import { startOf, type Estimate } from "../compress/residuals";

/** Least squares of large data: the estimate, and its sums of squares. */
export interface BulkSolution extends SumsOfSquares {
  readonly estimate: Estimate;
}

export interface SumsOfSquares {
  readonly residual: number;
  readonly total: number;
  readonly explained: number;
  /** Σ (eᵢ − eᵢ₋₁)² of consecutive residuals. */
  readonly steps: number;
}

/** Data of up to this many cells are always compressed without rounding, which takes less than a millisecond. */
const fewCells = 8192;
/** Smallest share (see `Basis`) at which moments in plain doubles are trusted. */
export const leastShare = 0.1;
/** Maximum number of passes in doubled precision: hardly any data need the second, none a third. */
const mostReadings = 3;

/**
 * Solves large, well-conditioned data by their moments and corrections from the residuals: one correction in plain
 * doubles if all promised digits survive that, otherwise one or two in doubled precision.
 *
 * @returns undefined for data that must be compressed without rounding: few, ill-conditioned, or so close to a perfect
 * fit or to a coefficient of 0 that doubled precision cannot tell the difference
 */
export function* solveInBulk(moments: Moments): Generator<Pass, BulkSolution | undefined, Finding> {
  if (moments.rows * (moments.predictors + 1) <= fewCells) return undefined;
  // Moments are about the means, so only lengths about the means count here.
  const basis = basisOf(moments, spreadsOf(moments.products), 1e-7);
  if (basis.dependent.length > 0 || !(basis.smallestShare > leastShare)) return undefined;
  const estimate = estimateOf(moments, basis);
  const plain = basis.rest > 1e-12 * totalOf(moments) && plainKeepsDigits(moments, estimate, basis.rest);
  const sums = yield* corrected(moments, estimate, !plain);
  return sums && { estimate, ...sums };
}

function totalOf({ products }: Moments): number {
  return products[products.length - 1];
}

/**
 * Corrects the estimate from the residuals and returns its sums of squares: one correction in plain doubles, or several
 * in doubled precision until the solution stands still.
 */
function* corrected(
  moments: Moments,
  estimate: Estimate,
  isDoubled: boolean,
): Generator<Pass, SumsOfSquares | undefined, Finding> {
  const p = moments.predictors;
  const { shift, order } = estimate;
  for (let reading = 0; reading < mostReadings; reading++) {
    const { high, low, squares, steps } = yield* readRows({ kind: "residuals", estimate, isDoubled });
    const sum: DoubleDouble = [high[p], low[p]];
    const gradient = estimate.high.map((_, t) => {
      if (t === 0) return sum[0] + sum[1];
      const column = order[t - 1];
      const own: DoubleDouble = [high[column], low[column]];
      return isDoubled ? add(own, multiply(sum, [-shift[column], 0]))[0] : own[0] + own[1];
    });
    const gain = correct(estimate, gradient);
    const residual = squares - gain;
    if (!isDoubled) return sumsOfSquares(moments, estimate, residual, steps);
    // The gain gives Σ e² of the corrected solution, but not the steps between its residuals.
    if (!(gain <= stillBy * squares)) continue;
    if (!isImperfect(moments, residual)) return undefined;
    const error = doubledError(moments, estimate, residual) + unsolvedShare * Math.sqrt(gain);
    return exceeds(estimate, error) ? sumsOfSquares(moments, estimate, residual, steps) : undefined;
  }
  return undefined;
}

/** Corrections end if Σ e² falls by no more than this share: then residuals have 11 digits, and Σ e² has all. */
const stillBy = 1e-22;
/**
 * Share of itself that a correction may leave: the basis is orthonormal to the rounding of the moments, 1e-15 times a
 * squared condition number of at most some hundreds. In units of a digit to be kept (1e-15).
 */
const unsolvedShare = 1e3;

/** Whether the residuals are more than the rounding of y to doubles, so that the fit cannot be perfect. */
function isImperfect({ rows, means, predictors, products }: Moments, residual: number): boolean {
  const squares = products[products.length - 1] + rows * means[predictors] ** 2;
  return residual > 2 ** -100 * rows * squares;
}

/**
 * Whether a solution from residuals in plain doubles keeps the digits of every coefficient. Residuals are rounded like
 * y about its mean, which moves a coefficient by half a unit in the last place of y; the sums of e·x drift like a
 * random walk of some hundred steps, by a few units in the last place of the residuals; both times √((XᵀX)⁻¹ⱼⱼ). That
 * is too much for coefficients close to 0.
 */
function plainKeepsDigits(moments: Moments, estimate: Estimate, rest: number): boolean {
  const spread = Math.sqrt(totalOf(moments) / moments.rows);
  const noise = Math.sqrt(rest / moments.rows);
  return exceeds(estimate, 0.03 * spread + 0.2 * noise);
}

/**
 * The error of residuals in doubled precision: 2⁻⁷⁹ of the products they are made of, and the same share again for the
 * sums of e·x; 16 times that, in units of a digit to be kept (2⁻⁵⁰).
 */
function doubledError(moments: Moments, { high, order }: Estimate, residual: number): number {
  const { rows, means, products: squares } = moments;
  const spreads = spreadsOf(squares);
  let products = 0;
  let farthest = 0;
  order.forEach((column, t) => {
    const spread = spreads[column] / Math.sqrt(rows);
    const size = Math.abs(means[column]) + 4 * spread;
    products += Math.abs(high[t + 1]) * size;
    farthest = Math.max(farthest, size / spread);
  });
  return 2 ** -25 * (products + farthest * Math.sqrt(residual / rows));
}

/** Whether each coefficient, including the intercept, is larger than `error` times √((XᵀX)⁻¹ⱼⱼ). */
function exceeds(estimate: Estimate, error: number): boolean {
  const { w, high, order, shift } = estimate;
  const size = high.length;
  const intercept = Float64Array.from(w.subarray(0, size));
  for (let s = 1; s < size; s++) {
    const c = shift[order[s - 1]];
    for (let t = s; t < size; t++) intercept[t] -= c * w[s * size + t];
  }
  if (!(Math.abs(startOf(estimate)[0]) > error * Math.hypot(...intercept))) return false;
  for (let s = 1; s < size; s++) {
    if (!(Math.abs(high[s]) > error * Math.hypot(...w.subarray(s * size, (s + 1) * size)))) return false;
  }
  return true;
}

function sumsOfSquares(
  moments: Moments,
  { order, high }: Estimate,
  residual: number,
  steps: number,
): SumsOfSquares {
  const size = moments.predictors + 1;
  const total = totalOf(moments);
  // If it is small, βᵀ(XᵀX)β about the means keeps its digits; the difference of the two large sums does not.
  let explained = 0;
  order.forEach((i, s) => {
    order.forEach((j, t) => (explained += high[s + 1] * high[t + 1] * moments.products[i * size + j]));
  });
  return { residual, total, explained: explained < 0.5 * total ? explained : total - residual, steps };
}

export function estimateOf(moments: Moments, basis: Basis): Estimate {
  const k = basis.order.length;
  const size = k + 1;
  const w = new Float64Array(size * size);
  w[0] = 1 / Math.sqrt(moments.rows);
  for (let s = 0; s < k; s++) for (let t = s; t < k; t++) w[(s + 1) * size + t + 1] = basis.w[s * k + t];
  const high = new Float64Array(size);
  high.set(basis.solution, 1);
  return {
    shift: Float64Array.from(moments.means),
    order: basis.order,
    w,
    high,
    low: new Float64Array(size),
  };
}

/** Moves the estimate by W Wᵀ g for the gradient g = Zᵀe; returns by how much the residual sum of squares falls. */
function correct({ w, high, low }: Estimate, gradient: Float64Array): number {
  const size = high.length;
  const projected = new Float64Array(size);
  for (let t = 0; t < size; t++) {
    let sum: DoubleDouble = [0, 0];
    for (let s = 0; s <= t; s++) sum = add(sum, twoProduct(w[s * size + t], gradient[s]));
    projected[t] = sum[0];
  }
  for (let s = 0; s < size; s++) {
    let move: DoubleDouble = [0, 0];
    for (let t = s; t < size; t++) move = add(move, twoProduct(w[s * size + t], projected[t]));
    const moved = add([high[s], low[s]], move);
    high[s] = moved[0];
    low[s] = moved[1];
  }
  return dot(projected, projected);
}
