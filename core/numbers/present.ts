/** A number as figures and tables hold it: `null` if it is not finite (a missing number is `NaN`). */
export function presentNumber(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Mean of the finite values, and their number; the mean is `NaN` if there are none. */
export function meanOfPresent(values: ArrayLike<number>): { readonly mean: number; readonly count: number } {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    sum += values[i];
    count++;
  }
  return { mean: count === 0 ? NaN : sum / count, count };
}
