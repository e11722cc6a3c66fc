import type { RatedAnalysis } from "./customer";
import { valueAt } from "./value-at";

/** The lowest and the highest possible rating. */
export interface RatingRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** The least and the greatest of ratings; of none, Infinity and −Infinity. */
export const endsOf = (ratings: readonly number[]): RatingRange => ({
  minimum: ratings.reduce((a, b) => Math.min(a, b), Infinity),
  maximum: ratings.reduce((a, b) => Math.max(a, b), -Infinity),
});

export const defaultRatingRange: RatingRange = { minimum: 0, maximum: 10 };

/** A criterion of an analysis: what a rating is about. */
export interface Rating {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
}

/** The weight of a criterion and the range of its ratings; default 0 … 10. */
export interface CriterionWeight extends Rating {
  /** `NaN` if the table has none yet. */
  readonly weight: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * The ranges of the criteria, for `ValidationSettings.ratingRange`. Perceived uses the ranges of expectation; if two
 * rows have the same criterion, the first counts.
 */
export function ratingRangeBy(
  criteria: readonly (Rating & { readonly minimum?: number | null; readonly maximum?: number | null })[],
): (analysis: RatedAnalysis, criterion: string) => RatingRange {
  const keyOf = (analysis: RatedAnalysis, criterion: string): string => `${analysis}:${criterion}`;
  const ranges = new Map<string, RatingRange>();
  for (const { analysis, criterion, minimum, maximum } of criteria) {
    valueAt(ranges, keyOf(analysis, criterion), () => ({
      minimum: minimum ?? defaultRatingRange.minimum,
      maximum: maximum ?? defaultRatingRange.maximum,
    }));
  }
  return (analysis, criterion) =>
    ranges.get(keyOf(analysis === "perceived" ? "expectation" : analysis, criterion)) ?? defaultRatingRange;
}
