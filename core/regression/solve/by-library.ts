import MultivariateLinearRegression from "ml-regression-multivariate-linear";
import type { Factor } from "./basis";

/** Most predictors that the library is given: its singular values of more take too long. */
export const mostByLibrary = 40;

/**
 * The least squares of data in bulk that are compressed to a factor F, (p + 1)×(p + 1) with FᵀF the centred cross
 * products: the regression of F's last column on its first p, by `ml-regression-multivariate-linear`. The library
 * inverts XᵀX by singular values, which is no way to treat raw data but does no harm here: the columns are scaled to
 * length 1 and were found to be far from collinear. So are regressions solved whose sums come from a warehouse; those
 * whose rows are at hand are corrected from the residuals and need no more than the basis's own solution.
 *
 * @returns the p coefficients
 */
export function solveByLibrary({ predictors: p, rows, data }: Factor): Float64Array {
  const lengths = new Float64Array(p + 1);
  for (let at = 0; at < data.length; at++) lengths[at % (p + 1)] += data[at] * data[at];
  lengths.forEach((square, j) => (lengths[j] = square > 0 ? Math.sqrt(square) : 1));
  const x: number[][] = [];
  const y: number[][] = [];
  for (let i = 0; i < rows; i++) {
    const at = i * (p + 1);
    x.push(Array.from({ length: p }, (_, j) => data[at + j] / lengths[j]));
    y.push([data[at + p] / lengths[p]]);
  }
  const { weights } = new MultivariateLinearRegression(x, y, { intercept: false, statistics: false });
  return Float64Array.from(weights, ([weight], j) => (weight * lengths[p]) / lengths[j]);
}
