import { matrixOf } from "../../numbers/vectors";
import { collinearTolerance } from "./basis";
import type { CompressedRows } from "../compress/compressed-rows";
import type { Moments } from "../compress/moments";
import type { Estimate } from "../compress/residuals";
import type { SumsOfSquares } from "./bulk";
import { divideFixed, doubledOf, fixedOf, multiplyFixed, numberOf, places, shifted } from "./fixed-point";
import type { Dependent } from "./minimum-norm";
import { cholesky, invertLower } from "./small-matrices";

/**
 * Least squares of compressed rows, in units of the data times `scale` (powers of two, 1 except for extreme data) and
 * about the rounded means.
 */
export interface Solution {
  readonly moments: Moments;
  readonly scale: Float64Array;
  readonly estimate: Estimate;
  /** Row-major V with (WᵀZᵀZW)⁻¹ = VVᵀ: it corrects for the rounding of W, the estimate's basis, to doubles. */
  readonly v: Float64Array;
  readonly dependent: readonly Dependent[];
  readonly sums: SumsOfSquares;
  /** Cross products about the means in fixed point, of columns scaled by powers of two: the ones, x₁ … x_p, y. */
  readonly centred: readonly (readonly bigint[])[];
  /** Sum of the weights; the number of rows if there are none. */
  readonly weight: number;
  /** The elimination itself, for what doubles cannot show about a row. */
  readonly elimination: Elimination;
}

/** An elimination, with the scales of its columns. */
export interface Elimination extends Columns, Eliminated {
  readonly weight: bigint;
  /** Errors of the rounded means. */
  readonly means: readonly bigint[];
}

/** Columns of fixed-point numbers: v · 2^−exponent − shift for a number v of the data. */
interface Columns {
  readonly exponents: readonly number[];
  /** Rounded means of the scaled columns; 0 for the column of ones. */
  readonly shift: readonly number[];
}

/** Term 0 is the column of ones, terms 1 … p are the predictors, term p + 1 is y. */
interface Eliminated {
  /** The independent predictors, in order of elimination. */
  readonly order: readonly number[];
  /** Squared lengths of their parts orthogonal to the predictors before. */
  readonly pivots: readonly bigint[];
  /** multipliers[i][t]: coefficient of term i on the part of the t-th pivot that is orthogonal to those before. */
  readonly multipliers: readonly (readonly bigint[])[];
  /** Residual sum of squares of y. */
  readonly rest: bigint;
}

/**
 * Solves the compressed problem exactly: Gaussian elimination with pivoting on the cross products in 320 binary places,
 * and back substitution. Nothing is left to correct: the rounding of 320 places is far below the last digit of a
 * double, whatever the condition of the data.
 *
 * Rank: predictors are taken by falling distance from the span of those already taken. One whose distance
 * ‖xⱼ − Σ aₛxₛ − a₀‖ is no more than `collinearTolerance` · √(‖xⱼ‖² + Σ aₛ²‖xₛ‖²) is collinear.
 */
export function solveCompressedRows(compressed: CompressedRows): Solution {
  const y = compressed.predictors + 1;
  const { about, norms, exponents, shift } = aboutMeans(compressed);
  const n = about[0][0];
  const centred = symmetric(y + 1, (i, j) => about[i][j] - (about[0][i] * about[0][j]) / n);
  const { dependent, ...eliminated } = eliminate(centred, norms, compressed.rows - 1);
  const { order, multipliers, rest } = eliminated;
  const terms = [0, ...order];
  const basis = orthonormalBasis(eliminated, n);

  // From scaled columns to the units of the fit.
  const scaling = exponents.map((exponent) =>
    Math.abs(exponent) > 160 ? Math.max(-1000, Math.min(1000, -exponent)) : 0,
  );
  const unit = exponents.map((exponent, term) => 2 ** (exponent + scaling[term]));
  const slopes = onPivots(multipliers[y], multipliers, order);
  const atMeans = order.reduce((sum, term, s) => sum - multiplyFixed(about[0][term], slopes[s]), about[0][y]);
  const solution = [divideFixed(atMeans, n), ...slopes].map((value, s) =>
    doubledOf(value).map((part) => (part * unit[y]) / unit[terms[s]]),
  );
  const squares = (value: bigint): number => numberOf(value) * unit[y] * unit[y];
  const total = centred[y][y];
  const means = about[0].map((sum) => divideFixed(sum, n));
  return {
    moments: {
      predictors: compressed.predictors,
      rows: compressed.rows,
      leftOut: compressed.leftOut,
      means: Float64Array.from(means.slice(1), (mean, j) => (shift[j + 1] + numberOf(mean)) * unit[j + 1]),
      products: matrixOf(y, (i, j) => numberOf(centred[i + 1][j + 1]) * unit[i + 1] * unit[j + 1]),
    },
    scale: Float64Array.from(scaling.slice(1), (exponent) => 2 ** exponent),
    estimate: {
      shift: Float64Array.from(shift.slice(1), (value, j) => value * unit[j + 1]),
      order: order.map((term) => term - 1),
      w: basis.map((value, at) => value / unit[terms[Math.floor(at / terms.length)]]),
      high: Float64Array.from(solution, ([high]) => high),
      low: Float64Array.from(solution, ([, low]) => low),
    },
    v: straightening(about, terms, basis),
    dependent: dependent.map(({ term, on }) => {
      const part = (half: 0 | 1): Float64Array =>
        Float64Array.from(order, (other, s) =>
          s < on.length ? (doubledOf(on[s])[half] * unit[term]) / unit[other] : 0,
        );
      return { column: term - 1, on: part(0), onLow: part(1) };
    }),
    sums: { residual: squares(rest), total: squares(total), explained: squares(total - rest), steps: NaN },
    centred,
    weight: numberOf(n),
    elimination: { ...eliminated, weight: n, exponents, shift, means },
  };
}

/** Products of compressed rows in fixed point, of columns scaled to a length near 1 and about their rounded means. */
function aboutMeans({ predictors, exponents: given, products }: CompressedRows): Columns & {
  readonly about: bigint[][];
  /** Lengths of the scaled columns, not centred. */
  readonly norms: number[];
} {
  const size = predictors + 2;
  // Half the bits of the square: then the length is near a power of two. The ones stay as they are.
  const halves = given.map((exponent, c) => {
    const square = products[c * (size + 1)];
    return c === 0 || square === 0n ? -exponent : Math.ceil(square.toString(2).length / 2);
  });
  const scaled = symmetric(size, (i, j) => shifted(products[i * size + j], places - halves[i] - halves[j]));
  const n = scaled[0][0];
  const shift = scaled[0].map((sum, c) => (c === 0 ? 0 : numberOf(divideFixed(sum, n))));
  const fixed = shift.map(fixedOf);
  const about = symmetric(size, (i, j) => {
    const moved = scaled[0][i] * fixed[j] + scaled[0][j] * fixed[i] - multiplyFixed(n, fixed[i]) * fixed[j];
    return scaled[i][j] - (moved >> BigInt(places));
  });
  return {
    about,
    norms: scaled.map((row, c) => Math.sqrt(numberOf(row[c]))),
    exponents: given.map((exponent, c) => exponent + halves[c]),
    shift,
  };
}

/** A symmetric matrix from its entries on and above the diagonal. */
function symmetric(size: number, entry: (i: number, j: number) => bigint): bigint[][] {
  const rows: bigint[][] = [];
  for (let i = 0; i < size; i++)
    rows.push(Array.from({ length: size }, (_, j) => (j < i ? rows[j][i] : entry(i, j))));
  return rows;
}

/** Gaussian elimination with pivoting on the centred products; collinear terms come with their shares of the others. */
function eliminate(
  centred: readonly (readonly bigint[])[],
  norms: readonly number[],
  most: number,
): Eliminated & { readonly dependent: readonly { readonly term: number; readonly on: bigint[] }[] } {
  const y = centred.length - 1;
  const left = centred.map((row) => row.slice());
  const partLeft = (j: number): number =>
    centred[j][j] > 0n ? numberOf(left[j][j]) / numberOf(centred[j][j]) : 0;
  let remaining = Array.from({ length: y - 1 }, (_, j) => j + 1);
  const order: number[] = [];
  const pivots: bigint[] = [];
  const dependent: { term: number; on: bigint[] }[] = [];
  const multipliers: bigint[][] = centred.map(() => []);
  while (remaining.length > 0) {
    const parts = remaining.map(partLeft);
    const pivot = remaining[parts.indexOf(Math.max(...parts))];
    remaining = remaining.filter((j) => j !== pivot);
    const on = onPivots(multipliers[pivot], multipliers, order);
    const square = on.reduce(
      (sum, share, s) => sum + (numberOf(share) * norms[order[s]]) ** 2,
      norms[pivot] ** 2,
    );
    if (order.length >= most || !(Math.sqrt(numberOf(left[pivot][pivot]) / square) > collinearTolerance)) {
      dependent.push({ term: pivot, on });
      continue;
    }
    order.push(pivot);
    pivots.push(left[pivot][pivot]);
    const others = [...remaining, y];
    others.forEach((i, at) => {
      const multiplier = divideFixed(left[i][pivot], left[pivot][pivot]);
      multipliers[i].push(multiplier);
      for (const j of others.slice(at)) {
        left[i][j] -= multiplyFixed(multiplier, left[j][pivot]);
        left[j][i] = left[i][j];
      }
    });
  }
  return { order, pivots, multipliers, rest: left[y][y], dependent };
}

/** Coefficients on the pivots themselves, from those on their orthogonal parts (a term's multipliers so far). */
export function onPivots(
  upright: readonly bigint[],
  multipliers: readonly (readonly bigint[])[],
  order: readonly number[],
): bigint[] {
  const on = upright.slice();
  for (let t = on.length - 1; t >= 0; t--) {
    for (let s = t + 1; s < on.length; s++) on[t] -= multiplyFixed(on[s], multipliers[order[s]][t]);
  }
  return on;
}

/**
 * W, upper triangular (k + 1)×(k + 1), in which the rows are nearly orthonormal, the ones first: each independent term
 * minus its shares of those before, divided by its length.
 */
function orthonormalBasis({ order, pivots, multipliers }: Eliminated, n: bigint): Float64Array {
  const size = order.length + 1;
  const w = new Float64Array(size * size);
  w[0] = 1 / Math.sqrt(numberOf(n));
  order.forEach((term, t) => {
    const length = Math.sqrt(numberOf(pivots[t]));
    w[(t + 1) * (size + 1)] = 1 / length;
    onPivots(multipliers[term], multipliers, order).forEach((share, s) => {
      w[(s + 1) * size + t + 1] = -numberOf(share) / length;
    });
  });
  return w;
}

/** V with VVᵀ the inverse of WᵀZᵀZW, whose entries, close to those of the identity, are computed in fixed point. */
function straightening(
  about: readonly (readonly bigint[])[],
  terms: readonly number[],
  basis: Float64Array,
): Float64Array {
  const size = terms.length;
  const w = Array.from(basis, fixedOf);
  const images = terms.map((i) =>
    terms.map((_, t) => {
      let sum = 0n;
      for (let s = 0; s <= t; s++) sum += about[i][terms[s]] * w[s * size + t];
      return sum >> BigInt(places);
    }),
  );
  const gram = new Float64Array(size * size);
  for (let t = 0; t < size; t++) {
    for (let u = 0; u <= t; u++) {
      let sum = 0n;
      for (let s = 0; s <= u; s++) sum += w[s * size + u] * images[s][t];
      gram[t * size + u] = numberOf(sum >> BigInt(places));
    }
  }
  const inverse = invertLower(cholesky(gram, size), size);
  return inverse.map((_, at) => inverse[(at % size) * size + Math.floor(at / size)]);
}
