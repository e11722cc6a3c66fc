import type { Values } from "../numbers/values";
import { checkedComparisons, principalEigenpair } from "./comparisons";

/**
 * Weights from pairwise comparisons by the analytic hierarchy process: the principal eigenvector of the n×n matrix,
 * adding up to 1 (Saaty, T. L. (1977), A scaling method for priorities in hierarchical structures, *Journal of
 * Mathematical Psychology* 15, 234–281, equation 4). A blank (`NaN`) is filled from its mirror.
 *
 * @throws CrmError `comparisonsNotSquare`, `comparisonNotPositive`, `comparisonsNotReciprocal`
 *
 * ```ts
 * ahpWeights([[1, 3], [1 / 3, 1]]); // => Float64Array [0.75, 0.25]
 * ```
 */
export function ahpWeights(comparisons: Values): Float64Array {
  const { data, size } = checkedComparisons(comparisons);
  return principalEigenpair(data, size).vector;
}
