import { CrmError } from "../errors";

/**
 * The ratings that are present (a blank, `NaN`, is left out), each on the scale `low` … `high`.
 *
 * @throws CrmError `ratingOutside` naming the first row off the scale, `ratingsEmpty`
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

/** The upper end of a scale that starts at 1. @throws CrmError `scaleTooShort` */
export function checkedScale(scaleMax: number): number {
  if (Number.isInteger(scaleMax) && scaleMax >= 2) return scaleMax;
  throw new CrmError("value", "scaleTooShort", { argument: "scale_max", found: scaleMax });
}

/** Arithmetic mean. */
export function meanOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i];
  return sum / numbers.length;
}
