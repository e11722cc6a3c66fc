import type { Dependent } from "./minimum-norm";
import type { Moments } from "../compress/moments";

/**
 * A small matrix F with FᵀF equal to the centred cross products of x₁ … x_p, y; row-major, `rows`×(p + 1).
 */
export interface Factor {
  readonly predictors: number;
  readonly rows: number;
  readonly data: Float64Array;
}

/** Cholesky's factor of the cross products, scaled and with pivots, so that collinear columns do no harm. */
export function factorOfMoments({ predictors, products }: Moments): Factor {
  const size = predictors + 1;
  const rest = Float64Array.from(products);
  const scale = new Float64Array(size);
  for (let i = 0; i < size; i++)
    scale[i] = products[i * size + i] > 0 ? Math.sqrt(products[i * size + i]) : 1;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) rest[i * size + j] /= scale[i] * scale[j];
  const data = new Float64Array(size * size);
  const done = new Uint8Array(size);
  for (let step = 0; step < size; step++) {
    let best = -1;
    for (let j = 0; j < size; j++) {
      if (!done[j] && (best < 0 || rest[j * size + j] > rest[best * size + best])) best = j;
    }
    const pivot = rest[best * size + best];
    if (!(pivot > 0)) break;
    done[best] = 1;
    const root = Math.sqrt(pivot);
    data[step * size + best] = root;
    for (let j = 0; j < size; j++) if (!done[j]) data[step * size + j] = rest[best * size + j] / root;
    for (let i = 0; i < size; i++) {
      if (done[i]) continue;
      for (let j = 0; j < size; j++) {
        if (!done[j]) rest[i * size + j] -= data[step * size + i] * data[step * size + j];
      }
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) data[i * size + j] *= scale[j];
  return { predictors, rows: size, data };
}

/**
 * The linearly independent predictors and what belongs to them.
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
  /** The least distance of an independent predictor from the span of the others, as a share of the sum of its parts. */
  readonly smallestShare: number;
}

/**
 * When a predictor counts as a combination of others: ‖Σ aⱼxⱼ‖ ≤ tolerance · √(Σ aⱼ²‖xⱼ‖²), norms without centring, for
 * the best combination and whatever constant. That is the smallest singular value of the columns scaled to length 1, so
 * full-rank data have a condition number of up to about 1/tolerance = 4.5e15 and are solved.
 *
 * Why 2⁻⁵²: a number stored as a double is off by up to half a unit in its last place, 2⁻⁵³ of it, 0.3 of that on
 * average. Numbers that satisfy a relation exactly before they are stored, such as x₃ = 0.1 x₁ + 0.2 x₂, leave a
 * remainder of about a fifth of the tolerance; a sum of k columns added one after another leaves √(k/3) times as much
 * and stays below it up to some 60 columns. A remainder above the tolerance is more than rounding can have left: the
 * numbers say something, and they are taken at their word.
 */
export const collinearTolerance = 2 ** -52;

/**
 * Householder reflections with column pivots on the scaled factor.
 *
 * @param norms lengths of the columns of x, not centred
 * @param tolerance share under which a predictor is dependent
 * @param most how many independent predictors there can be
 */
export function basisOf(factor: Factor, norms: Float64Array, tolerance: number, most: number): Basis {
  const p = factor.predictors;
  const m = factor.rows;
  const a: Float64Array[] = [];
  const scale = new Float64Array(p + 1);
  for (let j = 0; j <= p; j++) {
    const column = new Float64Array(m);
    let square = 0;
    for (let i = 0; i < m; i++) {
      column[i] = factor.data[i * (p + 1) + j];
      square += column[i] * column[i];
    }
    scale[j] = square > 0 ? Math.sqrt(square) : 1;
    for (let i = 0; i < m; i++) column[i] /= scale[j];
    a.push(column);
  }
  const remaining = Array.from({ length: p }, (_, j) => j);
  const order: number[] = [];
  const w: number[][] = []; // columns of R⁻¹ in the scaled columns
  let smallestShare = 1;
  for (let k = 0; k < most && remaining.length > 0; k++) {
    let best = 0;
    let bestSquare = -1;
    remaining.forEach((j, position) => {
      let square = 0;
      for (let i = k; i < m; i++) square += a[j][i] * a[j][i];
      if (square > bestSquare) {
        bestSquare = square;
        best = position;
      }
    });
    const column = remaining[best];
    const length = Math.sqrt(bestSquare);
    // The column of R⁻¹ that this pivot would add, and with it the combination of columns that it stands for.
    const inverse = new Array<number>(k + 1).fill(0);
    inverse[k] = 1 / length;
    for (let t = 0; t < k; t++) {
      for (let s = 0; s <= t; s++) inverse[s] -= (w[t][s] * a[column][t]) / length;
    }
    let parts = Math.abs(inverse[k] / scale[column]) * norms[column];
    for (let s = 0; s < k; s++) parts += Math.abs(inverse[s] / scale[order[s]]) * norms[order[s]];
    const share = 1 / parts;
    if (!(share > tolerance)) break;
    if (share < smallestShare) smallestShare = share;
    remaining.splice(best, 1);
    order.push(column);
    const reflector = a[column].slice(k);
    const sign = reflector[0] >= 0 ? 1 : -1;
    reflector[0] += sign * length;
    let square = 0;
    for (const value of reflector) square += value * value;
    for (const j of [...remaining, p]) {
      let dot = 0;
      for (let i = k; i < m; i++) dot += reflector[i - k] * a[j][i];
      dot *= 2 / square;
      for (let i = k; i < m; i++) a[j][i] -= dot * reflector[i - k];
    }
    // The sign of the pivot is turned, so that R has a positive diagonal.
    for (const j of [...remaining, p]) a[j][k] *= -sign;
    w.push(inverse);
  }
  const k = order.length;
  const on = (j: number): Float64Array => {
    const coefficients = new Float64Array(k);
    for (let t = 0; t < k; t++) for (let s = 0; s <= t; s++) coefficients[s] += w[t][s] * a[j][t];
    return coefficients.map((value, s) => (value * scale[j]) / scale[order[s]]);
  };
  const basis = new Float64Array(k * k);
  for (let t = 0; t < k; t++) for (let s = 0; s <= t; s++) basis[s * k + t] = w[t][s] / scale[order[s]];
  let rest = 0;
  for (let i = k; i < m; i++) rest += a[p][i] * a[p][i];
  return {
    order,
    w: basis,
    solution: on(p),
    dependent: remaining.map((column) => ({ column, on: on(column) })),
    rest: rest * scale[p] * scale[p],
    smallestShare,
  };
}
