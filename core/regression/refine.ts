import { splitter } from "../double-double";
import { completeRows, type RowBlock, type RowSource } from "./rows";

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
 * What one reading of the rows tells: `gram`, WᵀZᵀZW of the basis (when asked for), the gradient Zᵀe in doubled
 * precision, the sums of squares of the residuals and of y about its mean, and the sum of the squared steps between
 * consecutive residuals. `exact`: every fitted value, rounded, is y itself.
 */
export interface Reading {
  rows: number;
  gram: Float64Array | undefined;
  gradientHigh: Float64Array;
  gradientLow: Float64Array;
  residualHigh: number;
  residualLow: number;
  total: number;
  totalLow: number;
  steps: number;
  exact: boolean;
}

/**
 * Residuals and gradient with products and sums in doubled precision (Björck 1967, "Iterative refinement of linear
 * least squares solutions"; the products by Dekker's splitting): the digits that a solution in doubles cannot have.
 */
export function readRows(source: RowSource, position: Position, withGram: boolean): Reading {
  const p = source.predictors;
  const { order, shift, w, high, low } = position;
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
  let exact = true;
  for (const given of source.blocks()) {
    const block = hasBlank(given) ? completeRows(given, p) : given;
    const { rows, x, y } = block;
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
      }
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
  }
  if (gram !== undefined) {
    for (let t = 0; t < size; t++) for (let s = 0; s < t; s++) gram[s * size + t] = gram[t * size + s];
  }
  const mean = (sumHigh + sumLow) / count;
  const totalRest = squaresLow - mean * (sumHigh + sumLow);
  const total = squaresHigh + totalRest;
  return {
    rows: count,
    gram,
    gradientHigh,
    gradientLow,
    residualHigh: rssHigh,
    residualLow: rssLow,
    total,
    totalLow: squaresHigh - total + totalRest,
    steps: stepsHigh + stepsLow,
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

/**
 * Residuals in plain doubles, and the gradient when asked for: for well-conditioned data in bulk.
 */
export function readRowsPlainly(source: RowSource, position: Position, withGradient: boolean): Reading {
  const p = source.predictors;
  const { shift, high, order } = position;
  const beta = new Float64Array(p);
  order.forEach((column, t) => (beta[column] = high[t + 1]));
  const centre = shift.subarray(0, p);
  // Constant of the uncentred row: e = y − start − Σ βx.
  let start = shift[p] + high[0];
  for (let j = 0; j < p; j++) start -= beta[j] * centre[j];
  const gradient = new Float64Array(p);
  let residuals = new Float64Array(0);
  let sum = 0;
  let squares = 0;
  let steps = 0;
  let count = 0;
  let last = NaN;
  for (const given of source.blocks()) {
    if (residuals.length < given.rows) residuals = new Float64Array(given.rows);
    let block = given;
    if (!residualsInto(residuals, block, beta, start)) {
      block = completeRows(given, p);
      residualsInto(residuals, block, beta, start);
    }
    const { rows } = block;
    let blockSum = 0;
    let blockSquares = 0;
    let blockSteps = 0;
    if (count === 0 && rows > 0) last = residuals[0];
    for (let i = 0; i < rows; i++) {
      const e = residuals[i];
      const step = e - last;
      blockSum += e;
      blockSquares += e * e;
      blockSteps += step * step;
      last = e;
    }
    sum += blockSum;
    squares += blockSquares;
    steps += blockSteps;
    count += rows;
    if (withGradient) addGradient(gradient, block, residuals, centre);
  }
  const size = order.length + 1;
  const gradientHigh = new Float64Array(size);
  if (withGradient) {
    gradientHigh[0] = sum;
    order.forEach((column, t) => (gradientHigh[t + 1] = gradient[column]));
  }
  return {
    rows: count,
    gram: undefined,
    gradientHigh,
    gradientLow: new Float64Array(size),
    residualHigh: squares,
    residualLow: 0,
    total: NaN,
    totalLow: 0,
    steps,
    exact: false,
  };
}

/** The residuals of a block, four rows at a time; false where a blank spoils one. */
function residualsInto(
  out: Float64Array,
  { rows, x, y }: RowBlock,
  beta: Float64Array,
  start: number,
): boolean {
  const p = beta.length;
  let check = 0;
  let i = 0;
  let at = 0;
  for (; i + 4 <= rows; i += 4, at += 4 * p) {
    let e0 = y[i] - start;
    let e1 = y[i + 1] - start;
    let e2 = y[i + 2] - start;
    let e3 = y[i + 3] - start;
    let k0 = at;
    let k1 = at + p;
    let k2 = k1 + p;
    let k3 = k2 + p;
    for (let j = 0; j < p; j++) {
      const b = beta[j];
      e0 -= b * x[k0++];
      e1 -= b * x[k1++];
      e2 -= b * x[k2++];
      e3 -= b * x[k3++];
    }
    out[i] = e0;
    out[i + 1] = e1;
    out[i + 2] = e2;
    out[i + 3] = e3;
    check += e0 + e1 + (e2 + e3);
  }
  for (; i < rows; i++) {
    let e = y[i] - start;
    for (let j = 0; j < p; j++) e -= beta[j] * x[at++];
    out[i] = e;
    check += e;
  }
  return check === check;
}

/** Adds Σ (x − centre)·e of a block, column by column in pairs. */
function addGradient(
  gradient: Float64Array,
  block: RowBlock,
  residuals: Float64Array,
  centre: Float64Array,
): void {
  const p = centre.length;
  const { rows, x } = block;
  for (let j = 0; j < p; j += 2) {
    const other = j + 1 < p ? j + 1 : j;
    let s0 = 0;
    let s1 = 0;
    for (let i = 0, at = 0; i < rows; i++, at += p) {
      const e = residuals[i];
      s0 += (x[at + j] - centre[j]) * e;
      s1 += (x[at + other] - centre[other]) * e;
    }
    gradient[j] += s0;
    if (other !== j) gradient[other] += s1;
  }
}
