import type { RowBlock } from "./rows";

/**
 * The two loops over rows that take the time, over strips of a block that stay in the innermost cache. Each row stands
 * for the p + 2 numbers v = (x₁ … x_p, y, 1); `shift` has p + 2 entries as well, the last of them 0.
 *
 * Both ways of doing it, plain JavaScript and WebAssembly's pairs of doubles, add the same numbers in the same order:
 * they give the same bits, so that a result does not depend on where it was made.
 */
export interface RowKernels {
  /** Most rows of a strip. */
  readonly stripRows: number;
  /** Numbers in a row of the matrix of products: p + 2 or one more. */
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

/** Rows of a strip: 24 kB of numbers. */
export function stripRowsFor(predictors: number): number {
  return Math.max(64, 2 ** Math.floor(Math.log2(3072 / (predictors + 2))));
}
