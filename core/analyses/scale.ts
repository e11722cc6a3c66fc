import { defaultRatingRange, scaleTold, type RatingRange } from "../customers";

const usualScales: readonly RatingRange[] = [
  { minimum: 1, maximum: 5 },
  { minimum: 1, maximum: 7 },
  defaultRatingRange,
  { minimum: 0, maximum: 100 },
];

/**
 * The scale that ratings were given on, where nobody says: 0 to 1 where they are nothing else, else the narrowest of 1 to 5, 1 to 7, 0 to 10 and 0 to 100 that
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
  // Answers of yes and no; all ones may be the lowest of a longer scale.
  if (
    minimum === 0 &&
    columns.every((column) => Array.from(column).every((x) => x === 0 || !(x < 1 || x > 1)))
  ) {
    return { minimum: 0, maximum: 1 };
  }
  return (
    usualScales.find((scale) => scale.minimum <= minimum && maximum <= scale.maximum) ?? { minimum, maximum }
  );
}

/**
 * The scale that a criterion says in its own name; undefined where it says none, or where a rating is beyond it.
 *
 * ```ts
 * scaleNamed("Price (1-5)", [3, 4, NaN]); // => { minimum: 1, maximum: 5 }
 * ```
 */
export function scaleNamed(criterion: string, column: ArrayLike<number>): RatingRange | undefined {
  const ends = scaleTold(criterion);
  const isBeyond = (rating: number) => rating < ends!.minimum || rating > ends!.maximum;
  return ends === undefined || Array.from(column).some(isBeyond) ? undefined : ends;
}
