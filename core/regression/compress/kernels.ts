import type { RowBlock } from "./rows";

/**
 * The two time-consuming loops over rows. They work on strips of a block that fit the innermost cache. Each row stands
 * for the p + 2 numbers v = (x₁ … x_p, y, 1); `shift` also has p + 2 entries, the last of them 0.
 *
 * All implementations, plain JavaScript or SIMD on pairs of doubles, add the same numbers in the same order and give
 * the same bits, so that a result does not depend on where it was computed.
 */
export interface RowKernels {
  /** Numbers per row of the product matrix: p + 2 or a few more. */
  readonly stride: number;
  /**
   * Σ (v − shift)(v − shift)ᵀ over `rows` rows of a block from row `at` on, row-major. Only the part on and above the
   * diagonal is valid, without the last entry. The next call reuses the array.
   */
  products(block: RowBlock, at: number, rows: number, shift: Float64Array): Float64Array;
  /**
   * For the residuals e = Σ slopes · (v − shift) of the rows: Σ e (v − shift) for each entry of v, Σ e², Σ (eᵢ − eᵢ₋₁)²
   * with `last` preceding the first row, and the last residual. Each e is the sum of two partial sums, over the entries
   * at even and at odd positions. The results are the first p + 5 entries of an array that the next call reuses.
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

/** Rows per strip: at most 24 kB of numbers, but no fewer than 64 rows. */
export function stripRowsFor(predictors: number): number {
  return Math.max(64, 2 ** Math.floor(Math.log2(3072 / (predictors + 2))));
}

/**
 * The line y ≈ start + Σ slope · x, with signs flipped so that only sums are needed: `constant` is −start in doubled
 * precision, `slopes` are the rounded −slope, `heads` their upper bits (`topBits`), and `rests` what −slope in doubled
 * precision has beyond these.
 */
export interface SplitLine {
  readonly constant: readonly [high: number, low: number];
  readonly slopes: Float64Array;
  readonly heads: Float64Array;
  readonly rests: Float64Array;
}

/**
 * Sums over a strip of rows of the residuals e of a line: Σ e·x for each predictor as a sum of two doubles, and in
 * `others` Σ e², Σ (eᵢ − eᵢ₋₁)², the last e, and Σ e as two doubles. The next call reuses the arrays.
 */
export interface DoubledSums {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly others: Float64Array;
}

/**
 * The loop over the rows of a strip in doubled precision. A product is split into the product of the heads, which is
 * exact, and a remainder. The products of the heads are summed along with the error of each addition (Knuth). The
 * remainder is 2⁻²⁶ of the product and is summed in plain doubles, so that the error of e is about 2⁻⁷⁹ of the products
 * it is made of, and so is that of the sum of e·x. Terms at even and at odd positions are summed separately (SIMD).
 */
export type DoubledKernel = (
  block: RowBlock,
  at: number,
  rows: number,
  line: SplitLine,
  last: number,
) => DoubledSums;

/** The loops over the rows of a yes/no outcome, η = θ₀ + Σ θₜ (xₜ − shiftₜ), also over strips. */
export interface OutcomeKernel {
  readonly stripRows: number;
  /** η of the rows of a strip, each summed in the order of the columns. The next call reuses the array. */
  etas(x: Float64Array, at: number, rows: number, shift: Float64Array, theta: Float64Array): Float64Array;
  /**
   * For the rows of the last call of `etas`: Σ e (x − shift), and if `roots` are given Σ root² v vᵀ for
   * v = (x − shift, 1), (p + 1)×(p + 1), valid on and above the diagonal. The next call reuses the arrays.
   */
  sums(
    rows: number,
    residuals: Float64Array,
    roots?: Float64Array,
  ): { readonly gradient: Float64Array; readonly products: Float64Array; readonly stride: number };
}

/** The loop over rows that are cut into limbs, `rowsPerSum` rows at a time. */
export interface LimbKernel {
  /**
   * Holds `limbs` limbs of `rowsAtOnce` rows; row i of limb l is at 32 stride ⌊i/32⌋ + rowStep (i mod 32) + limbStep l.
   */
  roomFor(limbs: number): {
    readonly stride: number;
    readonly values: Float64Array;
    readonly rowStep: number;
    readonly limbStep: number;
  };
  /**
   * Sums of products over the 32 rows from row `first` on: of limb i before `end` with limb j from `from` on, j ≥ i, at
   * i stride + j. The next call reuses the array.
   */
  sums(first: number, end: number, from: number): Float64Array;
}

/**
 * All loops over rows for a number of predictors. A caller with faster ones than plain JavaScript's, such as a
 * notebook, puts them to use (`useKernels`); they give the same bits.
 */
export interface Kernels extends RowKernels {
  /** Created on first use. */
  doubled(): DoubledKernel;
  outcome(): OutcomeKernel;
  limbs(): LimbKernel;
}

export type KernelsFor = (predictors: number) => Kernels;

/** Kernels that are created on first use and kept while the number of predictors stays, so that arrays are reused. */
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
