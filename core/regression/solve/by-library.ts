import MultivariateLinearRegression from "ml-regression-multivariate-linear";

/** Maximum number of predictors for the library: its singular value decomposition of more takes too long. */
export const mostByLibrary = 40;

/**
 * Least squares of large data that are compressed to a factor R, (p + 1)×(p + 1) with RᵀR the centred cross products:
 * the regression of R's last column on its first p, by `ml-regression-multivariate-linear`. The library inverts XᵀX by
 * singular values, which would be wrong for raw data but does no harm here: the columns have length 1 and are far from
 * collinear. It solves regressions whose sums come from a warehouse; if the rows are available, corrections from the
 * residuals follow and the basis's own solution is enough.
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
