import type { LimbKernel } from "./kernels";
import type { RowBlock } from "./rows";

/**
 * A column cut into limbs of 25 bits with sign, so that a product of two limbs has at most 48 bits and a sum of 32 such
 * products is exact in a double (Ozaki, Ogita, Oishi & Rump 2012, "Error-free transformations of matrix multiplication
 * by using fast routines of matrix multiplication and its applications", Numerical Algorithms 59). The first limb
 * starts at the column's largest number, which is below 2^exponent; the others hold what remains, if anything does:
 *
 *     unit             2^(exponent − 24)   2^(exponent − 49)   2^(exponent − 74)
 *     1234567.891       1234567.875      │   .0159999…       │   what remains      three limbs: exponent 21
 *     0.5               0.5                                                        one limb
 */
interface Column {
  readonly exponent: number;
  /** The column's numbers are at `offset` and every `step` places after it. */
  readonly values: Float64Array;
  readonly offset: number;
  readonly step: number;
  limbs: number;
}

/** Exact sums of products of the columns 1, x₁ … x_p, y over some rows, as `CompressedRows` has them. */
export interface LimbProducts {
  readonly rows: number;
  readonly exponents: readonly number[];
  readonly products: readonly bigint[];
}

const limbBits = 25;
/** Maximum number of limbs of a column; digits beyond them are dropped. */
const mostLimbs = 11;
/** Rows whose products are summed before the sums are carried. */
export const rowsPerSum = 32;
/** Rows cut at once; their limbs stay in the processor's cache. */
export const rowsAtOnce = 512;
/** 1.5 · 2⁵²: adding it to a number below 2⁵¹ and subtracting it again rounds the number to an integer. */
const rounding = 6755399441055744;

/** Per place, the unit of which limbs are multiples, for a column whose numbers are below 1. */
const units = Array.from({ length: mostLimbs }, (_, place) => 2 ** (1 - limbBits * (place + 1)));
/** Adding it to a number and subtracting it again leaves the number's limb at that place. */
const limbCuts = Float64Array.from(units, (unit) => rounding * unit);

/**
 * The products of rows without blanks, in parts: a new part begins when a column needs more limbs.
 *
 * @param left if not 0, only products of one of the first `left` columns with one of the others are computed
 */
export function* limbProducts(
  block: RowBlock,
  predictors: number,
  kernel: LimbKernel,
  left = 0,
): Generator<LimbProducts> {
  const columns = columnsOf(block, predictors);
  let start = 0;
  do {
    const sums = runningSums(columns, kernel, left);
    const first = start;
    for (; start < block.rows; start += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, block.rows - start);
      if (!cutColumns(columns, sums, start, rows)) break;
      for (let chunk = 0; chunk < rows; chunk += rowsPerSum) addProducts(sums, kernel, chunk);
    }
    const rows = Math.min(start, block.rows) - first;
    if (rows > 0 || block.rows === 0) yield settled(columns, sums, rows);
  } while (start < block.rows);
}

function columnsOf({ rows, x, y }: RowBlock, p: number): Column[] {
  const column = (values: Float64Array, offset: number, step: number): Column => {
    let largest = 0;
    for (let i = 0, k = offset; i < rows; i++, k += step) {
      const size = Math.abs(values[k]);
      if (size > largest) largest = size;
    }
    // 2^−exponent is a double down to exponent −1023; smaller numbers have their digits in the limbs after the first.
    const exponent = largest === 0 ? 0 : Math.max(-1023, Math.ceil(Math.log2(largest)));
    return { exponent, values, offset, step, limbs: 1 };
  };
  return [
    column(Float64Array.of(1), 0, 0),
    ...Array.from({ length: p }, (_, j) => column(x, j, p)),
    column(y, 0, 1),
  ];
}

/** Running sums of the products of limbs, each as two doubles: multiples of 2³⁰ units, and the rest. */
interface RunningSums {
  /** Column and place of each limb. */
  readonly limbs: readonly (readonly [column: number, place: number])[];
  /** Limbs before `end` are multiplied by limbs from `from` on. */
  readonly end: number;
  readonly from: number;
  readonly room: ReturnType<LimbKernel["roomFor"]>;
  readonly cuts: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
}

function runningSums(columns: readonly Column[], kernel: LimbKernel, left: number): RunningSums {
  const limbs = columns.flatMap(({ limbs }, c) => Array.from({ length: limbs }, (_, t) => [c, t] as const));
  const isLeft = limbs.findIndex(([column]) => column >= left);
  const room = kernel.roomFor(limbs.length);
  const square = room.stride ** 2;
  const cuts = new Float64Array(square);
  limbs.forEach(([, s], i) =>
    limbs.forEach(([, t], j) => (cuts[i * room.stride + j] = rounding * 2 ** 30 * units[s] * units[t])),
  );
  return {
    limbs,
    end: left === 0 ? limbs.length : isLeft,
    from: left === 0 ? 0 : isLeft,
    room,
    cuts,
    high: new Float64Array(square),
    low: new Float64Array(square),
  };
}

/** Cuts some rows of all columns. Returns false if a column needs more limbs than it has; it then gets them. */
function cutColumns(columns: readonly Column[], { room }: RunningSums, start: number, rows: number): boolean {
  const { values, stride } = room;
  // The last sum may have fewer rows.
  const last = stride * (rows - (rows % rowsPerSum));
  values.fill(0, last, last + stride * rowsPerSum);
  let fits = true;
  let at = 0;
  for (const column of columns) {
    const needed = cutRows(column, start, rows, room, at);
    at += column.limbs;
    if (needed > column.limbs) {
      column.limbs = needed;
      fits = false;
    }
  }
  return fits;
}

/** Cuts rows of a column into limbs and returns how many limbs they need. */
function cutRows(
  { exponent, values, offset, step, limbs }: Column,
  start: number,
  rows: number,
  { values: out, stride, rowStep, limbStep }: RunningSums["room"],
  at: number,
): number {
  const factor = 2 ** -exponent;
  const [cut0, cut1, cut2] = limbCuts;
  let needed = limbs;
  let k = offset + start * step;
  for (let chunk = 0; chunk < rows; chunk += rowsPerSum) {
    const end = Math.min(rowsPerSum, rows - chunk);
    let place = chunk * stride + at * limbStep;
    for (let i = 0; i < end; i++, k += step, place += rowStep) {
      let rest = values[k] * factor;
      let upper = rest + cut0 - cut0;
      let limb = place;
      out[limb] = upper;
      rest -= upper;
      // Most columns have two or three limbs: unrolled, these are cut twice as fast as in a loop.
      if (limbs > 1) {
        upper = rest + cut1 - cut1;
        out[(limb += limbStep)] = upper;
        rest -= upper;
      }
      if (limbs > 2) {
        upper = rest + cut2 - cut2;
        out[(limb += limbStep)] = upper;
        rest -= upper;
      }
      for (let t = 3; t < limbs; t++) {
        upper = rest + limbCuts[t] - limbCuts[t];
        out[(limb += limbStep)] = upper;
        rest -= upper;
      }
      if (rest !== 0) needed = Math.max(needed, limbsFor(rest, limbs));
    }
  }
  return needed;
}

/** How many limbs a number needs, given that its first `limbs` limbs leave `rest`. */
function limbsFor(rest: number, limbs: number): number {
  for (; rest !== 0 && limbs < mostLimbs; limbs++) rest -= rest + limbCuts[limbs] - limbCuts[limbs];
  return limbs;
}

/** Adds the exact products of a few rows to the running sums. */
function addProducts(
  { limbs, end, from, room, cuts, high, low }: RunningSums,
  kernel: LimbKernel,
  chunk: number,
): void {
  const { stride } = room;
  const sums = kernel.sums(chunk, end, from);
  for (let i = 0; i < end; i++) {
    const last = i * stride + limbs.length;
    for (let at = i * stride + Math.max(i, from); at < last; at++) {
      const sum = sums[at];
      const cut = cuts[at];
      const upper = sum + cut - cut;
      high[at] += upper;
      low[at] += sum - upper;
    }
  }
}

/** The running sums as integers. */
function settled(
  columns: readonly Column[],
  { limbs, end, from, room, high, low }: RunningSums,
  rows: number,
): LimbProducts {
  const size = columns.length;
  const products = new Array<bigint>(size * size).fill(0n);
  for (let i = 0; i < end; i++) {
    const [a, s] = limbs[i];
    for (let j = Math.max(i, from); j < limbs.length; j++) {
      const [b, t] = limbs[j];
      const unit = units[s] * units[t];
      const at = i * room.stride + j;
      const sum = BigInt(high[at] / unit) + BigInt(low[at] / unit);
      const twice = a === b && s !== t ? 1 : 0;
      const up = limbBits * (columns[a].limbs - 1 - s + columns[b].limbs - 1 - t) + twice;
      products[a * size + b] += sum << BigInt(up);
    }
  }
  return { rows, exponents: columns.map(({ exponent, limbs }) => exponent + 1 - limbBits * limbs), products };
}
