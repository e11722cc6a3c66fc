import { collinearTolerance, type Basis } from "./basis";
import type { CompressedRows } from "../compress/compressed-rows";
import { divideFixed, doubledOf, fixedOf, multiplyFixed, numberOf, places, shifted } from "./fixed-point";
import type { Moments } from "../compress/moments";
import { cholesky, invertLower } from "./small-matrices";

/**
 * The least squares of compressed rows, in units of the data times `scale` (powers of two, 1 except for extreme data)
 * and about `shift` (the means, rounded).
 */
export interface Solution {
  readonly moments: Moments;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  readonly basis: Basis;
  /** (k + 1)×(k + 1) basis in which the rows are nearly orthonormal, the ones first, and (row-major) V with (WᵀZᵀZW)⁻¹ = VVᵀ. */
  readonly w: Float64Array;
  readonly v: Float64Array;
  /** Prediction at the shift, then the coefficients of the independent predictors, in doubled precision. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly residual: number;
  readonly total: number;
  readonly explained: number;
  /** Cross products about the means, of columns scaled by powers of two, in fixed point: the ones, x₁ … x_p, y. */
  readonly centred: readonly (readonly bigint[])[];
  /** Sum of the weights: the number of rows, where each counts as one. */
  readonly weight: number;
  /** The elimination itself, for what doubles do not tell of a row. */
  readonly elimination: Elimination;
}

/** An elimination, kept with the scales of its columns. */
export interface Elimination {
  /** Terms (1 … p) of the independent predictors, and the squares of their parts upright on those before. */
  readonly order: readonly number[];
  readonly pivots: readonly bigint[];
  readonly multipliers: readonly (readonly bigint[])[];
  /** Residual sum of squares of y, the sum of weights, and where the columns are: v · 2^−exponent − shift − mean. */
  readonly rest: bigint;
  readonly weight: bigint;
  readonly exponents: readonly number[];
  readonly shift: readonly number[];
  readonly means: readonly bigint[];
}

/**
 * Solves the compressed problem exactly: Gauss's elimination with pivots on the cross products in 320 binary places,
 * and substitution back. Nothing is left to correct: what rounding 320 places leave is far below the last digit of a
 * double, whatever the condition of the data.
 *
 * Rank: predictors are taken in by falling distance from the span of those taken before, and one whose distance
 * ‖xⱼ − Σ aₛxₛ − a₀‖ is no more than `collinearTolerance` · √(‖xⱼ‖² + Σ aₛ²‖xₛ‖²) is collinear.
 */
export function solveCompressedRows(compressed: CompressedRows): Solution {
  const p = compressed.predictors;
  const { about, exponents, norms, shift } = aboutMeans(compressed);
  const n = about[0][0];
  const centred = about.map((row, i) => row.map((value, j) => value - (about[0][i] * about[0][j]) / n));
  const scaling = exponents.map((exponent) =>
    Math.abs(exponent) > 160 ? Math.max(-1000, Math.min(1000, -exponent)) : 0,
  );
  const eliminated = eliminate(centred, norms, compressed.rows - 1);
  const { order, independent } = eliminated;
  const k = order.length;
  const size = k + 1;
  // The basis in the scaled columns, and how its rounding to doubles bends it.
  const basis = new Float64Array(size * size);
  basis[0] = 1 / Math.sqrt(numberOf(n));
  independent.forEach((column, t) => column.forEach((value, s) => (basis[(s + 1) * size + t + 1] = value)));
  const terms = [0, ...order];
  const fixedBasis = Array.from(basis, fixedOf);
  const images = terms.map((i) =>
    terms.map((_, t) => {
      let sum = 0n;
      for (let s = 0; s <= t; s++) sum += about[i][terms[s]] * fixedBasis[s * size + t];
      return sum >> BigInt(places);
    }),
  );
  const gram = new Float64Array(size * size);
  for (let t = 0; t < size; t++) {
    for (let u = 0; u <= t; u++) {
      let sum = 0n;
      for (let s = 0; s <= u; s++) sum += fixedBasis[s * size + u] * images[s][t];
      gram[t * size + u] = gram[u * size + t] = numberOf(sum >> BigInt(places));
    }
  }
  const inverse = invertLower(cholesky(gram, size), size);

  const slopes = onPivots(eliminated.multipliers, order, p + 1);
  const atMeans = order.reduce(
    (sum, term, s) => sum - multiplyFixed(about[0][term], slopes[s]),
    about[0][p + 1],
  );
  const solution = [divideFixed(atMeans, n), ...slopes];

  // From scaled columns to the units of the fit.
  const unit = (term: number): number => 2 ** (exponents[term] + scaling[term]);
  const w = new Float64Array(size * size);
  for (let s = 0; s < size; s++)
    for (let t = s; t < size; t++) w[s * size + t] = basis[s * size + t] / unit(terms[s]);
  const high = new Float64Array(size);
  const low = new Float64Array(size);
  solution.forEach((value, s) => {
    const [top, rest] = doubledOf(value);
    const factor = unit(p + 1) / unit(terms[s]);
    high[s] = top * factor;
    low[s] = rest * factor;
  });
  const moments = momentsOf();
  const squares = (value: bigint): number => numberOf(value) * unit(p + 1) * unit(p + 1);
  return {
    moments,
    scale: Float64Array.from(scaling.slice(1), (exponent) => 2 ** exponent),
    shift: Float64Array.from(shift.slice(1), (value, j) => value * unit(j + 1)),
    basis: {
      order: order.map((term) => term - 1),
      w: Float64Array.from({ length: k * k }, (_, at) => w[(Math.floor(at / k) + 1) * size + (at % k) + 1]),
      solution: high.slice(1),
      dependent: eliminated.dependent.map(({ term, on }) => {
        const part = (half: 0 | 1): Float64Array =>
          Float64Array.from({ length: k }, (_, s) =>
            s < on.length ? (doubledOf(on[s])[half] * unit(term)) / unit(order[s]) : 0,
          );
        return { column: term - 1, on: part(0), onLow: part(1) };
      }),
      rest: squares(eliminated.rest),
      smallestShare: eliminated.smallestShare,
    },
    w,
    v: Float64Array.from(
      { length: size * size },
      (_, at) => inverse[(at % size) * size + Math.floor(at / size)],
    ),
    high,
    low,
    residual: squares(eliminated.rest),
    total: squares(centred[p + 1][p + 1]),
    explained: squares(centred[p + 1][p + 1] - eliminated.rest),
    centred,
    weight: numberOf(n),
    elimination: {
      order,
      pivots: eliminated.pivots,
      multipliers: eliminated.multipliers,
      rest: eliminated.rest,
      weight: n,
      exponents,
      shift,
      means: about[0].map((sum) => divideFixed(sum, n)),
    },
  };

  function momentsOf(): Moments {
    const width = p + 1;
    const means = new Float64Array(width);
    const products = new Float64Array(width * width);
    for (let i = 0; i < width; i++) {
      means[i] = (shift[i + 1] + numberOf(divideFixed(about[0][i + 1], n))) * unit(i + 1);
      for (let j = 0; j < width; j++)
        products[i * width + j] = numberOf(centred[i + 1][j + 1]) * unit(i + 1) * unit(j + 1);
    }
    return { predictors: p, rows: compressed.rows, leftOut: compressed.leftOut, means, products };
  }
}

/** The compressed products in fixed point, of columns scaled by powers of two and taken about their rounded means. */
interface AboutMeans {
  readonly about: bigint[][];
  /** A column of the data is its scaled column times 2^exponent. */
  readonly exponents: number[];
  /** Lengths of the scaled columns, not centred. */
  readonly norms: number[];
  /** Rounded means of the scaled columns; 0 for the ones. */
  readonly shift: number[];
}

function aboutMeans({ predictors, exponents: given, products }: CompressedRows): AboutMeans {
  const size = predictors + 2;
  const product = (i: number, j: number): bigint => products[Math.min(i, j) * size + Math.max(i, j)];
  // Half the bits of the square: the length is near a power of two. The ones stay as they are.
  const halves = given.map((exponent, c) =>
    c === 0 || product(c, c) === 0n ? -exponent : Math.ceil((product(c, c).toString(16).length * 4) / 2),
  );
  const scaled = given.map((_, i) =>
    given.map((__, j) => shifted(product(i, j), places - halves[i] - halves[j])),
  );
  const n = scaled[0][0];
  const shift = scaled[0].map((sum, c) => (c === 0 ? 0 : numberOf(divideFixed(sum, n))));
  const fixed = shift.map(fixedOf);
  const about = scaled.map((row, i) =>
    row.map((value, j) => {
      const moved = scaled[0][i] * fixed[j] + scaled[0][j] * fixed[i] - multiplyFixed(n, fixed[i]) * fixed[j];
      return value - (moved >> BigInt(places));
    }),
  );
  return {
    about,
    exponents: given.map((exponent, c) => exponent + halves[c]),
    norms: scaled.map((row, c) => Math.sqrt(numberOf(row[c]))),
    shift,
  };
}

interface Eliminated {
  /** Terms (1 … p) of the independent predictors, in the order in which they were taken in. */
  readonly order: number[];
  /** Combination of the independent predictors so far that has length 1 and stands upright on those before. */
  readonly independent: number[][];
  readonly dependent: { readonly term: number; readonly on: bigint[] }[];
  /** Residual sum of squares of y. */
  readonly rest: bigint;
  readonly smallestShare: number;
  readonly pivots: bigint[];
  /** multipliers[i][t]: the share of the t-th pivot, upright on those before, in term i. */
  readonly multipliers: bigint[][];
}

/** Gauss's elimination with pivots on the centred products (symmetric; 0 is the term of the ones, the last is y). */
function eliminate(centred: bigint[][], norms: number[], most: number): Eliminated {
  const y = centred.length - 1;
  const left = centred.map((row) => row.slice());
  const spread = left.map((row, i) => numberOf(row[i]));
  let remaining = Array.from({ length: y - 1 }, (_, j) => j + 1);
  const order: number[] = [];
  const pivots: bigint[] = [];
  const independent: number[][] = [];
  const dependent: { term: number; on: bigint[] }[] = [];
  const multipliers: bigint[][] = centred.map(() => []);
  let smallestShare = 1;
  while (remaining.length > 0) {
    let pivot = remaining[0];
    let largest = -1;
    for (const j of remaining) {
      const part = spread[j] > 0 ? numberOf(left[j][j]) / spread[j] : 0;
      if (part > largest) {
        largest = part;
        pivot = j;
      }
    }
    remaining = remaining.filter((j) => j !== pivot);
    const on = onPivots(multipliers, order, pivot);
    const square = numberOf(left[pivot][pivot]);
    const coefficients = on.map(numberOf);
    let parts = norms[pivot] ** 2;
    coefficients.forEach((value, s) => (parts += (value * norms[order[s]]) ** 2));
    const share = Math.sqrt(square / parts);
    if (order.length >= most || !(share > collinearTolerance)) {
      dependent.push({ term: pivot, on });
      continue;
    }
    smallestShare = Math.min(smallestShare, share);
    const length = Math.sqrt(square);
    independent.push([...coefficients.map((value) => -value / length), 1 / length]);
    order.push(pivot);
    pivots.push(left[pivot][pivot]);
    const others = [...remaining, y];
    others.forEach((i, at) => {
      const multiplier = divideFixed(left[i][pivot], left[pivot][pivot]);
      multipliers[i].push(multiplier);
      for (let b = at; b < others.length; b++) {
        const j = others[b];
        left[i][j] -= multiplyFixed(multiplier, left[j][pivot]);
        left[j][i] = left[i][j];
      }
    });
  }
  return { order, pivots, independent, dependent, rest: left[y][y], smallestShare, multipliers };
}

/** Coefficients of a term on the pivots themselves, from its shares in their upright parts. */
function onPivots(multipliers: bigint[][], order: number[], term: number): bigint[] {
  const on = multipliers[term].slice();
  for (let t = on.length - 1; t >= 0; t--) {
    for (let s = t + 1; s < on.length; s++) on[t] -= multiplyFixed(on[s], multipliers[order[s]][t]);
  }
  return on;
}
