/**
 * What a function's result is rounded to where it is only looked at: four decimals tell scores, shares and coefficients
 * apart; of what is smaller three digits.
 *
 *     shownNumber(6.583333333) // => 6.5833
 */
export function shownNumber(value: number): number {
  return Number(Math.abs(value) < 0.001 ? value.toPrecision(3) : value.toFixed(4));
}
