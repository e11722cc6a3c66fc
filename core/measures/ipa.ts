import { CrmError } from "../errors";
import { rowsAt } from "../numbers/rows-at";
import { checkSameLength } from "../numbers/same-length";

export type IpaQuadrant =
  "Concentrate here" | "Keep up the good work" | "Low priority" | "Possible overkill" | "";

/**
 * Importance–performance analysis: the quadrant of each attribute, divided at the means; a value at the mean counts as
 * high (Martilla, J. A. and James, J. C. (1977), *Journal of Marketing* 41, 77–79). An attribute with a blank (`NaN`)
 * has no quadrant (`""`) and is left out of the means.
 *
 * @throws CrmError `lengthsDiffer`, `ratingsEmpty`
 *
 * ```ts
 * ipa([5, 1], [1, 5]); // => ["Concentrate here", "Possible overkill"]
 * ```
 */
export function ipa(importance: ArrayLike<number>, performance: ArrayLike<number>): IpaQuadrant[] {
  checkSameLength({ importance, performance });
  const complete: number[] = [];
  for (let i = 0; i < importance.length; i++)
    if (!Number.isNaN(importance[i]) && !Number.isNaN(performance[i])) complete.push(i);
  if (complete.length === 0) throw new CrmError("value", "ratingsEmpty", { argument: "importance" });
  const matters = highOnes(rowsAt(importance, complete));
  const isGood = highOnes(rowsAt(performance, complete));
  const quadrants = new Array<IpaQuadrant>(importance.length).fill("");
  complete.forEach((i, k) => {
    if (matters[k]) quadrants[i] = isGood[k] ? "Keep up the good work" : "Concentrate here";
    else quadrants[i] = isGood[k] ? "Possible overkill" : "Low priority";
  });
  return quadrants;
}

/** Which values are at or above their mean; the rounding of sums such as .1 + .1 + .1 does not put a value below it. */
function highOnes(values: Float64Array): boolean[] {
  // Computed from shares of the largest value, so that sums are finite whatever the size of the numbers.
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const shares = values.map((value) => value / largest);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Array.from(shares, (share) => share >= mean - 1e-12);
}
