import { add, multiply } from "../double-double";
import type { DoubledKernel, SplitLine } from "./doubled-kernels";
import { fastestKernels } from "./fastest-kernels";
import type { Position } from "./position";
import { mergeTraces, readStrips, type ResidualTrace } from "./residual-strips";
import { stripRowsFor } from "./row-kernels";
import type { RowBlock } from "./rows";
import { topBits } from "./top-bits";

/** What a reading in doubled precision tells besides: Σ e·x for each predictor and Σ e last, as sums of two doubles. */
export interface DoubledReading extends ResidualTrace {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Reads a block of rows in doubled precision: for well-conditioned data whose coefficients may be close to 0. */
export function readDoubled(
  block: RowBlock,
  position: Position,
  kernel: DoubledKernel = fastestKernels(position.shift.length - 1).doubled(),
): DoubledReading {
  const p = position.shift.length - 1;
  const line = splitLineOf(position);
  const high = new Float64Array(p + 1);
  const low = new Float64Array(p + 1);
  const trace = readStrips(
    block,
    p,
    stripRowsFor(p),
    (strip, at, rows, last) => kernel(strip, at, rows, line, last),
    ({ others }) => others,
    (sums) => {
      for (let j = 0; j < p; j++) addTo(high, low, j, sums.high[j], sums.low[j]);
      addTo(high, low, p, sums.others[3], sums.others[4]);
    },
  );
  return { ...trace, high, low };
}

/** The reading of two sets of consecutive rows together. */
export function mergeDoubledReadings(a: DoubledReading, b: DoubledReading): DoubledReading {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  const high = a.high.slice();
  const low = a.low.slice();
  for (let j = 0; j < high.length; j++) addTo(high, low, j, b.high[j], b.low[j]);
  return { ...mergeTraces(a, b), high, low };
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
