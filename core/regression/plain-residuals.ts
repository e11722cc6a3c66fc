import { fastestKernels } from "./fastest-kernels";
import { partOf } from "./moments";
import type { Position } from "./position";
import type { RowKernels } from "./row-kernels";
import { completeRows, type RowBlock } from "./rows";

/**
 * What a reading of some consecutive rows in plain doubles tells about the residuals e: the gradient Σ e (v − shift)
 * for v = (x₁ … x_p, y, 1), Σ e², the sum of the squared steps between consecutive residuals, and the first and the
 * last of them.
 */
export interface PlainReading {
  readonly rows: number;
  readonly gradient: Float64Array;
  readonly squares: number;
  readonly steps: number;
  readonly first: number;
  readonly last: number;
}

/** Reads a block of rows in plain doubles, about the shift of the position: for well-conditioned data in bulk. */
export function readPlainly(
  block: RowBlock,
  position: Position,
  kernels: RowKernels = fastestKernels(position.shift.length - 1),
): PlainReading {
  const { order, high } = position;
  const p = position.shift.length - 1;
  const shift = new Float64Array(p + 2);
  shift.set(position.shift);
  const slopes = new Float64Array(p + 2);
  order.forEach((column, t) => (slopes[column] = -high[t + 1]));
  slopes[p] = 1;
  slopes[p + 1] = -high[0];
  const gradient = new Float64Array(p + 2);
  const { stripRows } = kernels;
  let count = 0;
  let squares = 0;
  let steps = 0;
  let first = NaN;
  let last = NaN;
  for (let at = 0; at < block.rows; at += stripRows) {
    let rows = Math.min(stripRows, block.rows - at);
    let strip = block;
    let from = at;
    // The first residual is made alone, so that there is one before each row.
    const found = (): Float64Array => {
      if (count === 0) last = first = kernels.residuals(strip, from, 1, shift, slopes, 0)[p + 4];
      return kernels.residuals(strip, from, rows, shift, slopes, last);
    };
    let sums = found();
    if (!(sums[p + 2] * 0 === 0)) {
      strip = completeRows(partOf(block, p, at, rows), p);
      if (strip.rows === 0) continue;
      rows = strip.rows;
      from = 0;
      sums = found();
    }
    for (let j = 0; j < gradient.length; j++) gradient[j] += sums[j];
    squares += sums[p + 2];
    steps += sums[p + 3];
    last = sums[p + 4];
    count += rows;
  }
  return { rows: count, gradient, squares, steps, first, last };
}

/** The reading of two sets of consecutive rows together. */
export function mergePlainReadings(a: PlainReading, b: PlainReading): PlainReading {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  return {
    rows: a.rows + b.rows,
    gradient: a.gradient.map((value, i) => value + b.gradient[i]),
    squares: a.squares + b.squares,
    steps: a.steps + b.steps + (b.first - a.last) ** 2,
    first: a.first,
    last: b.last,
  };
}
