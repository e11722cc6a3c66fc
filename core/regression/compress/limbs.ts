/**
 * A column of numbers cut into limbs of 25 bits with sign, so that a product of two limbs has at most 48 bits and a sum of
 * 32 such products is exact in a double (Ozaki, Ogita, Oishi & Rump 2012, "Error-free transformations of matrix
 * multiplication by using fast routines of matrix multiplication and its applications", Numerical Algorithms 59). All
 * columns lie on one lattice, a place every 25 bits:
 *
 *     place            1      │      0      │     −1      │     −2      │
 *     unit             2²⁵          2⁰           2⁻²⁵          2⁻⁵⁰
 *     1234567.891             │   1234567   │  .891 …     │   … 3 …     │     three limbs: top 0
 *     0.000012                               │ .000012 …  │   … 7 …     │     two limbs: top −1
 *
 * A limb holds whole multiples of the unit of its place. Numbers are brought near 1 first, by 2^(−25 base): a column of
 * 1e300 has a base of its own. A column gets limbs above where larger numbers come, and below, down to ten under its
 * highest, where something remains of a number.
 */
export interface Limbs {
  /** 2^(−25 base) brings the first numbers seen near 1. */
  base: number;
  factor: number;
  /** Place of the first limb. */
  top: number;
  /** Some rows of each limb, the highest first; none while all numbers were 0. */
  limbs: Float64Array[];
}

export const limbBits = 25;
/** Limbs below the highest of a column that are kept. */
const mostBelow = 10;
/** 1.5 · 2⁵²: added to a number below 2⁵¹ and taken away again it rounds to an integer. */
export const rounding = 6755399441055744;

export function noLimbs(): Limbs {
  return { base: NaN, factor: 1, top: 0, limbs: [] };
}

/**
 * Cuts rows into the limbs of their column.
 *
 * @param rest the numbers; what lies below the last limb is left of them
 * @param settle is called before limbs change their places or come to be
 * @returns true where there are limbs that were not there before
 */
export function cutRows(column: Limbs, rest: Float64Array, rows: number, settle: () => void): boolean {
  let changed = reachUp(column, rest, rows, settle);
  const { top, limbs } = column;
  for (let t = 0; t < limbs.length; t++) {
    const isMore = cutLimb(limbs[t], rest, rows, rounding * 2 ** (limbBits * (top - t)));
    if (!isMore || t < limbs.length - 1 || t === mostBelow) continue;
    if (!changed) settle();
    changed = true;
    limbs.push(new Float64Array(rest.length));
  }
  return changed;
}

/** Scales the rows, and gives their column the limbs above that they need. */
function reachUp(column: Limbs, rest: Float64Array, rows: number, settle: () => void): boolean {
  const largest = largestOf(rest, rows);
  if (largest > 0 && column.base !== column.base) setBase(column, placeOf(largest));
  if (column.factor !== 1) for (let i = 0; i < rows; i++) rest[i] *= column.factor;
  if (largest === 0) return false;
  const place = placeOf(largest * column.factor);
  const above = place - column.top;
  if (column.limbs.length > 0 && above <= 0) return false;
  settle();
  if (column.limbs.length > 0 && above > mostBelow) {
    // What was seen so far is settled, and far below what comes: the column begins again.
    const before = column.factor;
    setBase(column, column.base + place);
    for (let i = 0; i < rows; i++) rest[i] *= column.factor / before;
    column.limbs = [];
    column.top = placeOf(largest * column.factor);
  } else column.top = place;
  const more = column.limbs.length === 0 ? 1 : above;
  column.limbs.unshift(...Array.from({ length: more }, () => new Float64Array(rest.length)));
  return true;
}

function largestOf(values: Float64Array, rows: number): number {
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    const value = values[i];
    if (value > largest) largest = value;
    else if (-value > largest) largest = -value;
  }
  return largest;
}

function setBase(column: Limbs, place: number): void {
  column.base = Math.max(-40, Math.min(40, place));
  column.factor = 2 ** (-limbBits * column.base);
}

/** The lowest place k with |value| ≤ 2^(25 (k + 1) − 1), where a limb of 25 bits with sign reaches it. */
function placeOf(value: number): number {
  return Math.ceil((Math.floor(Math.log2(value)) + 2) / limbBits) - 1;
}

/** Moves the upper part of what is left of each number into the limb; true where something remains. */
function cutLimb(limb: Float64Array, rest: Float64Array, rows: number, cut: number): boolean {
  let isMore = false;
  for (let i = 0; i < rows; i++) {
    const value = rest[i];
    const upper = value + cut - cut;
    limb[i] = upper;
    const remains = value - upper;
    rest[i] = remains;
    if (remains !== 0) isMore = true;
  }
  return isMore;
}
