import type { Values } from "../numbers/values";
import { checkedComparisons, principalEigenpair } from "./comparisons";

/**
 * Mean consistency index of random reciprocal matrices of size 1 … 15 (Saaty 1980, *The Analytic Hierarchy Process*,
 * p. 21).
 */
const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/**
 * Saaty's consistency ratio CR = ((λ − n) / (n − 1)) / RI(n), λ the principal eigenvalue: 0 for consistent comparisons;
 * up to 0.1 is usually accepted (Saaty, T. L. (1977), *Journal of Mathematical Psychology* 15, 234–281; RI beyond 15
 * criteria: Alonso, J. A. and Lamata, M. T. (2006), *International Journal of Uncertainty, Fuzziness and
 * Knowledge-Based Systems* 14, 445–459, equation 10).
 *
 * @throws CrmError `comparisonsNotSquare`, `comparisonNotPositive`, `comparisonsNotReciprocal`
 *
 * ```ts
 * ahpConsistency([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]); // => 0
 * ```
 */
export function ahpConsistency(comparisons: Values): number {
  const { data, size } = checkedComparisons(comparisons);
  if (size < 3) return 0;
  const excess = principalEigenpair(data, size).value - size;
  // For a consistent matrix, the eigenvalue differs from n by rounding only.
  if (excess < size * size * 1e-15) return 0;
  const index = randomIndex[size - 1] ?? (1.7699 * size - 4.3513) / (size - 1);
  return excess / (size - 1) / index;
}
