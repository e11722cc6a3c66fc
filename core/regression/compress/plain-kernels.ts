import {
  keptKernels,
  stripRowsFor,
  type DoubledKernel,
  type Kernels,
  type KernelsFor,
  type LimbKernel,
  type OutcomeKernel,
  type RowKernels,
} from "./kernels";
import { rowsAtOnce, rowsPerSum } from "./limb-products";
import type { RowBlock } from "./rows";

/** The kernels in plain JavaScript, for any engine. */
export const plainKernels = keptKernels({
  rows: plainRowKernels,
  doubled: plainDoubledKernel,
  outcome: plainOutcomeKernel,
  limbs: plainLimbKernel,
});

let inUse: KernelsFor = plainKernels;

/** The default kernels: the plain ones, or those passed to `useKernels`. */
export function kernelsInUse(predictors: number): Kernels {
  return inUse(predictors);
}

/** Makes these the default kernels: a notebook has faster ones than plain JavaScript's, with the same bits. */
export function useKernels(kernels: KernelsFor): void {
  inUse = kernels;
}

function plainRowKernels(p: number): RowKernels {
  const stripRows = stripRowsFor(p);
  const stride = 3 * Math.ceil((p + 2) / 3);
  const centred = new Float64Array(stride * stripRows);
  const sums = new Float64Array(stride * stride);
  const found = new Float64Array(p + 5);
  const residuals = new Float64Array(stripRows);
  return {
    stride,
    products(block, at, rows, shift) {
      centreColumns(centred, block, at, rows, shift);
      productsInto(sums, centred, 0, rows, stride);
      return sums;
    },
    residuals(block, at, rows, shift, slopes, last) {
      residualsInto(residuals, block, at, rows, shift, slopes);
      gradientInto(found, block, at, rows, shift, residuals);
      let squares = 0;
      let steps = 0;
      for (let i = 0; i < rows; i++) {
        const e = residuals[i];
        const step = e - last;
        squares += e * e;
        steps += step * step;
        last = e;
      }
      found[p + 2] = squares;
      found[p + 3] = steps;
      found[p + 4] = last;
      return found;
    },
  };
}

/** The columns of v − shift, one after another; sums with the padding to a multiple of three are ignored. */
function centreColumns(
  centred: Float64Array,
  { x, y }: RowBlock,
  at: number,
  rows: number,
  shift: Float64Array,
): void {
  const p = shift.length - 2;
  for (let j = 0; j <= p; j++) {
    const c = shift[j];
    const values = j === p ? y : x;
    const step = j === p ? 1 : p;
    const offset = j * rows;
    for (let i = 0, k = j === p ? at : at * p + j; i < rows; i++, k += step)
      centred[offset + i] = values[k] - c;
  }
  centred.fill(1, (p + 1) * rows, (p + 2) * rows);
}

/** Nine sums of products at once, so that each number read serves three products. The columns begin at `from`. */
function addTile(
  c: Float64Array,
  from: number,
  rows: number,
  stride: number,
  i: number,
  j: number,
  out: Float64Array,
): void {
  const a = from + i * rows;
  const b = a + rows;
  const d = b + rows;
  const e = from + j * rows;
  const f = e + rows;
  const g = f + rows;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let r = 0; r < rows; r++) {
    const u0 = c[a + r];
    const u1 = c[b + r];
    const u2 = c[d + r];
    const v0 = c[e + r];
    const v1 = c[f + r];
    const v2 = c[g + r];
    s00 += u0 * v0;
    s01 += u0 * v1;
    s02 += u0 * v2;
    s10 += u1 * v0;
    s11 += u1 * v1;
    s12 += u1 * v2;
    s20 += u2 * v0;
    s21 += u2 * v1;
    s22 += u2 * v2;
  }
  const first = i * stride + j;
  const second = first + stride;
  const third = second + stride;
  out[first] = s00;
  out[first + 1] = s01;
  out[first + 2] = s02;
  out[second] = s10;
  out[second + 1] = s11;
  out[second + 2] = s12;
  out[third] = s20;
  out[third + 1] = s21;
  out[third + 2] = s22;
}

/** Sums of the products of each column before `end` with each column from `start` on that does not precede it. */
export function productsInto(
  out: Float64Array,
  columns: Float64Array,
  from: number,
  rows: number,
  stride: number,
  end = stride,
  start = 0,
): void {
  for (let i = 0; i < end; i += 3) {
    for (let j = Math.max(i, start - (start % 3)); j < stride; j += 3)
      addTile(columns, from, rows, stride, i, j, out);
  }
}

/** Stores the limbs of 32 rows together, each limb's rows one after another. */
function plainLimbKernel(): LimbKernel {
  let stride = 0;
  let values = new Float64Array(0);
  let sums = values;
  return {
    roomFor(limbs) {
      stride = 3 * Math.ceil(limbs / 3);
      if (sums.length < stride * stride) {
        values = new Float64Array(stride * rowsAtOnce);
        sums = new Float64Array(stride * stride);
      }
      return { stride, values, rowStep: 1, limbStep: rowsPerSum };
    },
    sums(first, end, from) {
      productsInto(sums, values, first * stride, rowsPerSum, stride, end, from);
      return sums;
    },
  };
}

/** The residuals of the rows, each from one sum over its even and one over its odd entries. */
function residualsInto(
  out: Float64Array,
  { x, y }: RowBlock,
  at: number,
  rows: number,
  shift: Float64Array,
  slopes: Float64Array,
): void {
  const p = shift.length - 2;
  const pairs = p - (p % 2);
  const constant = slopes[p + 1];
  for (let i = 0; i < rows; i++) {
    let k = (at + i) * p;
    let even = 0;
    let odd = 0;
    for (let j = 0; j < pairs; j += 2, k += 2) {
      even += (x[k] - shift[j]) * slopes[j];
      odd += (x[k + 1] - shift[j + 1]) * slopes[j + 1];
    }
    const ofY = (y[at + i] - shift[p]) * slopes[p];
    if (pairs === p) out[i] = even + ofY + (odd + constant);
    else out[i] = even + (x[k] - shift[pairs]) * slopes[pairs] + constant + (odd + ofY);
  }
}

/** Σ e (v − shift), two columns at a time. */
function gradientInto(
  out: Float64Array,
  { x, y }: RowBlock,
  at: number,
  rows: number,
  shift: Float64Array,
  residuals: Float64Array,
): void {
  const p = shift.length - 2;
  for (let j = 0; j < p; j += 2) {
    const next = j + 1 < p ? j + 1 : j;
    const c0 = shift[j];
    const c1 = shift[next];
    let s0 = 0;
    let s1 = 0;
    for (let i = 0, k = at * p; i < rows; i++, k += p) {
      const e = residuals[i];
      s0 += (x[k + j] - c0) * e;
      s1 += (x[k + next] - c1) * e;
    }
    out[j] = s0;
    out[next] = s1;
  }
  const c = shift[p];
  let ofY = 0;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const e = residuals[i];
    ofY += (y[at + i] - c) * e;
    sum += e;
  }
  out[p] = ofY;
  out[p + 1] = sum;
}

/** The loops for a yes/no outcome, column by column. */
function plainOutcomeKernel(p: number): OutcomeKernel {
  const stripRows = stripRowsFor(p);
  const stride = 3 * Math.ceil((p + 1) / 3);
  const centred = new Float64Array(stride * stripRows);
  const etas = new Float64Array(stripRows);
  const gradient = new Float64Array(p);
  const products = new Float64Array(stride * stride);
  return {
    stripRows,
    etas(x, at, rows, shift, theta) {
      etas.fill(theta[0], 0, rows);
      for (let j = 0; j < p; j++) {
        const c = shift[j];
        const slope = theta[j + 1];
        const offset = j * rows;
        for (let i = 0, k = at * p + j; i < rows; i++, k += p) {
          const z = x[k] - c;
          centred[offset + i] = z;
          etas[i] += slope * z;
        }
      }
      return etas;
    },
    sums(rows, residuals, roots) {
      for (let j = 0; j < p; j++) {
        const offset = j * rows;
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += residuals[i] * centred[offset + i];
        gradient[j] = sum;
        if (roots) for (let i = 0; i < rows; i++) centred[offset + i] *= roots[i];
      }
      if (roots) {
        centred.set(roots.subarray(0, rows), p * rows);
        productsInto(products, centred, 0, rows, stride);
      }
      return { gradient, products, stride };
    },
  };
}

/** The loop over residuals in doubled precision. */
function plainDoubledKernel(p: number): DoubledKernel {
  const stripRows = stripRowsFor(p);
  const heads = new Float64Array(stripRows * p);
  const residuals = new Float64Array(stripRows);
  const tops = new Float64Array(stripRows);
  const rests = new Float64Array(stripRows);
  const high = new Float64Array(p);
  const low = new Float64Array(p);
  const others = new Float64Array(5);
  return ({ x, y }, at, rows, line, last) => {
    heads.set(x.subarray(at * p, (at + rows) * p));
    keepTopBits(rows < stripRows ? heads.subarray(0, rows * p) : heads);
    const [constantHigh, constantLow] = line.constant;
    let squares = 0;
    let steps = 0;
    let sumHigh = 0;
    let sumLow = 0;
    let sum = 0;
    let part = 0;
    for (let i = 0, k = 0; i < rows; i++) {
      const response = y[at + i];
      let evenHigh = response + constantHigh;
      part = evenHigh - response;
      let evenLow = response - (evenHigh - part) + (constantHigh - part) + constantLow;
      let oddHigh = 0;
      let oddLow = 0;
      for (let j = 0; j < p; j += 2, k++) {
        let top = heads[k];
        let product = top * line.heads[j];
        sum = evenHigh + product;
        part = sum - evenHigh;
        evenLow +=
          evenHigh -
          (sum - part) +
          (product - part) +
          (top * line.rests[j] + (x[at * p + k] - top) * line.slopes[j]);
        evenHigh = sum;
        if (j + 1 === p) continue;
        k++;
        top = heads[k];
        product = top * line.heads[j + 1];
        sum = oddHigh + product;
        part = sum - oddHigh;
        oddLow +=
          oddHigh -
          (sum - part) +
          (product - part) +
          (top * line.rests[j + 1] + (x[at * p + k] - top) * line.slopes[j + 1]);
        oddHigh = sum;
      }
      sum = evenHigh + oddHigh;
      part = sum - evenHigh;
      const rest = evenLow + oddLow + (evenHigh - (sum - part) + (oddHigh - part));
      const e = sum + rest;
      const below = rest - (e - sum);
      const top = topBits(e);
      residuals[i] = e;
      tops[i] = top;
      rests[i] = e - top + below;
      squares += e * e;
      const step = e - last;
      steps += step * step;
      last = e;
      sum = sumHigh + e;
      part = sum - sumHigh;
      sumLow += sumHigh - (sum - part) + (e - part) + below;
      sumHigh = sum;
    }
    for (let j = 0; j < p; j++) {
      let sumOfHeads = 0;
      let rest = 0;
      for (let i = 0, k = j; i < rows; i++, k += p) {
        const top = heads[k];
        const product = top * tops[i];
        sum = sumOfHeads + product;
        part = sum - sumOfHeads;
        rest +=
          sumOfHeads -
          (sum - part) +
          (product - part) +
          (top * rests[i] + (x[at * p + k] - top) * residuals[i]);
        sumOfHeads = sum;
      }
      high[j] = sumOfHeads;
      low[j] = rest;
    }
    others.set([squares, steps, last, sumHigh, sumLow]);
    return { high, low, others };
  };
}

/**
 * The upper 26 bits of a double's mantissa; the lower 27 are cut off. Value minus head is exactly a double, and the
 * product of two heads is exact: a split like Dekker's that takes a single bit operation.
 */
const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Index of the half of a double that holds the lower bits. */
const lowerHalf = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
const kept = 0xf8000000;

/** A double without its last 27 bits; the product of two such numbers is exact. */
export function topBits(of: number): number {
  value[0] = of;
  words[lowerHalf] &= kept;
  return value[0];
}

function keepTopBits(numbers: Float64Array): void {
  const halves = new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length);
  for (let i = lowerHalf; i < halves.length; i += 2) halves[i] &= kept;
}
