import { npsSplit } from "./nps-split";

/**
 * Net promoter score, −100 … 100, of ratings 0 … 10; see `npsSplit` for the formula and its source. Blanks (`NaN`) are
 * left out.
 *
 * @throws CrmError `ratingOutside`, `ratingsEmpty`
 *
 * ```ts
 * nps([10, 9, 8, 3]); // => 25
 * ```
 */
export function nps(ratings: ArrayLike<number>): number {
  return npsSplit(ratings).nps;
}
