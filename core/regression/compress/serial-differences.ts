import { add, multiply, splitter, twoSum, type DoubleDouble } from "../../numbers/double-double";
import { completeRows, type RowBlock } from "./rows";

/** Coefficients about a shift, in doubled precision: y ≈ level + Σ slopeⱼ (xⱼ − shiftⱼ). */
export interface Line {
  readonly shift: Float64Array;
  readonly level: DoubleDouble;
  readonly slopes: readonly DoubleDouble[];
}

/**
 * Figures of the residuals e of a line that depend on the order of consecutive rows: Σ (eᵢ − eᵢ₋₁)² and the first and
 * the last residual. `exact` is true if every fitted value rounds to the given y.
 */
export interface SerialDifferences {
  readonly rows: number;
  readonly steps: DoubleDouble;
  readonly first: DoubleDouble;
  readonly last: DoubleDouble;
  readonly exact: boolean;
  /** Σ log w of the weights; with weights, e is √w times the residual (as in statsmodels). */
  readonly logWeights: number;
}

/** What the line is where every predictor is 0. */
export function interceptOf({ shift, level, slopes }: Line): DoubleDouble {
  return slopes.reduce((sum, slope, j) => add(sum, multiply(slope, [-shift[j], 0])), level);
}

/** Reads a block of rows in doubled precision (Dekker's products), because coefficients may be large and cancel. */
export function readDifferences(given: RowBlock, line: Line): SerialDifferences {
  const { slopes } = line;
  const p = slopes.length;
  // e = y − start − Σ slope·x, with the constant computed once.
  const start = interceptOf(line);
  const high = Float64Array.from(slopes, (slope) => -slope[0]);
  const low = Float64Array.from(slopes, (slope) => -slope[1]);
  const top = high.map((value) => topHalf(value));
  const rest = high.map((value, j) => value - top[j]);
  const { rows, x, y, weights } = completeRows(given, p);
  let stepsHigh = 0;
  let stepsLow = 0;
  let first: DoubleDouble = [NaN, 0];
  let lastHigh = NaN;
  let lastLow = 0;
  let exact = true;
  let logWeights = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    let eHigh = y[i] - start[0];
    let part = eHigh - y[i];
    let eLow = y[i] - (eHigh - part) + (-start[0] - part) - start[1];
    for (let j = 0; j < p; j++, at++) {
      const v = x[at];
      const product = v * high[j];
      const cut = splitter * v;
      const vTop = cut - (cut - v);
      const vRest = v - vTop;
      const error = vRest * rest[j] - (product - vTop * top[j] - vRest * top[j] - vTop * rest[j]);
      const sum = eHigh + product;
      part = sum - eHigh;
      eLow += eHigh - (sum - part) + (product - part) + (error + v * low[j]);
      eHigh = sum;
    }
    let e = eHigh + eLow;
    eLow -= e - eHigh;
    if (y[i] - e !== y[i]) exact = false;
    if (weights !== undefined) {
      const root = Math.sqrt(weights[i]);
      e *= root;
      eLow *= root;
      logWeights += Math.log(weights[i]);
    }
    if (i === 0) first = [e, eLow];
    else {
      const step = e - lastHigh + (eLow - lastLow);
      const square = step * step;
      const sum = stepsHigh + square;
      part = sum - stepsHigh;
      stepsLow += stepsHigh - (sum - part) + (square - part);
      stepsHigh = sum;
    }
    lastHigh = e;
    lastLow = eLow;
  }
  return { rows, steps: twoSum(stepsHigh, stepsLow), first, last: [lastHigh, lastLow], exact, logWeights };
}

/** Merges the figures of two adjacent sets of rows. */
export function mergeDifferences(a: SerialDifferences, b: SerialDifferences): SerialDifferences {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  const step = b.first[0] - a.last[0] + (b.first[1] - a.last[1]);
  return {
    rows: a.rows + b.rows,
    steps: add(add(a.steps, b.steps), [step * step, 0]),
    first: a.first,
    last: b.last,
    exact: a.exact && b.exact,
    logWeights: a.logWeights + b.logWeights,
  };
}

function topHalf(value: number): number {
  const cut = splitter * value;
  return cut - (cut - value);
}
