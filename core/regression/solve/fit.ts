import { add, multiply, rounded, twoSum, type DoubleDouble } from "../../numbers/double-double";
import { dot, identity } from "../../numbers/vectors";
import { CrmError } from "../../errors";
import type { CompressedRows } from "../compress/compressed-rows";
import { betterShift, momentsOfSums, spreadsOf, type Moments } from "../compress/moments";
import { readRows, runPasses, type Finding, type Pass } from "../compress/readings";
import type { Estimate } from "../compress/residuals";
import type { RowSource } from "../compress/rows";
import { basisOf, type Basis } from "./basis";
import { estimateOf, leastShare, solveInBulk, type SumsOfSquares } from "./bulk";
import { solveCompressedRows, type Elimination } from "./eliminate";
import { minimumNorm, type Dependent } from "./minimum-norm";

/**
 * A finished least-squares fit with intercept, before any figure is computed from it. Everything is in units of the
 * data times `scale` (powers of two, 1 except for extreme data).
 */
export interface Fit {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  /** Sum of the weights of the rows; their number if there are none. */
  readonly weight: number;
  /** Σ log w. */
  readonly logWeights: number;
  /** Number of independent columns, including the column of ones. */
  readonly rank: number;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
  /** Prediction at the shift, and the coefficients (of minimum norm if predictors are collinear). */
  readonly level: DoubleDouble;
  readonly slopes: readonly DoubleDouble[];
  readonly order: readonly number[];
  /** (k + 1)×(k + 1), row-major: (ZᵀZ)⁻¹ = (W·V)(W·V)ᵀ for Z = [1, x[order] − shift]; W upper, V upper triangular. */
  readonly w: Float64Array;
  readonly v: Float64Array;
  /** Combinations of predictors that are constant; a predictor that takes part in one is collinear. */
  readonly relations: readonly Float64Array[];
  /** The predictors that are combinations of others, except constant ones. */
  readonly dependent: readonly Dependent[];
  readonly residualSquares: number;
  readonly totalSquares: number;
  /** Total minus residual sum of squares, subtracted in doubled precision. */
  readonly explainedSquares: number;
  /** Σ (eᵢ − eᵢ₋₁)²; NaN if the rows were not read. */
  readonly residualSteps: number;
  /** Whether every fitted value rounds to the given y. */
  readonly exact: boolean;
  readonly means: Float64Array;
  readonly products: Float64Array;
  /** Beyond the precision of doubles, if known: see `Solution`. */
  readonly centred?: readonly (readonly bigint[])[];
  readonly elimination?: Elimination;
}

/** Least squares of y on x with intercept, for rows in memory; weighted rows exactly. @throws CrmError as `fitSteps` */
export function fitRows(source: RowSource, exactly = source.weighted): Fit {
  return runPasses(fitSteps(source.predictors, exactly), source);
}

/**
 * Least squares of y on x with intercept: compress, solve, refine. The generator requests passes over the rows, which
 * run where the rows are.
 *
 * Large, well-conditioned data are compressed to moments and corrected from their residuals (`solveInBulk`). All
 * others, small or ill-conditioned, are compressed without rounding (`CompressedRows`) and solved to the last digit.
 *
 * @throws CrmError `feedbackTooFewRows` for fewer than two rows without blanks; `feedbackNotFinite`, `emptyRange`
 */
export function* fitSteps(predictors: number, exactly = false): Generator<Pass, Fit, Finding> {
  if (predictors === 0) throw new CrmError("value", "emptyRange", { argument: "x" });
  if (exactly) return yield* fitExactly();
  const moments = yield* readMoments();
  requireRows(moments);
  const solved = withinRange(moments) ? yield* solveInBulk(moments) : undefined;
  if (solved === undefined) return yield* fitExactly();
  return finish(moments, solved.estimate, [], solved);
}

/** The moments of all the rows of a source. */
export function momentsOf(source: RowSource): Moments {
  return runPasses(readMoments(), source);
}

function* readMoments(): Generator<Pass, Moments, Finding> {
  let sums = yield* readRows({ kind: "sums" });
  const shift = betterShift(sums);
  if (shift !== undefined) sums = yield* readRows({ kind: "sums", shift });
  return momentsOfSums(sums);
}

function requireRows(compressed: { rows: number; leftOut: number }): void {
  if (compressed.rows < 2) {
    throw new CrmError("value", "feedbackTooFewRows", {
      rows: compressed.rows,
      leftOut: compressed.leftOut,
    });
  }
}

function withinRange({ means, products, predictors }: Moments): boolean {
  for (let j = 0; j <= predictors; j++) {
    const square = products[j * (predictors + 2)];
    if (!(square > 1e-100 && square < 1e200) || !(Math.abs(means[j]) < 1e100)) return false;
  }
  return true;
}

function normsOf({ means, products, rows, predictors }: Moments): Float64Array {
  return Float64Array.from({ length: predictors }, (_, j) =>
    Math.sqrt(products[j * (predictors + 2)] + rows * means[j] * means[j]),
  );
}

/** Any data: compressed without rounding and solved, then read once more for figures that depend on the rows' order. */
function* fitExactly(): Generator<Pass, Fit, Finding> {
  const fit = fitCompressedRows(yield* readRows({ kind: "products" }));
  const { shift, level, slopes } = fit;
  const scale = fit.scale.some((each) => each !== 1) ? fit.scale : undefined;
  const { steps, exact, logWeights } = yield* readRows({
    kind: "steps",
    line: { shift, level, slopes },
    scale,
  });
  return { ...fit, residualSteps: steps[0], exact, logWeights };
}

/**
 * Fits compressed rows alone, as exactly as the rows. Durbin–Watson, which depends on their order, is missing.
 *
 * @throws CrmError `feedbackTooFewRows` for fewer than two rows without blanks
 */
export function fitCompressedRows(compressed: CompressedRows): Fit {
  requireRows(compressed);
  const { moments, scale, estimate, v, dependent, sums, ...exact } = solveCompressedRows(compressed);
  return { ...finish(moments, estimate, dependent, sums, v, scale), ...exact };
}

/** The same fit with other coefficients: a level at the shift, and slopes of the independent predictors. */
export function withCoefficients(
  fit: Omit<Fit, "level" | "slopes">,
  level: DoubleDouble,
  independent: readonly DoubleDouble[],
): Fit {
  const slopes = new Array<DoubleDouble>(fit.predictors).fill([0, 0]);
  fit.order.forEach((column, t) => (slopes[column] = independent[t]));
  return { ...fit, level, slopes: minimumNorm(slopes, fit.order, fit.dependent, fit.scale) };
}

/** Row · W in doubled precision, not corrected by V, and with 1 for the column of ones. */
export function rawCoordinates(fit: Fit, row: Float64Array): DoubleDouble[] {
  const size = fit.order.length + 1;
  const z = fit.order.map((column) => twoSum(row[column] * fit.scale[column], -fit.shift[column]));
  return Array.from({ length: size }, (_, t): DoubleDouble => {
    if (t === 0) return [1, 0];
    let sum: DoubleDouble = [0, 0];
    for (let s = 1; s <= t; s++) sum = add(sum, multiply(z[s - 1], [fit.w[s * size + t], 0]));
    return sum;
  });
}

function finish(
  moments: Moments,
  estimate: Estimate,
  dependent: readonly Dependent[],
  sums: SumsOfSquares & { readonly exact?: boolean },
  v: Float64Array = identity(estimate.high.length),
  scale: Float64Array = new Float64Array(moments.predictors + 1).fill(1),
): Fit {
  const p = moments.predictors;
  const { high, low } = estimate;
  const fit = {
    predictors: p,
    rows: moments.rows,
    leftOut: moments.leftOut,
    weight: moments.rows,
    logWeights: 0,
    rank: estimate.order.length + 1,
    scale,
    shift: estimate.shift,
    // A constant predictor has no share in anything.
    dependent: dependent.filter(({ column }) => moments.products[column * (p + 2)] > 0),
    order: estimate.order,
    w: estimate.w,
    v,
    relations: relationsOf(moments, estimate.order, dependent, scale),
    residualSquares: Math.max(0, sums.residual),
    totalSquares: Math.max(0, sums.total),
    explainedSquares: Math.max(0, sums.explained),
    residualSteps: sums.steps,
    exact: sums.exact ?? false,
    means: moments.means,
    products: moments.products,
  };
  return withCoefficients(
    fit,
    add([estimate.shift[p], 0], [high[0], low[0]]),
    estimate.order.map((_, t) => [high[t + 1], low[t + 1]]),
  );
}

/** For each dependent predictor, a combination of predictors that is constant; mere rounding is dropped from it. */
function relationsOf(
  moments: Moments,
  order: readonly number[],
  dependent: readonly Dependent[],
  scale: Float64Array,
): Float64Array[] {
  const spreads = spreadsOf(moments.products);
  return dependent.map(({ column, on }) => {
    const relation = new Float64Array(moments.predictors);
    relation[column] = scale[column];
    let largest = spreads[column];
    on.forEach((value, s) => (largest = Math.max(largest, Math.abs(value) * spreads[order[s]])));
    on.forEach((value, s) => {
      const j = order[s];
      if (Math.abs(value) * spreads[j] > 1e-8 * largest && spreads[column] > 0)
        relation[j] = -value * scale[j];
    });
    return relation;
  });
}

/**
 * Fits moments alone, without the rows: no Durbin–Watson, and no refinement.
 *
 * @param solve solves the compressed problem if it is well-conditioned; by default, the basis's own solution is used
 */
export function fitMoments(moments: Moments, solve?: (factor: Basis["factor"]) => Float64Array): Fit {
  requireRows(moments);
  const basis = basisOf(moments, normsOf(moments), 1e-8);
  if (solve === undefined || basis.dependent.length > 0 || !(basis.smallestShare > leastShare)) {
    return fitCompact(moments, basis);
  }
  const slopes = solve(basis.factor);
  return fitCompact(moments, {
    ...basis,
    solution: Float64Array.from(basis.order, (column) => slopes[column]),
  });
}

function fitCompact(moments: Moments, basis: Basis): Fit {
  const estimate = estimateOf(moments, basis);
  const total = moments.products[moments.products.length - 1];
  return finish(moments, estimate, basis.dependent, {
    residual: basis.rest,
    total,
    explained: total - basis.rest,
    steps: NaN,
    exact: !(basis.rest > 1e-30 * total),
  });
}

/** The leverage of a row of weight 1. */
export function leverageOf(fit: Fit, row: Float64Array): number {
  const q = coordinatesOf(fit, row);
  return dot(q, q);
}

/** The row in the fit's coordinates, in which the (weighted) rows are orthonormal; the column of ones comes first. */
export function coordinatesOf(fit: Fit, row: Float64Array): Float64Array {
  const q = rounded(rawCoordinates(fit, row));
  q[0] = fit.w[0];
  return straightened(fit, q);
}

/** q V */
export function straightened(fit: Fit, q: Float64Array): Float64Array {
  const size = q.length;
  return Float64Array.from({ length: size }, (_, t) => {
    let sum = 0;
    for (let s = 0; s <= t; s++) sum += q[s] * fit.v[s * size + t];
    return sum;
  });
}

/** What a y has beyond its prediction, both in the units of the data times the scale of y. */
export function residualOf(y: number, [high, low]: DoubleDouble): number {
  return add(twoSum(y, -high), [-low, 0])[0];
}

/** Prediction for a row, in the units of the data times the scale of y. */
export function fittedValue(fit: Fit, row: Float64Array, offset = 0): DoubleDouble {
  let sum = fit.level;
  for (let j = 0; j < fit.predictors; j++) {
    sum = add(sum, multiply(fit.slopes[j], twoSum(row[offset + j] * fit.scale[j], -fit.shift[j])));
  }
  return sum;
}
