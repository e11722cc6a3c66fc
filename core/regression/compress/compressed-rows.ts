import { twoProduct } from "../../numbers/double-double";
import { completeRows, hasBlank, type RowBlock, type RowSource } from "./rows";

/**
 * Rows compressed to their cross products without any rounding: sums of squares and products of 1, x₁ … x_p, y as
 * integers, each row counted as many as its weight says. Whatever the condition of the data, the fit of the compressed rows is that of the rows, and compressed
 * parts added up are the compressed whole to the last bit, in whatever order (`mergeCompressedRows`).
 *
 * Σ vₐ·v_b = products[a·(p + 2) + b] · 2^(exponents[a] + exponents[b]) for a ≤ b. What lies more than 250 binary places
 * below the largest number of a column is not kept.
 */
export interface CompressedRows {
  readonly predictors: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly exponents: readonly number[];
  readonly products: readonly bigint[];
}

/**
 * Bits of a limb. A column is cut into limbs of 25 bits with sign, so that a product of two has at most 48 bits and a
 * sum of 32 products is exact in a double (Ozaki, Ogita, Oishi & Rump 2012, "Error-free transformations of matrix
 * multiplication by using fast routines of matrix multiplication and its applications", Numerical Algorithms 59).
 */
const limbBits = 25;
const rowsPerSum = 32;
/** Rows cut at once; their limbs stay in the processor's cache. */
const rowsAtOnce = 512;
/** Limbs below the highest of a column that are kept. */
const mostBelow = 10;
/** Sums carried before they are added to the integers: far below where a carry would round. */
const mostCarries = 2 ** 22;
/** 1.5 · 2⁵²: added to a number below 2⁵¹ and taken away again it rounds to an integer. */
const rounding = 6755399441055744;

/** What is left of the numbers of a column while they are cut, and a column of zeros to fill up the last tile. */
const rest = new Float64Array(rowsAtOnce);
const zeros = new Float64Array(rowsAtOnce);

/** Compresses all the rows of a source in one reading; rows with a blank are left out and counted. */
export function compressRows(source: RowSource): CompressedRows {
  return compressBlocks(source.blocks(), source.predictors);
}

/** The same for rows that are at hand. */
export function compressBlocks(blocks: Iterable<RowBlock>, predictors: number): CompressedRows {
  let compressor: Compressor | undefined;
  let weighted = false;
  for (const given of blocks) {
    // Weighted rows are looked at one by one: a weight may make a number too large.
    const isPlain = given.weights === undefined && !hasBlank(given);
    const block = isPlain ? given : completeRows(given, predictors);
    weighted = block.weights !== undefined;
    compressor ??= weighted
      ? startCompressing(3 * predictors + 3, predictors + 2)
      : startCompressing(predictors);
    compressor.leftOut += given.rows - block.rows;
    addRows(compressor, weighted ? withProducts(block, predictors) : block);
  }
  const compressed = finishCompressing(compressor ?? startCompressing(predictors));
  return weighted ? foldProducts(compressed, predictors) : compressed;
}

/**
 * Weighted rows as rows of more columns, so that Σ w·vₐ·v_b are sums of products as well: v = (1, x₁ … x_p, y), then
 * w·v as sums of two doubles without rounding (Dekker's product): the w and the w·v rounded, then what that leaves.
 */
function withProducts({ rows, x, y, weights }: RowBlock, p: number): RowBlock {
  const width = 3 * p + 3;
  const wide = new Float64Array(rows * width);
  const last = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const w = weights![i];
    const at = i * width;
    wide[at + p] = y[i];
    wide[at + p + 1] = w;
    for (let j = 0; j <= p; j++) {
      const value = j < p ? x[i * p + j] : y[i];
      const [high, low] = twoProduct(w, value);
      const rest = low * 0 === 0 ? low : 0;
      if (j < p) wide[at + j] = value;
      wide[at + p + 2 + j] = high;
      if (j < p) wide[at + 2 * p + 3 + j] = rest;
      else last[i] = rest;
    }
  }
  return { rows, x: wide, y: last };
}

/** The products of v and w·v out of those of all the columns. */
function foldProducts(
  { rows, leftOut, exponents: all, products: found }: CompressedRows,
  p: number,
): CompressedRows {
  const size = p + 2;
  const width = 3 * p + 5;
  const high = (b: number): number => size + b;
  const low = (b: number): number => 2 * size + b - 1;
  const exponents = Array.from({ length: size }, (_, c) =>
    Math.min(all[c], all[high(c)], c === 0 ? Infinity : all[low(c)]),
  );
  const products = new Array<bigint>(size * size).fill(0n);
  for (let a = 0; a < size; a++) {
    for (let b = a; b < size; b++) {
      for (const other of b === 0 ? [high(b)] : [high(b), low(b)]) {
        const up = all[a] + all[other] - exponents[a] - exponents[b];
        products[a * size + b] += found[a * width + other] << BigInt(up);
      }
    }
  }
  return { predictors: p, rows, leftOut, exponents, products };
}

/** The compressed rows of two parts together: exactly those of the whole. */
export function mergeCompressedRows(a: CompressedRows, b: CompressedRows): CompressedRows {
  const size = a.predictors + 2;
  const exponents = a.exponents.map((exponent, c) => Math.min(exponent, b.exponents[c]));
  const part = ({ exponents: own, products }: CompressedRows, i: number, j: number): bigint =>
    products[i * size + j] << BigInt(own[i] + own[j] - exponents[i] - exponents[j]);
  return {
    predictors: a.predictors,
    rows: a.rows + b.rows,
    leftOut: a.leftOut + b.leftOut,
    exponents,
    products: a.products.map((_, at) => {
      const i = Math.floor(at / size);
      const j = at % size;
      return i <= j ? part(a, i, j) + part(b, i, j) : 0n;
    }),
  };
}

/** A column's place on the lattice of limbs: limb t holds multiples of 2^(25 (base + top − t)). */
interface Column {
  /** 2^(−25 base) brings the first numbers seen near 1. */
  base: number;
  factor: number;
  top: number;
  /** Limbs in use; none while all numbers were 0. */
  count: number;
  readonly limbs: Float64Array[];
}

interface Compressor {
  readonly predictors: number;
  /** Where it is not 0, only products of one of so many first columns and one of those after them are wanted. */
  readonly left: number;
  rows: number;
  leftOut: number;
  readonly columns: Column[];
  readonly exponents: number[];
  readonly products: bigint[];
  /** The limbs in use, one after another, and their running sums of products with one another. */
  layout: { column: number; limb: number }[];
  width: number;
  cuts: Float64Array;
  high: Float64Array;
  low: Float64Array;
  carries: number;
}

function startCompressing(predictors: number, left = 0): Compressor {
  const size = predictors + 2;
  const none = new Float64Array(0);
  return {
    predictors,
    left,
    rows: 0,
    leftOut: 0,
    columns: Array.from({ length: size }, () => ({ base: NaN, factor: 1, top: 0, count: 0, limbs: [] })),
    exponents: new Array<number>(size).fill(Infinity),
    products: new Array<bigint>(size * size).fill(0n),
    layout: [],
    width: 0,
    cuts: none,
    high: none,
    low: none,
    carries: 0,
  };
}

/** Adds rows without a blank. */
function addRows(state: Compressor, block: RowBlock): void {
  const p = state.predictors;
  state.rows += block.rows;
  for (let start = 0; start < block.rows; start += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, block.rows - start);
    let changed = false;
    for (let c = 0; c < p + 2; c++) changed = cutColumn(state, block, start, rows, c) || changed;
    if (changed) layOut(state);
    addProducts(state, rows);
  }
}

/** Arrays that earlier compressions are done with: making them again would cost a small fit more than the sums. */
const spare: Float64Array[] = [];
const mostSpare = 100;

function takeRows(): Float64Array {
  return spare.pop() ?? new Float64Array(rowsAtOnce);
}

/** Cuts some rows of a column into its limbs; true where it needs limbs that are not laid out yet. */
function cutColumn(state: Compressor, { x, y }: RowBlock, start: number, rows: number, c: number): boolean {
  const p = state.predictors;
  const column = state.columns[c];
  let largest = 0;
  if (c === 0) {
    rest.fill(1, 0, rows);
    largest = 1;
  } else {
    const values = c <= p ? x : y;
    const step = c <= p ? p : 1;
    for (let i = 0, k = c <= p ? start * p + c - 1 : start; i < rows; i++, k += step) {
      const value = values[k];
      rest[i] = value;
      if (value > largest) largest = value;
      else if (-value > largest) largest = -value;
    }
  }
  if (largest > 0 && column.base !== column.base) rebase(column, latticeOf(largest));
  if (column.factor !== 1) {
    for (let i = 0; i < rows; i++) rest[i] *= column.factor;
    largest *= column.factor;
  }
  const above = largest > 0 ? latticeOf(largest) - column.top : 0;
  let changed = false;
  if (largest > 0 && (column.count === 0 || above > 0)) {
    changed = true;
    // The products made so far belong to the places that the limbs had.
    settle(state);
    if (column.count > 0 && above > mostBelow) {
      // What was seen so far is settled, and far below what comes.
      const before = column.factor;
      rebase(column, column.base + column.top + above);
      for (let i = 0; i < rows; i++) rest[i] *= column.factor / before;
      column.top = latticeOf(largest * (column.factor / before));
      spare.push(...column.limbs.splice(0));
      column.count = 0;
    } else column.top += above;
    for (let t = column.count === 0 ? 1 : above; t > 0; t--) {
      column.limbs.unshift(takeRows());
      column.count++;
    }
  }
  for (let t = 0; t < column.count; t++) {
    const limb = column.limbs[t];
    const more = cutLimb(limb, rows, rounding * 2 ** (limbBits * (column.top - t)));
    if (more && t === column.count - 1 && t < mostBelow) {
      if (!changed) settle(state);
      changed = true;
      column.limbs.push(takeRows());
      column.count++;
    }
  }
  return changed;
}

function rebase(column: Column, lattice: number): void {
  column.base = Math.max(-40, Math.min(40, lattice));
  column.factor = 2 ** (-limbBits * column.base);
}

/** Moves the upper part of what is left of each number into the limb; true where something remains. */
function cutLimb(limb: Float64Array, rows: number, cut: number): boolean {
  let more = false;
  for (let i = 0; i < rows; i++) {
    const value = rest[i];
    const upper = value + cut - cut;
    limb[i] = upper;
    const remains = value - upper;
    rest[i] = remains;
    if (remains !== 0) more = true;
  }
  return more;
}

/** The lowest k with |value| ≤ 2^(25 (k + 1) − 1), where a limb of 25 bits with sign reaches it. */
function latticeOf(value: number): number {
  return Math.ceil((Math.floor(Math.log2(value)) + 2) / limbBits) - 1;
}

function layOut(state: Compressor): void {
  state.layout = state.columns.flatMap(({ count }, column) =>
    Array.from({ length: count }, (_, limb) => ({ column, limb })),
  );
  const width = Math.ceil(state.layout.length / 3) * 3;
  state.width = width;
  state.high = new Float64Array(width * width);
  state.low = new Float64Array(width * width);
  const cuts = new Float64Array(width * width).fill(rounding);
  state.layout.forEach((a, i) =>
    state.layout.forEach((b, j) => (cuts[i * width + j] = rounding * 2 ** 30 * unitOf(state, a, b))),
  );
  state.cuts = cuts;
}

function placeOf(state: Compressor, { column, limb }: { column: number; limb: number }): number {
  return limbBits * (state.columns[column].top - limb);
}

/** What the product of two limbs is a multiple of. */
function unitOf(
  state: Compressor,
  a: { column: number; limb: number },
  b: { column: number; limb: number },
): number {
  return 2 ** (placeOf(state, a) + placeOf(state, b));
}

/** Adds the running sums to the integers and starts them again. */
function settle(state: Compressor): void {
  const { columns, exponents, products, layout, width, high, low } = state;
  const size = columns.length;
  if (state.carries > 0) {
    const lowest = columns.map(({ base, top, count }, c) =>
      count === 0 ? exponents[c] : Math.min(exponents[c], limbBits * (base + top - count + 1)),
    );
    for (let i = 0; i < size; i++) {
      for (let j = i; j < size; j++) {
        const at = i * size + j;
        if (products[at] !== 0n) products[at] <<= BigInt(exponents[i] - lowest[i] + exponents[j] - lowest[j]);
      }
    }
    lowest.forEach((exponent, c) => (exponents[c] = exponent));
    layout.forEach((a, i) => {
      for (let j = i; j < layout.length; j++) {
        const b = layout[j];
        const at = i * width + j;
        const unit = unitOf(state, a, b);
        const sum = BigInt(high[at] / unit) + BigInt(low[at] / unit);
        if (sum === 0n) continue;
        const up =
          placeOf(state, a) +
          placeOf(state, b) +
          limbBits * (columns[a.column].base + columns[b.column].base);
        const twice = a.column === b.column && i !== j ? 1 : 0;
        products[a.column * size + b.column] +=
          sum << BigInt(up + twice - exponents[a.column] - exponents[b.column]);
      }
    });
  }
  high.fill(0);
  low.fill(0);
  state.carries = 0;
}

function finishCompressing(state: Compressor): CompressedRows {
  settle(state);
  const { predictors, rows, leftOut, products, columns } = state;
  for (const { limbs } of columns) spare.push(...limbs.slice(0, Math.max(0, mostSpare - spare.length)));
  // A column of zeros has no place on the lattice, and needs none.
  const exponents = state.exponents.map((exponent) => (exponent === Infinity ? 0 : exponent));
  return { predictors, rows, leftOut, exponents, products };
}

function addProducts(state: Compressor, rows: number): void {
  const { layout, width, columns } = state;
  const limbs = layout.map(({ column, limb }) => columns[column].limbs[limb]);
  while (limbs.length < width) limbs.push(zeros);
  // Limbs of the first columns stand first.
  const end = state.left === 0 ? width : layout.filter(({ column }) => column < state.left).length;
  const from = state.left === 0 ? 0 : 3 * Math.floor(end / 3);
  for (let i = 0; i < end; i += 3) {
    for (let j = Math.max(i, from); j < width; j += 3) addTile(state, limbs, i, j, rows);
  }
  state.carries += Math.ceil(rows / rowsPerSum);
  if (state.carries > mostCarries) settle(state);
}

/** Nine sums of products at once, exact for 32 rows, then carried into sums of two doubles each. */
function addTile(state: Compressor, limbs: Float64Array[], i: number, j: number, rows: number): void {
  const a0 = limbs[i];
  const a1 = limbs[i + 1];
  const a2 = limbs[i + 2];
  const b0 = limbs[j];
  const b1 = limbs[j + 1];
  const b2 = limbs[j + 2];
  const { width, high, low, cuts } = state;
  const first = i * width + j;
  const second = first + width;
  const third = second + width;
  for (let start = 0; start < rows; start += rowsPerSum) {
    const end = Math.min(start + rowsPerSum, rows);
    let s00 = 0;
    let s01 = 0;
    let s02 = 0;
    let s10 = 0;
    let s11 = 0;
    let s12 = 0;
    let s20 = 0;
    let s21 = 0;
    let s22 = 0;
    for (let r = start; r < end; r++) {
      const u0 = a0[r];
      const u1 = a1[r];
      const u2 = a2[r];
      const v0 = b0[r];
      const v1 = b1[r];
      const v2 = b2[r];
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
    carry(high, low, cuts, first, s00);
    carry(high, low, cuts, first + 1, s01);
    carry(high, low, cuts, first + 2, s02);
    carry(high, low, cuts, second, s10);
    carry(high, low, cuts, second + 1, s11);
    carry(high, low, cuts, second + 2, s12);
    carry(high, low, cuts, third, s20);
    carry(high, low, cuts, third + 1, s21);
    carry(high, low, cuts, third + 2, s22);
  }
}

function carry(high: Float64Array, low: Float64Array, cuts: Float64Array, at: number, sum: number): void {
  const cut = cuts[at];
  const upper = sum + cut - cut;
  high[at] += upper;
  low[at] += sum - upper;
}
