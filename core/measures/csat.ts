import { meanOfPresent } from "../numbers/present";
import { checkedScale, presentRatings } from "./ratings";

export type CsatMethod = "top2" | "mean";
export const csatMethods: readonly CsatMethod[] = ["top2", "mean"];

/**
 * Customer satisfaction, 0 … 1, of ratings 1 … `scaleMax`: `"top2"` is the share of ratings in the top two boxes
 * (Morgan, N. A. and Rego, L. L. (2006), *Marketing Science* 25, 426–439), of at least 3; `"mean"` is
 * (mean − 1) / (scaleMax − 1).
 * Blanks (`NaN`) are left out.
 *
 * @throws CrmError `ratingOutside`, `ratingsEmpty`, `scaleTooShort`
 *
 * ```ts
 * csat([5, 4, 3, 2]); // => 0.5
 * csat([5, 4, 3, 2], 5, "mean"); // => 0.625
 * ```
 */
export function csat(ratings: ArrayLike<number>, scaleMax = 5, method: CsatMethod = "top2"): number {
  // The top two of two boxes are all of them.
  const scale = checkedScale(scaleMax, method === "top2" ? 3 : 2);
  const present = presentRatings(ratings, 1, scale, "ratings");
  if (method === "mean") return (meanOfPresent(present).mean - 1) / (scale - 1);
  let satisfied = 0;
  for (let i = 0; i < present.length; i++) if (present[i] >= scale - 1) satisfied++;
  return satisfied / present.length;
}
