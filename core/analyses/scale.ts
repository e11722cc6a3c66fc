import { defaultRatingRange, scaleTold, type RatingRange } from "../customers";

const usualScales: readonly RatingRange[] = [
  { minimum: 1, maximum: 5 },
  { minimum: 1, maximum: 7 },
  defaultRatingRange,
  { minimum: 0, maximum: 100 },
];

/**
 * Infers the scale of ratings: 0 to 1 if they are nothing else; symmetric if they reach far to both sides of 0 (at most
 * twice as far to one); else the narrowest of 1 to 5, 1 to 7, 0 to 10 and 0 to 100 that contains all; else from the
 * lowest to the highest. Without ratings 0 to 10.
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
  // Yes/no answers; ones alone may be the lowest rating of a longer scale.
  if (
    minimum === 0 &&
    columns.every((column) => Array.from(column).every((x) => x === 0 || !(x < 1 || x > 1)))
  ) {
    return { minimum: 0, maximum: 1 };
  }
  // A scale with ratings on both sides of 0 extends equally far on both.
  const [low, high] = [-minimum, maximum].sort((a, b) => a - b);
  if (minimum < 0 && high <= 2 * low) return { minimum: -high, maximum: high };
  return (
    usualScales.find((scale) => scale.minimum <= minimum && maximum <= scale.maximum) ?? { minimum, maximum }
  );
}

/**
 * The scale stated in a criterion's name; undefined if there is none or if a rating is outside it.
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

/** The fewest ratings that reveal a shorter scale, and the fewest of them, as a share, at its end. */
const fewestForScale = 10;
const shareAtEnd = 0.1;

/**
 * Infers a scale for each column of ratings that belong together and state none. All share one, `scaleOf` all of them,
 * except columns clearly on another: beyond 10 or below 0 if others are not; or at least 10 ratings from 1 to 5 (or 7,
 * or 0 to 1) that include the minimum, and the maximum in a tenth of them, if others go higher.
 *
 * ```ts
 * scalesOf([Float64Array.of(9, 8, 10), Float64Array.of(1, 2, 3)]); // => [{ minimum: 0, maximum: 10 }, { minimum: 0, maximum: 10 }]
 * ```
 */
export function scalesOf(columns: readonly Float64Array[]): RatingRange[] {
  const groups = columns.map((column) => {
    const given = column.filter((rating) => !Number.isNaN(rating));
    const { minimum, maximum } = scaleOf([given]);
    const isLong = maximum > 10;
    const isShort =
      maximum < 10 &&
      given.length >= fewestForScale &&
      given.includes(minimum) &&
      given.filter((rating) => rating === maximum).length >= shareAtEnd * given.length;
    if (minimum < 0) return "below 0";
    return isShort ? String(maximum) : isLong ? "long" : "";
  });
  const shared = new Map(
    [...new Set(groups)].map((group) => [group, scaleOf(columns.filter((_, j) => groups[j] === group))]),
  );
  return groups.map((group) => shared.get(group)!);
}

/** How far up a scale a value is, from 0 to 1. */
export function shareOfScale(value: number, { minimum, maximum }: RatingRange): number {
  return (value - minimum) / (maximum - minimum);
}

/** Converts ratings from one scale to another in proportion. */
export function onScale(column: Float64Array, from: RatingRange, to: RatingRange): Float64Array {
  if (isSameScale(from, to)) return column;
  const ratio = (to.maximum - to.minimum) / (from.maximum - from.minimum);
  return column.map((rating) => to.minimum + (rating - from.minimum) * ratio);
}

/** Whether two scales have the same minimum and maximum. */
export function isSameScale(one: RatingRange, other: RatingRange): boolean {
  return one.minimum === other.minimum && one.maximum === other.maximum;
}
