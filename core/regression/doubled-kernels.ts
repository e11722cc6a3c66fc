import type { RowBlock } from "./rows";

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
