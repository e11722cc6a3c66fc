import { CrmError } from "../errors";
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
  let count = 0;
  let importances = 0;
  let performances = 0;
  for (let i = 0; i < importance.length; i++) {
    if (Number.isNaN(importance[i] + performance[i])) continue;
    count++;
    importances += importance[i];
    performances += performance[i];
  }
  if (count === 0) throw new CrmError("value", "ratingsEmpty", { argument: "importance" });
  const middle = importances / count;
  const centre = performances / count;
  return Array.from(importance, (value, i) => {
    if (Number.isNaN(value + performance[i])) return "";
    if (value >= middle) return performance[i] >= centre ? "Keep up the good work" : "Concentrate here";
    return performance[i] >= centre ? "Possible overkill" : "Low priority";
  });
}
