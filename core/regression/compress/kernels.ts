import type { RowBlock } from "./rows";

/**
 * The two loops over rows that take the time, over strips of a block that stay in the innermost cache. Each row stands
 * for the p + 2 numbers v = (x₁ … x_p, y, 1); `shift` has p + 2 entries as well, the last of them 0.
 *
 * All ways of doing it, plain JavaScript or pairs of doubles, add the same numbers in the same order: they give the same
 * bits, so that a result does not depend on where it was made.
 */
export interface RowKernels {
  /** Numbers in a row of the matrix of products: p + 2 or a few more. */
  readonly stride: number;
  /**
   * Σ (v − shift)(v − shift)ᵀ over the rows `at` … `at + rows` of a block, row-major, of which the part on and above
   * the diagonal counts, without the last entry. The array is used again by the next call.
   */
  products(block: RowBlock, at: number, rows: number, shift: Float64Array): Float64Array;
  /**
   * Residuals e = Σ slopes · (v − shift) of the rows: Σ e (v − shift) for each of v, Σ e², Σ (eᵢ − eᵢ₋₁)² with `last`
   * before the first row, and the last residual. The sum of slopes · (v − shift) is made of two, over the entries at
   * even and at odd positions. The results stand in the first p + 5 places of an array that the next call uses again.
   */
  residuals(
    block: RowBlock,
    at: number,
    rows: number,
    shift: Float64Array,
    slopes: Float64Array,
    last: number,
  ): Float64Array;
}

/** Most rows of a strip: 24 kB of numbers. */
export function stripRowsFor(predictors: number): number {
  return Math.max(64, 2 ** Math.floor(Math.log2(3072 / (predictors + 2))));
}

/**
 * y ≈ start + Σ slope · x, the signs turned so that only sums are needed: `constant` is −start in doubled precision,
 * `slopes` are the −slope, rounded, `heads` their upper bits (`topBits`) and `rests` what a slope in doubled precision
 * has beyond them.
 */
export interface SplitLine {
  readonly constant: readonly [high: number, low: number];
  readonly slopes: Float64Array;
  readonly heads: Float64Array;
  readonly rests: Float64Array;
}

/**
 * What a strip of rows tells about the residuals e of a line: Σ e·x as a sum of two doubles for each predictor, and in
 * `others` Σ e² , Σ (eᵢ − eᵢ₋₁)², the last e, and Σ e as two doubles. The arrays are used again by the next call.
 */
export interface DoubledSums {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly others: Float64Array;
}

/**
 * The loop over the rows of a strip in doubled precision. A product is made of heads, whose product is exact, and of
 * what remains; the products of the heads are added up with the error of each sum (Knuth). What remains is 2⁻²⁶ of the
 * product and is added up in plain doubles, so that e has an error of some 2⁻⁷⁹ of the products that it is made of, and
 * so has the sum of e·x. Terms at even and at odd positions are added up apart, as pairs of doubles do.
 */
export type DoubledKernel = (
  block: RowBlock,
  at: number,
  rows: number,
  line: SplitLine,
  last: number,
) => DoubledSums;

/** The loops over the rows of a yes/no outcome, η = θ₀ + Σ θₜ (xₜ − shiftₜ), over strips as well. */
export interface OutcomeKernel {
  readonly stripRows: number;
  /** η of the rows of a strip, each summed in the order of the columns. The array is used again by the next call. */
  etas(x: Float64Array, at: number, rows: number, shift: Float64Array, theta: Float64Array): Float64Array;
  /**
   * Of the rows whose η were made last: Σ e (x − shift), and where `roots` are given Σ root² v vᵀ for v = (x − shift, 1),
   * (p + 1)×(p + 1), of which the part on and above the diagonal counts. The arrays are used again by the next call.
   */
  sums(
    rows: number,
    residuals: Float64Array,
    roots?: Float64Array,
  ): { readonly gradient: Float64Array; readonly products: Float64Array; readonly stride: number };
}

/** The loop over rows that are cut into limbs, `rowsPerSum` at a time. */
export interface LimbKernel {
  /**
   * Room for so many limbs of `rowsAtOnce` rows: row i of limb l stands at 32 stride ⌊i/32⌋ + rowStep (i mod 32) + limbStep l.
   */
  roomFor(limbs: number): {
    readonly stride: number;
    readonly values: Float64Array;
    readonly rowStep: number;
    readonly limbStep: number;
  };
  /**
   * Σ of the products of a limb before `end` with one from `from` on, and not before it, over the 32 rows that begin with
   * row `first`: limb i with limb j at i stride + j. The array is used again by the next call.
   */
  sums(first: number, end: number, from: number): Float64Array;
}

/**
 * All loops over rows for a number of predictors. Whoever has faster ones than plain JavaScript's, as a notebook has,
 * hands them in (`{ kernels }`); they give the same bits.
 */
export interface Kernels extends RowKernels {
  /** Made where it is first needed. */
  doubled(): DoubledKernel;
  outcome(): OutcomeKernel;
  limbs(): LimbKernel;
}

export type KernelsFor = (predictors: number) => Kernels;

/** Kernels each made where it is first needed, and kept while the number of predictors stays: their arrays serve again. */
export function keptKernels(make: {
  readonly rows: (predictors: number) => RowKernels;
  readonly doubled: (predictors: number) => DoubledKernel;
  readonly outcome: (predictors: number) => OutcomeKernel;
  readonly limbs: () => LimbKernel;
}): KernelsFor {
  let latest: { readonly predictors: number; readonly kernels: Kernels } | undefined;
  const once = <Kernel>(body: () => Kernel): (() => Kernel) => {
    let made: Kernel | undefined;
    return () => (made ??= body());
  };
  return (predictors) => {
    if (latest?.predictors !== predictors) {
      const kernels = {
        ...make.rows(predictors),
        doubled: once(() => make.doubled(predictors)),
        outcome: once(() => make.outcome(predictors)),
        limbs: once(make.limbs),
      };
      latest = { predictors, kernels };
    }
    return latest.kernels;
  };
}
