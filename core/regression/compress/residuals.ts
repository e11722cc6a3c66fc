import { add, multiply } from "../../numbers/double-double";
import { stripRowsFor, type Kernels, type SplitLine } from "./kernels";
import { partOf } from "./moments";
import { kernelsInUse, topBits } from "./plain-kernels";
import { completeRows, type RowBlock } from "./rows";

/** What a reading in plain doubles tells beyond the trace: the gradient Σ e (v − shift) for v = (x₁ … x_p, y, 1). */
export interface PlainReading extends ResidualTrace {
  readonly gradient: Float64Array;
}

/** Reads a block of rows in plain doubles, about the shift of the position: for well-conditioned data in bulk. */
export function readPlainly(
  block: RowBlock,
  position: Estimate,
  kernels: Kernels = kernelsInUse(position.shift.length - 1),
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
  const trace = readStrips(
    block,
    p,
    kernels.stripRows,
    (strip, at, rows, last) => kernels.residuals(strip, at, rows, shift, slopes, last),
    (found) => found.subarray(p + 2, p + 5),
    (found) => {
      for (let j = 0; j < gradient.length; j++) gradient[j] += found[j];
    },
  );
  return { ...trace, gradient };
}

/** The reading of two sets of consecutive rows together. */
export function mergePlainReadings(a: PlainReading, b: PlainReading): PlainReading {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  return { ...mergeTraces(a, b), gradient: a.gradient.map((value, i) => value + b.gradient[i]) };
}

/**
 * Where the fit stands, in coordinates about a shift: y ≈ level + Σ βⱼ (xⱼ − shiftⱼ). Level and coefficients are held
 * in doubled precision (high, low). `order` names the k independent predictors, `w` is their (k + 1)×(k + 1) basis
 * (upper triangular, the ones first), in which the rows are nearly orthonormal.
 */
export interface Estimate {
  readonly shift: Float64Array;
  readonly order: readonly number[];
  readonly w: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** What consecutive rows tell about the residuals e of a position, whatever the precision they are read in. */
export interface ResidualTrace {
  /** Complete rows. */
  readonly rows: number;
  /** Σ e². */
  readonly squares: number;
  /** Σ (eᵢ − eᵢ₋₁)². */
  readonly steps: number;
  /** The first and the last e; NaN where there are no rows. */
  readonly first: number;
  readonly last: number;
}

/**
 * Reads the rows of a block strip by strip; a strip with blanks is read once more without the rows that have them.
 *
 * @param residuals reads `rows` rows of a strip from `at` on, given the residual before them
 * @param traceOf Σ e², Σ (eᵢ − eᵢ₋₁)² and the last e of what was read
 * @param take is given what each strip tells, good until the next strip
 */
export function readStrips<Sums>(
  block: RowBlock,
  predictors: number,
  stripRows: number,
  residuals: (strip: RowBlock, at: number, rows: number, last: number) => Sums,
  traceOf: (sums: Sums) => Float64Array,
  take: (sums: Sums) => void,
): ResidualTrace {
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
    const read = (): Sums => {
      if (count === 0) last = first = traceOf(residuals(strip, from, 1, 0))[2];
      return residuals(strip, from, rows, last);
    };
    let sums = read();
    let trace = traceOf(sums);
    if (!(trace[0] * 0 === 0)) {
      strip = completeRows(partOf(block, predictors, at, rows), predictors);
      if (strip.rows === 0) continue;
      from = 0;
      rows = strip.rows;
      sums = read();
      trace = traceOf(sums);
    }
    take(sums);
    squares += trace[0];
    steps += trace[1];
    last = trace[2];
    count += rows;
  }
  return { rows: count, squares, steps, first, last };
}

/** The trace of two sets of consecutive rows together, both with rows. */
export function mergeTraces(a: ResidualTrace, b: ResidualTrace): ResidualTrace {
  return {
    rows: a.rows + b.rows,
    squares: a.squares + b.squares,
    steps: a.steps + b.steps + (b.first - a.last) ** 2,
    first: a.first,
    last: b.last,
  };
}

/** What a reading in doubled precision tells beyond the trace: Σ e·x for each predictor and Σ e last, as sums of two doubles. */
export interface DoubledReading extends ResidualTrace {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Reads a block of rows in doubled precision: for well-conditioned data whose coefficients may be close to 0. */
export function readDoubled(
  block: RowBlock,
  position: Estimate,
  kernels: Kernels = kernelsInUse(position.shift.length - 1),
): DoubledReading {
  const p = position.shift.length - 1;
  const line = splitLineOf(position);
  const kernel = kernels.doubled();
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

function splitLineOf({ shift, order, high, low }: Estimate): SplitLine {
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
