/**
 * Rounds a function's result for display: four decimals distinguish scores, shares and coefficients; values below 0.001
 * in magnitude keep three significant digits.
 *
 *     shownNumber(6.583333333) // => 6.5833
 */
export function shownNumber(value: number): number {
  return Number(Math.abs(value) < 0.001 ? value.toPrecision(3) : value.toFixed(4));
}
