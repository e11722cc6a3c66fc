import { divideFixed, fixedOf, multiplyFixed, numberOf, places } from "./fixed-point";
import { onPivots, type Elimination } from "./eliminate";

/** What doubles cannot show about a row whose leverage, or whose share of the residuals, is close to 1. */
export interface ExactRow {
  /** 1 − leverage; 0 if the fit meets the row whatever its y. */
  readonly rest: number;
  /** e² / ((1 − leverage) · Σ e²), the share by which Σ e² falls without the row, and 1 minus that. */
  readonly own: number;
  readonly restOfOwn: number;
  /** (XᵀX)⁻¹x: the share of the row's y in the intercept, then in each coefficient, in the units of the fit. */
  readonly shares: () => Float64Array;
}

/** A smaller 1 − leverage is what 320 binary places leave of 0. */
const nothing = 1n << BigInt(places - 150);

/** Substitutes a row into the elimination, entirely in fixed point. */
export function exactRow(
  { order, pivots, multipliers, rest: squares, weight, exponents, shift, means }: Elimination,
  row: Float64Array,
  y: number,
  rowWeight: number,
  scale: Float64Array,
): ExactRow {
  const last = exponents.length - 1;
  const centred = (value: number, column: number): bigint =>
    fixedOf(scaled(value, -exponents[column])) - fixedOf(shift[column]) - means[column];
  const counts = fixedOf(rowWeight);
  const upright: bigint[] = [];
  const one = 1n << BigInt(places);
  let leverage = divideFixed(one, weight);
  let residual = centred(y, last);
  order.forEach((term, t) => {
    let value = centred(row[term - 1], term);
    for (let s = 0; s < t; s++) value -= multiplyFixed(multipliers[term][s], upright[s]);
    upright.push(value);
    leverage += divideFixed(multiplyFixed(value, value), pivots[t]);
    residual -= multiplyFixed(multipliers[last][t], value);
  });
  const rest = one - multiplyFixed(counts, leverage);
  const shares = (): Float64Array => {
    const on = onPivots(
      upright.map((value, t) => divideFixed(value, pivots[t])),
      multipliers,
      order,
    );
    const found = new Float64Array(row.length + 1);
    const atZero = order.reduce(
      (sum, term, t) => sum - multiplyFixed(on[t], fixedOf(shift[term]) + means[term]),
      divideFixed(one, weight),
    );
    found[0] = numberOf(atZero);
    order.forEach((term, t) => {
      found[term] = scaled(numberOf(on[t]) / scale[term - 1], -exponents[term]);
    });
    return found;
  };
  if (rest < nothing || squares <= 0n) return { rest: 0, own: NaN, restOfOwn: NaN, shares };
  const own = divideFixed(
    divideFixed(multiplyFixed(counts, multiplyFixed(residual, residual)), rest),
    squares,
  );
  return { rest: numberOf(rest), own: numberOf(own), restOfOwn: numberOf(one - own), shares };
}

/** In two steps, because the power may exceed the range of doubles. */
function scaled(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
