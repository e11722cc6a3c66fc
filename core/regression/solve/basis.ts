import type { Dependent } from "./minimum-norm";
import { spreadsOf, type Moments } from "../compress/moments";

/**
 * The linearly independent predictors and the regression on them.
 *
 * `order`: the independent predictors, strongest pivot first; `w`: upper triangular k×k (row-major) such that the
 * columns x[order]·w are orthonormal; `solution`: coefficients of the independent predictors; `dependent`: the others,
 * each with its coefficients on the independent ones; `rest`: residual sum of squares.
 */
export interface Basis {
  readonly order: number[];
  readonly w: Float64Array;
  readonly solution: Float64Array;
  readonly dependent: readonly Dependent[];
  readonly rest: number;
  /** Smallest distance of an independent predictor from the span of those before, over the lengths of its parts. */
  readonly smallestShare: number;
  /** Rows of a small matrix R with RᵀR the cross products of x₁ … x_p, y, if no predictor is dependent. */
  readonly factor: readonly Float64Array[];
}

/**
 * A predictor counts as a combination of others if ‖Σ aⱼxⱼ‖ ≤ tolerance · √(Σ aⱼ²‖xⱼ‖²), norms not centred, for the
 * best combination and any constant. That quotient is the smallest singular value of the columns scaled to length 1, so
 * full-rank data with a condition number of up to about 1/tolerance = 4.5e15 are solved.
 *
 * Why 2⁻⁵²: storing a number as a double changes it by up to half a unit in the last place, 2⁻⁵³ of it, and by 0.3 of
 * that on average. Numbers that satisfy a relation exactly before they are stored, such as x₃ = 0.1 x₁ + 0.2 x₂, leave
 * a remainder of about a fifth of the tolerance; summing k columns one after another leaves √(k/3) times as much, which
 * stays below the tolerance up to some 60 columns. A remainder above it is more than rounding can have left: the
 * numbers are taken at their word.
 */
export const collinearTolerance = 2 ** -52;

/**
 * Cholesky decomposition with pivoting of the centred cross products, columns scaled to length 1, so that collinear
 * columns do no harm.
 *
 * @param norms lengths of the columns of x, not centred
 * @param tolerance share below which a predictor is dependent
 */
export function basisOf(
  { predictors: p, rows: n, products }: Moments,
  norms: Float64Array,
  tolerance: number,
): Basis {
  const size = p + 1;
  const scale = spreadsOf(products).map((spread) => spread || 1);
  const left = products.map((value, at) => value / (scale[Math.floor(at / size)] * scale[at % size]));
  let remaining = Array.from({ length: p }, (_, j) => j);
  const order: number[] = [];
  const rows: Float64Array[] = []; // of R, in the scaled columns
  const inverses: Float64Array[] = []; // columns of R⁻¹
  let smallestShare = 1;
  for (let k = 0; k < n - 1 && remaining.length > 0; k++) {
    const pivot = remaining.reduce((best, j) => (left[j * (size + 1)] > left[best * (size + 1)] ? j : best));
    const length = Math.sqrt(left[pivot * (size + 1)]);
    if (!(length > 0)) break;
    // The column of R⁻¹ that this pivot would add, and with it the combination of columns that it stands for.
    const inverse = new Float64Array(k + 1);
    inverse[k] = 1 / length;
    for (let t = 0; t < k; t++)
      for (let s = 0; s <= t; s++) inverse[s] -= (inverses[t][s] * rows[t][pivot]) / length;
    const part = (j: number, share: number): number => Math.abs(share / scale[j]) * norms[j];
    const share = 1 / order.reduce((sum, j, s) => sum + part(j, inverse[s]), part(pivot, inverse[k]));
    if (!(share > tolerance)) break;
    smallestShare = Math.min(smallestShare, share);
    remaining = remaining.filter((j) => j !== pivot);
    order.push(pivot);
    inverses.push(inverse);
    const row = new Float64Array(size);
    row[pivot] = length;
    for (const j of [...remaining, p]) row[j] = left[pivot * size + j] / length;
    rows.push(row);
    for (const i of [...remaining, p])
      for (const j of [...remaining, p]) left[i * size + j] -= row[i] * row[j];
  }
  const k = order.length;
  const on = (j: number): Float64Array => {
    const shares = new Float64Array(k);
    inverses.forEach((inverse, t) => inverse.forEach((value, s) => (shares[s] += value * rows[t][j])));
    return shares.map((value, s) => (value * scale[j]) / scale[order[s]]);
  };
  const w = new Float64Array(k * k);
  inverses.forEach((inverse, t) => inverse.forEach((value, s) => (w[s * k + t] = value / scale[order[s]])));
  const rest = Math.max(0, left[p * (size + 1)]);
  const last = new Float64Array(size);
  last[p] = Math.sqrt(rest);
  return {
    order,
    w,
    solution: on(p),
    dependent: remaining.map((column) => ({ column, on: on(column) })),
    rest: rest * scale[p] * scale[p],
    smallestShare,
    factor: [...rows, last].map((row) => row.map((value, j) => value * scale[j])),
  };
}
