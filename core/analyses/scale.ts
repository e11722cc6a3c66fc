import { defaultRatingRange, type RatingRange } from "../customers";

const usualScales: readonly RatingRange[] = [
  { minimum: 1, maximum: 5 },
  { minimum: 1, maximum: 7 },
  defaultRatingRange,
  { minimum: 0, maximum: 100 },
];

/**
 * The scale that ratings were given on, where nobody says: the narrowest of 1 to 5, 1 to 7, 0 to 10 and 0 to 100 that
 * holds all of them, else from the lowest to the highest. Without ratings 0 to 10.
 *
 * ```ts
 * scaleOf([[1, 5, 3], [2, 4, NaN]]); // => { minimum: 1, maximum: 5 }
 * scaleOf([[73, 29, 5]]); // => { minimum: 0, maximum: 100 }
 * ```
 */
export function scaleOf(columns: readonly ArrayLike<number>[]): RatingRange {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      if (column[i] < minimum) minimum = column[i];
      if (column[i] > maximum) maximum = column[i];
    }
  }
  if (minimum > maximum) return defaultRatingRange;
  return (
    usualScales.find((scale) => scale.minimum <= minimum && maximum <= scale.maximum) ?? { minimum, maximum }
  );
}
