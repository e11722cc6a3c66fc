import { add, splitter, twoSum, type DoubleDouble } from "../double-double";
import { completeRows, type RowBlock } from "./rows";

/**
 * Where the fit stands, in coordinates about a shift: y ≈ level + Σ βⱼ (xⱼ − shiftⱼ). Level and coefficients are held
 * in doubled precision (high, low). `order` names the k independent predictors, `w` is their (k + 1)×(k + 1) basis
 * (upper triangular, the ones first), in which the rows are nearly orthonormal.
 */
export interface Position {
  readonly shift: Float64Array;
  readonly order: readonly number[];
  readonly w: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/**
 * What a reading of some consecutive rows tells: `gram`, WᵀZᵀZW of the basis (when asked for), the gradient Zᵀe in
 * doubled precision, the sums of squares of the residuals, the sum of y about its shift and of its squares, the sum of
 * the squared steps between consecutive residuals, and the first and the last residual. `exact`: every fitted value,
 * rounded, is y itself.
 */
export interface Reading {
  readonly rows: number;
  readonly gram: Float64Array | undefined;
  readonly gradientHigh: Float64Array;
  readonly gradientLow: Float64Array;
  readonly residualSquares: DoubleDouble;
  readonly ySum: DoubleDouble;
  readonly ySquares: DoubleDouble;
  readonly steps: DoubleDouble;
  readonly first: DoubleDouble;
  readonly last: DoubleDouble;
  readonly exact: boolean;
}

/** The reading of two sets of consecutive rows together. */
export function mergeReadings(a: Reading, b: Reading): Reading {
  if (a.rows === 0) return b;
  if (b.rows === 0) return a;
  const gradientHigh = new Float64Array(a.gradientHigh.length);
  const gradientLow = new Float64Array(a.gradientHigh.length);
  for (let t = 0; t < gradientHigh.length; t++) {
    [gradientHigh[t], gradientLow[t]] = add(
      [a.gradientHigh[t], a.gradientLow[t]],
      [b.gradientHigh[t], b.gradientLow[t]],
    );
  }
  const step = b.first[0] - a.last[0] + (b.first[1] - a.last[1]);
  return {
    rows: a.rows + b.rows,
    gram: a.gram === undefined ? undefined : a.gram.map((value, i) => value + (b.gram as Float64Array)[i]),
    gradientHigh,
    gradientLow,
    residualSquares: add(a.residualSquares, b.residualSquares),
    ySum: add(a.ySum, b.ySum),
    ySquares: add(a.ySquares, b.ySquares),
    steps: add(add(a.steps, b.steps), [step * step, 0]),
    first: a.first,
    last: b.last,
    exact: a.exact && b.exact,
  };
}

/** Σ (y − ȳ)² in doubled precision. */
export function totalOf({ rows, ySum, ySquares }: Reading): DoubleDouble {
  const sum = ySum[0] + ySum[1];
  return twoSum(ySquares[0], ySquares[1] - (sum / rows) * sum);
}

/**
 * Residuals and gradient with products and sums in doubled precision (Björck 1967, "Iterative refinement of linear
 * least squares solutions"; the products by Dekker's splitting): the digits that a solution in doubles cannot have.
 */
export function readRows(given: RowBlock, position: Position, withGram: boolean): Reading {
  const { order, shift, w, high, low } = position;
  const p = shift.length - 1;
  const k = order.length;
  const size = k + 1;
  const gram = withGram ? new Float64Array(size * size) : undefined;
  const gradientHigh = new Float64Array(size);
  const gradientLow = new Float64Array(size);
  const d = new Float64Array(size);
  const dLow = new Float64Array(size);
  const dTop = new Float64Array(size);
  const q = new Float64Array(size);
  const wTop = Float64Array.from(w, topHalf);
  const betaTop = Float64Array.from(high, topHalf);
  const yShift = shift[p];
  d[0] = 1;
  dTop[0] = 1;
  let count = 0;
  let rssHigh = 0;
  let rssLow = 0;
  let sumHigh = 0;
  let sumLow = 0;
  let squaresHigh = 0;
  let squaresLow = 0;
  let stepsHigh = 0;
  let stepsLow = 0;
  let lastHigh = NaN;
  let lastLow = 0;
  let first: DoubleDouble = [NaN, 0];
  let exact = true;
  const { rows, x, y } = hasBlank(given) ? completeRows(given, p) : given;
  for (let i = 0; i < rows; i++) {
    const base = i * p;
    for (let t = 1; t < size; t++) {
      const c = -shift[order[t - 1]];
      const value = x[base + order[t - 1]];
      const sum = value + c;
      const part = sum - value;
      d[t] = sum;
      dLow[t] = value - (sum - part) + (c - part);
      const cut = splitter * sum;
      dTop[t] = cut - (cut - sum);
    }
    // y about its shift, exactly.
    const yi = y[i];
    let eHigh = yi - yShift;
    let part = eHigh - yi;
    let eLow = yi - (eHigh - part) + (-yShift - part);
    // Moments of y about its shift, for the total sum of squares.
    let product = eHigh * eHigh;
    let cut = splitter * eHigh;
    const top = cut - (cut - eHigh);
    const rest = eHigh - top;
    let error = rest * rest - (product - top * top - 2 * top * rest) + 2 * eHigh * eLow;
    let sum = squaresHigh + product;
    part = sum - squaresHigh;
    squaresLow += squaresHigh - (sum - part) + (product - part) + error;
    squaresHigh = sum;
    sum = sumHigh + eHigh;
    part = sum - sumHigh;
    sumLow += sumHigh - (sum - part) + (eHigh - part) + eLow;
    sumHigh = sum;
    // The residual.
    for (let t = 0; t < size; t++) {
      const b = high[t];
      const v = d[t];
      product = -(v * b);
      const vTop = dTop[t];
      const vRest = v - vTop;
      const bTop = betaTop[t];
      const bRest = b - bTop;
      error = -(product + vTop * bTop + vRest * bTop + vTop * bRest) - vRest * bRest;
      sum = eHigh + product;
      part = sum - eHigh;
      eLow += eHigh - (sum - part) + (product - part) + error - (v * low[t] + dLow[t] * b);
      eHigh = sum;
    }
    sum = eHigh + eLow;
    eLow -= sum - eHigh;
    eHigh = sum;
    cut = splitter * eHigh;
    const eTop = cut - (cut - eHigh);
    const eRest = eHigh - eTop;
    // Gradient.
    for (let t = 0; t < size; t++) {
      const v = d[t];
      product = v * eHigh;
      const vTop = dTop[t];
      const vRest = v - vTop;
      error = vRest * eRest - (product - vTop * eTop - vRest * eTop - vTop * eRest);
      const before = gradientHigh[t];
      sum = before + product;
      part = sum - before;
      gradientLow[t] += before - (sum - part) + (product - part) + error + (v * eLow + dLow[t] * eHigh);
      gradientHigh[t] = sum;
    }
    // Sums of squares.
    product = eHigh * eHigh;
    error = eRest * eRest - (product - eTop * eTop - 2 * eTop * eRest) + 2 * eHigh * eLow;
    sum = rssHigh + product;
    part = sum - rssHigh;
    rssLow += rssHigh - (sum - part) + (product - part) + error;
    rssHigh = sum;
    if (count > 0) {
      const step = eHigh - lastHigh + (eLow - lastLow);
      product = step * step;
      sum = stepsHigh + product;
      part = sum - stepsHigh;
      stepsLow += stepsHigh - (sum - part) + (product - part);
      stepsHigh = sum;
    } else first = [eHigh, eLow];
    lastHigh = eHigh;
    lastLow = eLow;
    if (yi - eHigh !== yi) exact = false;
    count++;
    if (gram === undefined) continue;
    for (let t = 0; t < size; t++) {
      let qHigh = 0;
      let qLow = 0;
      for (let s = 0, at = t; s <= t; s++, at += size) {
        const b = w[at];
        const v = d[s];
        product = v * b;
        const vTop = dTop[s];
        const vRest = v - vTop;
        const bTop = wTop[at];
        const bRest = b - bTop;
        error = vRest * bRest - (product - vTop * bTop - vRest * bTop - vTop * bRest);
        sum = qHigh + product;
        part = sum - qHigh;
        qLow += qHigh - (sum - part) + (product - part) + error + dLow[s] * b;
        qHigh = sum;
      }
      const value = qHigh + qLow;
      q[t] = value;
      for (let s = 0; s <= t; s++) gram[t * size + s] += q[s] * value;
    }
  }
  if (gram !== undefined) {
    for (let t = 0; t < size; t++) for (let s = 0; s < t; s++) gram[s * size + t] = gram[t * size + s];
  }
  return {
    rows: count,
    gram,
    gradientHigh,
    gradientLow,
    residualSquares: [rssHigh, rssLow],
    ySum: [sumHigh, sumLow],
    ySquares: [squaresHigh, squaresLow],
    steps: [stepsHigh, stepsLow],
    first,
    last: [lastHigh, lastLow],
    exact,
  };
}

function topHalf(value: number): number {
  const cut = splitter * value;
  return cut - (cut - value);
}

/** Whether a block holds a blank anywhere: one sum tells. */
export function hasBlank({ x, y }: RowBlock): boolean {
  let zero = 0;
  for (let i = 0; i < x.length; i++) zero += x[i] * 0;
  for (let i = 0; i < y.length; i++) zero += y[i] * 0;
  return zero !== 0;
}
