import { stripRowsFor } from "./kernels";
import { kernelsInUse } from "./plain-kernels";
import { completeRows, isComplete, type RowBlock } from "./rows";

/**
 * Rows compressed to counts, means and centred cross products: all that a well-conditioned fit needs.
 *
 * Variables are numbered x₁ … x_p, y; `products` is (p + 1)×(p + 1), symmetric, row-major:
 * Σ (vᵢ − v̄ᵢ)(vⱼ − v̄ⱼ) over the rows used. SQL can make them (`REGR_SXY`, or sums over centred columns).
 */
export interface Moments {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly means: Float64Array;
  readonly products: Float64Array;
}

/** Lengths of the variables about their means. */
export function spreadsOf(products: Float64Array): Float64Array {
  const size = Math.sqrt(products.length);
  return Float64Array.from({ length: size }, (_, j) => Math.sqrt(products[j * (size + 1)]));
}

/**
 * Sums of rows v = (x₁ … x_p, y, 1) about a shift close to their means, so that nothing cancels: a single pass gives
 * means and products. `products` is (p + 2)×(p + 2), row-major; the first p + 1 rows are valid, on and above the
 * diagonal, and their last column holds Σ (v − shift).
 */
export interface ShiftedSums {
  readonly rows: number;
  readonly leftOut: number;
  readonly shift: Float64Array;
  readonly products: Float64Array;
}

/** A shift close to the means: the means of the first complete rows of a block. Undefined if no row is complete. */
export function startingShift(block: RowBlock, predictors: number): Float64Array | undefined {
  const shift = new Float64Array(predictors + 2);
  let rows = 0;
  for (let i = 0; i < block.rows && rows < 256; i++) {
    if (!isComplete(block, predictors, i)) continue;
    rows++;
    const share = 1 / rows;
    for (let j = 0; j < predictors; j++) shift[j] += (block.x[i * predictors + j] - shift[j]) * share;
    shift[predictors] += (block.y[i] - shift[predictors]) * share;
  }
  return rows === 0 ? undefined : shift;
}

/** The sums of a block of rows; rows with a blank are left out and counted. */
export function sumsOfBlock(block: RowBlock, shift: Float64Array): ShiftedSums {
  const width = shift.length;
  const p = width - 2;
  const kernels = kernelsInUse(p);
  const products = new Float64Array(width * width);
  let leftOut = 0;
  const stripRows = stripRowsFor(p);
  const { stride } = kernels;
  for (let at = 0; at < block.rows; at += stripRows) {
    const rows = Math.min(stripRows, block.rows - at);
    let found = kernels.products(block, at, rows, shift);
    if (!sumsAreFinite(found, width, stride)) {
      const complete = completeRows(partOf(block, p, at, rows), p);
      leftOut += rows - complete.rows;
      if (complete.rows === 0) continue;
      if (complete.rows < rows) found = kernels.products(complete, 0, complete.rows, shift);
    }
    for (let i = 0; i <= p; i++) {
      for (let j = i; j < width; j++) products[i * width + j] += found[i * stride + j];
    }
  }
  return { rows: block.rows - leftOut, leftOut, shift, products };
}

/** Whether every Σ (v − shift) is finite: one blank or infinite number is enough to spoil it. */
function sumsAreFinite(products: Float64Array, width: number, stride: number): boolean {
  let zero = 0;
  for (let i = 0; i < width; i++) zero += products[i * stride + width - 1] * 0;
  return zero === 0;
}

/** Some rows of a block as a block of their own, without copying. */
export function partOf(
  { first = 0, x, y }: RowBlock,
  predictors: number,
  at: number,
  rows: number,
): RowBlock {
  return {
    rows,
    first: first + at,
    x: x.subarray(at * predictors, (at + rows) * predictors),
    y: y.subarray(at, at + rows),
  };
}

/** Merges the sums of two sets of rows about the same shift. */
export function mergeSums(a: ShiftedSums, b: ShiftedSums): ShiftedSums {
  return {
    rows: a.rows + b.rows,
    leftOut: a.leftOut + b.leftOut,
    shift: b.shift,
    products: a.products.map((value, i) => value + b.products[i]),
  };
}

export function momentsOfSums({ rows, leftOut, shift, products }: ShiftedSums): Moments {
  const width = shift.length;
  const predictors = width - 2;
  const size = predictors + 1;
  const about = new Float64Array(size * size);
  const means = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const gap = products[i * width + size] / rows;
    means[i] = shift[i] + gap;
    for (let j = i; j < size; j++) {
      const value = products[i * width + j] - gap * products[j * width + size];
      about[i * size + j] = value;
      about[j * size + i] = value;
    }
  }
  return { predictors, rows, leftOut, means, products: about };
}

/**
 * The means as a better shift, if a mean is so far from the shift, relative to the scatter of its variable, that the
 * moments lose digits (data that begin unlike the rest); undefined if the shift is good.
 */
export function betterShift({ rows, shift, products }: ShiftedSums): Float64Array | undefined {
  const width = shift.length;
  const p = width - 2;
  const better = Float64Array.from(shift);
  let far = false;
  for (let j = 0; j <= p; j++) {
    const gap = products[j * width + p + 1] / rows;
    better[j] += gap;
    if (gap * gap * rows > 0.9 * products[j * width + j] && better[j] !== shift[j]) far = true;
  }
  return far ? better : undefined;
}
