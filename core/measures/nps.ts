import { npsSplit } from "./nps-split";

/**
 * Net promoter score, −100 … 100, of whole ratings 0 … 10 (6.5 would be an average, not a rating); see `npsSplit` for
 * the formula and its source. Blanks (`NaN`) are left out.
 *
 * @throws CrmError `ratingOutside`, `ratingNotWhole`, `ratingsEmpty`
 *
 * ```ts
 * nps([10, 9, 8, 3]); // => 25
 * ```
 */
export function nps(ratings: ArrayLike<number>): number {
  return npsSplit(ratings).nps;
}
