import { add, multiply, type DoubleDouble } from "../../numbers/double-double";
import { stripRowsFor, type Kernels, type SplitLine } from "./kernels";
import { partOf } from "./moments";
import { kernelsInUse, topBits } from "./plain-kernels";
import { completeRows, type RowBlock } from "./rows";

/**
 * The current estimate, in coordinates about a shift: y ≈ level + Σ βⱼ (xⱼ − shiftⱼ). Level and coefficients are in
 * doubled precision (high, low). `order` lists the k independent predictors; `w` is their (k + 1)×(k + 1) basis (upper
 * triangular, the column of ones first), in which the rows are nearly orthonormal.
 */
export interface Estimate {
  readonly shift: Float64Array;
  readonly order: readonly number[];
  readonly w: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Sums over the residuals e that an estimate has in consecutive rows. */
export interface ResidualSums {
  /** Number of complete rows. */
  readonly rows: number;
  /** Σ e². */
  readonly squares: number;
  /** Σ (eᵢ − eᵢ₋₁)². */
  readonly steps: number;
  /** The first and the last e; NaN if there are no rows. */
  readonly first: number;
  readonly last: number;
  /** Σ e (xⱼ − shiftⱼ) per predictor (Σ e xⱼ in doubled precision), and Σ e last; each is a sum of two doubles. */
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** A kernel's sums for a strip, and in `trace` Σ e², Σ (eᵢ − eᵢ₋₁)² and the last e. Valid until the next strip. */
interface Strip {
  readonly high: Float64Array;
  readonly low?: Float64Array;
  readonly sum: DoubleDouble;
  readonly trace: Float64Array;
}

/**
 * Reads a block of rows, in plain doubles for large, well-conditioned data, or in doubled precision for data whose
 * coefficients may be close to 0. A strip with blanks is read again without the rows that have them.
 */
export function readResiduals(block: RowBlock, estimate: Estimate, isDoubled: boolean): ResidualSums {
  const p = estimate.shift.length - 1;
  const kernels = kernelsInUse(p);
  const readStrip = isDoubled ? doubledStrips(estimate, kernels) : plainStrips(estimate, kernels);
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
    // The first residual is computed on its own, so that every row has a predecessor.
    const read = (): Strip => {
      if (count === 0) last = first = readStrip(strip, from, 1, 0).trace[2];
      return readStrip(strip, from, rows, last);
    };
    let found = read();
    if (!(found.trace[0] * 0 === 0)) {
      strip = completeRows(partOf(block, p, at, rows), p);
      if (strip.rows === 0) continue;
      from = 0;
      rows = strip.rows;
      found = read();
    }
    for (let j = 0; j < p; j++) addTo(high, low, j, found.high[j], found.low?.[j] ?? 0);
    addTo(high, low, p, found.sum[0], found.sum[1]);
    squares += found.trace[0];
    steps += found.trace[1];
    last = found.trace[2];
    count += rows;
  }
  return { rows: count, squares, steps, first, last, high, low };
}

type ReadStrip = (strip: RowBlock, at: number, rows: number, last: number) => Strip;

function plainStrips({ shift: about, order, high }: Estimate, kernels: Kernels): ReadStrip {
  const p = about.length - 1;
  const shift = new Float64Array(p + 2);
  shift.set(about);
  const slopes = new Float64Array(p + 2);
  order.forEach((column, t) => (slopes[column] = -high[t + 1]));
  slopes[p] = 1;
  slopes[p + 1] = -high[0];
  return (strip, at, rows, last) => {
    const found = kernels.residuals(strip, at, rows, shift, slopes, last);
    return { high: found, sum: [found[p + 1], 0], trace: found.subarray(p + 2, p + 5) };
  };
}

function doubledStrips(estimate: Estimate, kernels: Kernels): ReadStrip {
  const line = splitLineOf(estimate);
  const kernel = kernels.doubled();
  return (strip, at, rows, last) => {
    const { high, low, others } = kernel(strip, at, rows, line, last);
    return { high, low, sum: [others[3], others[4]], trace: others };
  };
}

/** Merges the sums of two adjacent sets of rows. */
export function mergeResiduals(a: ResidualSums, b: ResidualSums): ResidualSums {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  const high = a.high.slice();
  const low = a.low.slice();
  for (let j = 0; j < high.length; j++) addTo(high, low, j, b.high[j], b.low[j]);
  return {
    rows: a.rows + b.rows,
    squares: a.squares + b.squares,
    steps: a.steps + b.steps + (b.first - a.last) ** 2,
    first: a.first,
    last: b.last,
    high,
    low,
  };
}

function addTo(high: Float64Array, low: Float64Array, j: number, moreHigh: number, moreLow: number): void {
  const before = high[j];
  const sum = before + moreHigh;
  const part = sum - before;
  low[j] += before - (sum - part) + (moreHigh - part) + moreLow;
  high[j] = sum;
}

/** What the estimate is where every predictor is 0. */
export function startOf({ shift, order, high, low }: Estimate): DoubleDouble {
  return order.reduce<DoubleDouble>(
    (sum, column, t) => add(sum, multiply([high[t + 1], low[t + 1]], [-shift[column], 0])),
    add([shift[shift.length - 1], 0], [high[0], low[0]]),
  );
}

function splitLineOf(estimate: Estimate): SplitLine {
  const p = estimate.shift.length - 1;
  const start = startOf(estimate);
  const slopes = new Float64Array(p);
  const rests = new Float64Array(p);
  estimate.order.forEach((column, t) => {
    slopes[column] = -estimate.high[t + 1];
    rests[column] = -estimate.low[t + 1];
  });
  const heads = slopes.map(topBits);
  slopes.forEach((slope, j) => (rests[j] += slope - heads[j]));
  return { constant: [-start[0], -start[1]], slopes, heads, rests };
}
