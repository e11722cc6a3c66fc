import { CrmError } from "../errors";

/**
 * The non-blank ratings for the net promoter score: whole numbers 0 … 10.
 *
 * @throws CrmError `ratingOutside` or `ratingNotWhole` for the first such row, `ratingsEmpty`
 */
export function presentWholeRatings(ratings: ArrayLike<number>, argument: string): Float64Array {
  const [low, high] = [0, 10];
  const present = presentRatings(ratings, low, high, argument);
  for (let i = 0; i < ratings.length; i++) {
    if (Number.isNaN(ratings[i]) || Number.isInteger(ratings[i])) continue;
    throw new CrmError("value", "ratingNotWhole", { argument, row: i + 1, found: ratings[i], low, high });
  }
  return present;
}

/**
 * The non-blank ratings, each on the scale `low` … `high`; a blank is `NaN`, and ratings need not be whole.
 *
 * @param argument name for messages, a key of `argumentNames`
 * @throws CrmError `ratingOutside` for the first row off the scale, `ratingsEmpty`
 */
export function presentRatings(
  ratings: ArrayLike<number>,
  low: number,
  high: number,
  argument: string,
): Float64Array {
  const present = new Float64Array(ratings.length);
  let count = 0;
  for (let i = 0; i < ratings.length; i++) {
    const rating = ratings[i];
    if (rating !== rating) continue;
    if (rating < low || rating > high) {
      throw new CrmError("value", "ratingOutside", { argument, row: i + 1, found: rating, low, high });
    }
    present[count++] = rating;
  }
  if (count === 0) throw new CrmError("value", "ratingsEmpty", { argument });
  return present.subarray(0, count);
}

/** The upper end of a scale that starts at 1 and ends at `least` or later. @throws CrmError `scaleTooShort` */
export function checkedScale(scaleMax: number, least = 2): number {
  if (Number.isInteger(scaleMax) && scaleMax >= least) return scaleMax;
  throw new CrmError("value", "scaleTooShort", { argument: "scale_max", found: scaleMax, least });
}
