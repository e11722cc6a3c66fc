import { add, multiply } from "../double-double";
import type { DoubledKernel, SplitLine } from "./doubled-kernels";
import { fastestKernels } from "./fastest-kernels";
import { partOf } from "./moments";
import type { Position } from "./position";
import { stripRowsFor } from "./row-kernels";
import { completeRows, type RowBlock } from "./rows";
import { topBits } from "./top-bits";

/**
 * What a reading of some consecutive rows in doubled precision tells about the residuals e: Σ e·x for each predictor
 * and Σ e last, as sums of two doubles, Σ e², the sum of the squared steps between consecutive residuals, and the first
 * and the last of them.
 */
export interface DoubledReading {
  readonly rows: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly squares: number;
  readonly steps: number;
  readonly first: number;
  readonly last: number;
}

/** Reads a block of rows in doubled precision: for well-conditioned data whose coefficients may be close to 0. */
export function readDoubled(
  block: RowBlock,
  position: Position,
  kernel: DoubledKernel = fastestKernels(position.shift.length - 1).doubled(),
): DoubledReading {
  const p = position.shift.length - 1;
  const line = splitLineOf(position);
  const stripRows = stripRowsFor(p);
  const high = new Float64Array(p + 1);
  const low = new Float64Array(p + 1);
  let count = 0;
  let squares = 0;
  let steps = 0;
  let first = NaN;
  let last = NaN;
  for (let at = 0; at < block.rows; at += stripRows) {
    let strip = block;
    let from = at;
    let rows = Math.min(stripRows, block.rows - at);
    // The first residual is made alone, so that there is one before each row.
    const read = (): ReturnType<DoubledKernel> => {
      if (count === 0) last = first = kernel(strip, from, 1, line, 0).others[2];
      return kernel(strip, from, rows, line, last);
    };
    let sums = read();
    if (!(sums.others[0] * 0 === 0)) {
      strip = completeRows(partOf(block, p, at, rows), p);
      if (strip.rows === 0) continue;
      from = 0;
      rows = strip.rows;
      sums = read();
    }
    const { others } = sums;
    for (let j = 0; j < p; j++) addTo(high, low, j, sums.high[j], sums.low[j]);
    addTo(high, low, p, others[3], others[4]);
    squares += others[0];
    steps += others[1];
    last = others[2];
    count += rows;
  }
  return { rows: count, high, low, squares, steps, first, last };
}

/** The reading of two sets of consecutive rows together. */
export function mergeDoubledReadings(a: DoubledReading, b: DoubledReading): DoubledReading {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  const high = a.high.slice();
  const low = a.low.slice();
  for (let j = 0; j < high.length; j++) addTo(high, low, j, b.high[j], b.low[j]);
  return {
    rows: a.rows + b.rows,
    high,
    low,
    squares: a.squares + b.squares,
    steps: a.steps + b.steps + (b.first - a.last) ** 2,
    first: a.first,
    last: b.last,
  };
}

function addTo(high: Float64Array, low: Float64Array, j: number, moreHigh: number, moreLow: number): void {
  const before = high[j];
  const sum = before + moreHigh;
  const part = sum - before;
  low[j] += before - (sum - part) + (moreHigh - part) + moreLow;
  high[j] = sum;
}

function splitLineOf({ shift, order, high, low }: Position): SplitLine {
  const p = shift.length - 1;
  let start = add([shift[p], 0], [high[0], low[0]]);
  const slopes = new Float64Array(p);
  const rests = new Float64Array(p);
  order.forEach((column, t) => {
    const slope = [high[t + 1], low[t + 1]] as const;
    start = add(start, multiply(slope, [-shift[column], 0]));
    slopes[column] = -slope[0];
    rests[column] = -slope[1];
  });
  const heads = slopes.map(topBits);
  slopes.forEach((slope, j) => (rests[j] += slope - heads[j]));
  return { constant: [-start[0], -start[1]], slopes, heads, rests };
}
