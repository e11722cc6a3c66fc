import MultivariateLinearRegression from "ml-regression-multivariate-linear";

/** Most predictors that the library is given: its singular values of more take too long. */
export const mostByLibrary = 40;

/**
 * The least squares of data in bulk that are compressed to a factor R, (p + 1)×(p + 1) with RᵀR the centred cross
 * products: the regression of R's last column on its first p, by `ml-regression-multivariate-linear`. The library
 * inverts XᵀX by singular values, which is no way to treat raw data but does no harm here: the columns are scaled to
 * length 1 and were found to be far from collinear. So are regressions solved whose sums come from a warehouse; those
 * whose rows are at hand are corrected from the residuals and need no more than the basis's own solution.
 *
 * @returns the p coefficients
 */
export function solveByLibrary(factor: readonly Float64Array[]): Float64Array {
  const p = factor.length - 1;
  const lengths = factor[p].map((_, j) => Math.hypot(...factor.map((row) => row[j])) || 1);
  const x = factor.map((row) => Array.from(row.subarray(0, p), (value, j) => value / lengths[j]));
  const y = factor.map((row) => [row[p] / lengths[p]]);
  const { weights } = new MultivariateLinearRegression(x, y, { intercept: false, statistics: false });
  return Float64Array.from(weights, ([weight], j) => (weight * lengths[p]) / lengths[j]);
}
