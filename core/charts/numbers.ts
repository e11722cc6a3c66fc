/** The numbers as a figure keeps them: what is not finite (a missing number is `NaN`) becomes `null`. */
export function plotNumbers(values: ArrayLike<number>): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** Mean of the finite values; `NaN` where there are none. */
export function meanOfPresent(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    sum += values[i];
    count++;
  }
  return count === 0 ? NaN : sum / count;
}

/** A number for a label: four significant digits, no exponent for everyday sizes. */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "–";
}
