import { meanOfPresent } from "../numbers/present";
import { checkedScale, presentRatings } from "./ratings";

/**
 * Customer effort score: the mean of effort ratings 1 … `scaleMax`
 * (Dixon, M., Freeman, K. and Toman, N. (2010), Stop trying to delight your customers, *Harvard Business Review* 88(7),
 * 116–122). Blanks (`NaN`) are left out.
 *
 * @throws CrmError `ratingOutside`, `ratingsEmpty`, `scaleTooShort`
 *
 * ```ts
 * ces([7, 5, 3]); // => 5
 * ```
 */
export function ces(ratings: ArrayLike<number>, scaleMax = 7): number {
  return meanOfPresent(presentRatings(ratings, 1, checkedScale(scaleMax), "ratings")).mean;
}
