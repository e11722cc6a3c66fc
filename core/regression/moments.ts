import { completeRows, type RowBlock } from "./rows";

/**
 * Rows compressed to counts, means and centred cross products: all that a well-conditioned fit needs.
 *
 * Variables are numbered x₁ … x_p, y; `products` is (p + 1)×(p + 1), symmetric, row-major:
 * Σ (vᵢ − v̄ᵢ)(vⱼ − v̄ⱼ) over the rows used. SQL can make them (`REGR_SXY`, or sums over centred columns).
 */
export interface Moments {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly means: Float64Array;
  readonly products: Float64Array;
}

/** Moments of no rows. */
export function noMoments(predictors: number): Moments {
  const size = predictors + 1;
  return {
    predictors,
    rows: 0,
    leftOut: 0,
    means: new Float64Array(size),
    products: new Float64Array(size * size),
  };
}

/**
 * The moments of a block of rows; rows with a blank are left out and counted.
 *
 * Two passes inside the block, so that nothing cancels: means, then products of the centred columns, in tiles of
 * 3×3 sums that stay in registers.
 */
export function momentsOfBlock(block: RowBlock, predictors: number): Moments {
  const size = predictors + 1;
  const means = blockMeans(block, predictors);
  if (!means.every(Number.isFinite)) {
    const complete = completeRows(block, predictors);
    if (complete.rows === 0) return { ...noMoments(predictors), leftOut: block.rows };
    if (complete.rows < block.rows) {
      return { ...momentsOfBlock(complete, predictors), leftOut: block.rows - complete.rows };
    }
  }
  const centred = centredColumns(block, means, predictors);
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i += 3) {
    for (let j = i; j < size; j += 3) tile(centred, block.rows, size, i, j, products);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) products[i * size + j] = products[j * size + i];
  }
  return { predictors, rows: block.rows, leftOut: 0, means, products };
}

function blockMeans({ rows, x, y }: RowBlock, p: number): Float64Array {
  const sums = new Float64Array(p + 1);
  let j = 0;
  for (; j + 4 < p + 1; j += 5) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    const last = j + 4;
    if (last >= p) break;
    for (let k = j, end = rows * p; k < end; k += p) {
      s0 += x[k];
      s1 += x[k + 1];
      s2 += x[k + 2];
      s3 += x[k + 3];
      s4 += x[k + 4];
    }
    sums[j] = s0;
    sums[j + 1] = s1;
    sums[j + 2] = s2;
    sums[j + 3] = s3;
    sums[j + 4] = s4;
  }
  for (; j < p; j++) {
    let sum = 0;
    for (let k = j, end = rows * p; k < end; k += p) sum += x[k];
    sums[j] = sum;
  }
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += y[i];
  sums[p] = sum;
  for (j = 0; j <= p; j++) sums[j] /= rows;
  return sums;
}

let centredScratch = new Float64Array(0);

/** The centred columns one after another (padded to a multiple of three with zeros); corrects the means by the rest. */
function centredColumns({ rows, x, y }: RowBlock, means: Float64Array, p: number): Float64Array {
  const width = Math.ceil((p + 1) / 3) * 3;
  if (centredScratch.length < width * rows) centredScratch = new Float64Array(width * rows);
  const centred = centredScratch;
  for (let j = 0; j <= p; j++) {
    const mean = means[j];
    const values = j === p ? y : x;
    const step = j === p ? 1 : p;
    const offset = j * rows;
    for (let i = 0, k = j === p ? 0 : j; i < rows; i++, k += step) centred[offset + i] = values[k] - mean;
  }
  centred.fill(0, (p + 1) * rows, width * rows);
  return centred;
}

/** Nine sums of products at once: each number is read once for three products. */
function tile(c: Float64Array, rows: number, size: number, i: number, j: number, out: Float64Array): void {
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
  const sums = [s00, s01, s02, s10, s11, s12, s20, s21, s22];
  for (let k = 0; k < 9; k++) {
    const row = i + Math.floor(k / 3);
    const column = j + (k % 3);
    if (row < size && column < size) out[row * size + column] = sums[k];
  }
}

/**
 * The moments of two sets of rows together (Chan, Golub & LeVeque 1983): the same as compressing them at once, to
 * rounding.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const leftOut = a.leftOut + b.leftOut;
  if (a.rows === 0) return { ...b, leftOut };
  if (b.rows === 0) return { ...a, leftOut };
  const size = a.predictors + 1;
  const rows = a.rows + b.rows;
  const weight = (a.rows / rows) * b.rows;
  const means = new Float64Array(size);
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const gap = b.means[i] - a.means[i];
    means[i] = a.means[i] + gap * (b.rows / rows);
    for (let j = 0; j < size; j++) {
      products[i * size + j] =
        a.products[i * size + j] + b.products[i * size + j] + weight * gap * (b.means[j] - a.means[j]);
    }
  }
  return { predictors: a.predictors, rows, leftOut, means, products };
}

/** The moments of all the rows of a source. */
export function momentsOf(source: { predictors: number; blocks(): Iterable<RowBlock> }): Moments {
  let total = noMoments(source.predictors);
  for (const block of source.blocks()) total = mergeMoments(total, momentsOfBlock(block, source.predictors));
  return total;
}
