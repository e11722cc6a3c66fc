import { cutRows, limbBits, noLimbs, rounding, type Limbs } from "./limbs";
import type { RowBlock } from "./rows";

/**
 * Sums of products of columns 1, x₁ … x_p, y, made without rounding. Every pair of limbs has a running sum of two doubles,
 * `high` and `low`, in which sums over 32 rows are carried: multiples of 2³⁰ units in one, the rest in the other. From
 * time to time, and before limbs change their places, they are settled: added to the integers.
 */
export interface LimbProducts {
  readonly predictors: number;
  /** Where it is not 0, only products of one of so many first columns and one of those after them are wanted. */
  readonly left: number;
  readonly columns: readonly Limbs[];
  /** Σ vₐ·v_b = products[a·(p + 2) + b] · 2^(exponents[a] + exponents[b]) for a ≤ b. */
  readonly exponents: number[];
  readonly products: bigint[];
  /** The limbs in use, one after another, and their running sums of products with one another. */
  layout: readonly Limb[];
  width: number;
  cuts: Float64Array;
  high: Float64Array;
  low: Float64Array;
  carries: number;
  /** Some rows of a column while they are cut, and of a column of zeros that fills up the last tile. */
  readonly rest: Float64Array;
  readonly zeros: Float64Array;
}

interface Limb {
  readonly column: number;
  readonly place: number;
  readonly values: Float64Array;
}

const rowsPerSum = 32;
/** Rows cut at once; their limbs stay in the processor's cache. */
const rowsAtOnce = 512;
/** Sums carried before they are settled: far below where a carry would round. */
const mostCarries = 2 ** 22;

/** No products yet, of blocks of about so many rows. */
export function noProducts(predictors: number, rows: number, left = 0): LimbProducts {
  const size = predictors + 2;
  const none = new Float64Array(0);
  const height = Math.min(rowsAtOnce, Math.max(1, rows));
  return {
    predictors,
    left,
    columns: Array.from({ length: size }, noLimbs),
    exponents: new Array<number>(size).fill(Infinity),
    products: new Array<bigint>(size * size).fill(0n),
    layout: [],
    width: 0,
    cuts: none,
    high: none,
    low: none,
    carries: 0,
    rest: new Float64Array(height),
    zeros: new Float64Array(height),
  };
}

/** Adds rows without a blank. */
export function addRows(state: LimbProducts, block: RowBlock): void {
  const { columns, rest } = state;
  for (let start = 0; start < block.rows; start += rest.length) {
    const rows = Math.min(rest.length, block.rows - start);
    let changed = false;
    for (let c = 0; c < columns.length; c++) {
      takeColumn(rest, block, start, rows, c, columns.length);
      changed = cutRows(columns[c], rest, rows, () => settle(state)) || changed;
    }
    if (changed) layOut(state);
    addProducts(state, rows);
  }
}

function takeColumn(
  into: Float64Array,
  { x, y }: RowBlock,
  start: number,
  rows: number,
  c: number,
  size: number,
): void {
  const p = size - 2;
  if (c === 0) into.fill(1, 0, rows);
  else if (c > p) into.set(y.subarray(start, start + rows));
  else for (let i = 0, k = start * p + c - 1; i < rows; i++, k += p) into[i] = x[k];
}

/** Running sums for the limbs that there are now. */
function layOut(state: LimbProducts): void {
  const layout = state.columns.flatMap(({ top, limbs }, column) =>
    limbs.map((values, t): Limb => ({ column, place: top - t, values })),
  );
  const width = Math.ceil(layout.length / 3) * 3;
  state.layout = layout;
  state.width = width;
  state.high = new Float64Array(width * width);
  state.low = new Float64Array(width * width);
  state.cuts = new Float64Array(width * width).fill(rounding);
  layout.forEach((a, i) =>
    layout.forEach((b, j) => (state.cuts[i * width + j] = rounding * 2 ** 30 * unitOf(a, b))),
  );
}

/** What the product of two limbs is a multiple of. */
function unitOf(a: Limb, b: Limb): number {
  return 2 ** (limbBits * (a.place + b.place));
}

/** Adds the running sums to the integers and starts them again. */
export function settle(state: LimbProducts): void {
  const { columns, layout, width, high, low } = state;
  if (state.carries === 0) return;
  lowerExponents(state);
  layout.forEach((a, i) => {
    for (let j = i; j < layout.length; j++) {
      const b = layout[j];
      const at = i * width + j;
      const unit = unitOf(a, b);
      const sum = BigInt(high[at] / unit) + BigInt(low[at] / unit);
      if (sum === 0n) continue;
      const places = a.place + columns[a.column].base + b.place + columns[b.column].base;
      const twice = a.column === b.column && i !== j ? 1 : 0;
      const up = limbBits * places + twice - state.exponents[a.column] - state.exponents[b.column];
      state.products[a.column * columns.length + b.column] += sum << BigInt(up);
    }
  });
  high.fill(0);
  low.fill(0);
  state.carries = 0;
}

/** Brings the integers to the exponents of the lowest limbs. */
function lowerExponents({ columns, exponents, products }: LimbProducts): void {
  const size = columns.length;
  const lowest = columns.map(({ base, top, limbs }, c) =>
    limbs.length === 0 ? exponents[c] : Math.min(exponents[c], limbBits * (base + top - limbs.length + 1)),
  );
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const at = i * size + j;
      if (products[at] !== 0n) products[at] <<= BigInt(exponents[i] - lowest[i] + exponents[j] - lowest[j]);
    }
  }
  lowest.forEach((exponent, c) => (exponents[c] = exponent));
}

function addProducts(state: LimbProducts, rows: number): void {
  const { layout, width, left, zeros } = state;
  const limbs = layout.map(({ values }) => values);
  while (limbs.length < width) limbs.push(zeros);
  // Limbs of the first columns stand first.
  const end = left === 0 ? width : layout.filter(({ column }) => column < left).length;
  const from = left === 0 ? 0 : 3 * Math.floor(end / 3);
  for (let i = 0; i < end; i += 3) {
    for (let j = Math.max(i, from); j < width; j += 3) addTile(state, limbs, i, j, rows);
  }
  state.carries += Math.ceil(rows / rowsPerSum);
  if (state.carries > mostCarries) settle(state);
}

/** Nine sums of products at once, exact for 32 rows, then carried into sums of two doubles each. */
function addTile(state: LimbProducts, limbs: Float64Array[], i: number, j: number, rows: number): void {
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
