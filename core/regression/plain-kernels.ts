import { stripRowsFor, type RowKernels } from "./row-kernels";
import type { RowBlock } from "./rows";

/** The kernels in plain JavaScript: for engines and pages without WebAssembly. */
export function plainKernels(p: number): RowKernels {
  const stripRows = stripRowsFor(p);
  const stride = p + 2;
  const width = Math.ceil(stride / 3) * 3;
  const centred = new Float64Array(width * stripRows);
  const sums = new Float64Array(stride * stride);
  const found = new Float64Array(stride + 3);
  const residuals = new Float64Array(stripRows);
  return {
    stripRows,
    stride,
    products(block, at, rows, shift) {
      centreColumns(centred, block, at, rows, shift);
      for (let i = 0; i < stride; i += 3) {
        for (let j = i; j < stride; j += 3) addTile(centred, rows, stride, i, j, sums);
      }
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
      found[stride] = squares;
      found[stride + 1] = steps;
      found[stride + 2] = last;
      return found;
    },
  };
}

/** The columns of v − shift, one after another; what pads them to a multiple of three is not read. */
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

/** Nine sums of products at once: each number is read once for three products. */
function addTile(c: Float64Array, rows: number, size: number, i: number, j: number, out: Float64Array): void {
  const a = i * rows;
  const b = a + rows;
  const d = b + rows;
  const e = j * rows;
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
  const tile = [s00, s01, s02, s10, s11, s12, s20, s21, s22];
  for (let k = 0; k < 9; k++) {
    const row = i + Math.floor(k / 3);
    const column = j + (k % 3);
    if (row < size && column < size) out[row * size + column] = tile[k];
  }
}

/** The residuals of the rows, each by its even and its odd entries. */
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
  const odd = p % 2 === 1;
  const rest = slopes[p + 1];
  for (let i = 0; i < rows; i++) {
    let k = (at + i) * p;
    let even = (x[k] - shift[0]) * slopes[0];
    let other = 0;
    if (pairs > 0) {
      other = (x[k + 1] - shift[1]) * slopes[1];
      k += 2;
      for (let j = 2; j < pairs; j += 2, k += 2) {
        even += (x[k] - shift[j]) * slopes[j];
        other += (x[k + 1] - shift[j + 1]) * slopes[j + 1];
      }
      if (odd) even += (x[k] - shift[p - 1]) * slopes[p - 1];
    }
    const ofY = (y[at + i] - shift[p]) * slopes[p];
    out[i] = odd ? even + rest + (pairs > 0 ? other + ofY : ofY) : even + ofY + (other + rest);
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
