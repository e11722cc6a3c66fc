/** Maximum number of readings; if no centre fits after these, the table keeps changing. */
export const mostReadings = 4;

/**
 * Whether sums of deviations from a centre keep their digits: it lies within two standard deviations of the mean, or
 * equals the mean up to rounding.
 *
 * @param sum of the deviations of `rows` values, `squares` that of their squares
 */
export function isCentred(rows: number, sum: number, squares: number, mean: number): boolean {
  const shift = sum / rows;
  return shift * sum <= 0.8 * squares || Math.abs(shift) <= 4e-16 * Math.abs(mean);
}
