import type { RatedAnalysis } from "./customer";
import { defaultRatingRange, type RatingRange } from "./validation";

/** The lowest and highest rating of a criterion as the `Weights` table has them; where one is missing the default holds. */
export interface RatedCriterion {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
  readonly minimum?: number | null;
  readonly maximum?: number | null;
}

/**
 * The ranges of ratings that criteria give, for `ValidationSettings.ratingRange`. Perceived goes by expectation; of two
 * rows for one criterion the first counts.
 */
export function ratingRangeBy(
  criteria: readonly RatedCriterion[],
): (analysis: RatedAnalysis, criterion: string) => RatingRange {
  const keyOf = (analysis: RatedAnalysis, criterion: string): string => `${analysis}:${criterion}`;
  const ranges = new Map<string, RatingRange>();
  for (const { analysis, criterion, minimum, maximum } of criteria) {
    const key = keyOf(analysis, criterion);
    if (ranges.has(key)) continue;
    ranges.set(key, {
      minimum: minimum ?? defaultRatingRange.minimum,
      maximum: maximum ?? defaultRatingRange.maximum,
    });
  }
  return (analysis, criterion) =>
    ranges.get(keyOf(analysis === "perceived" ? "expectation" : analysis, criterion)) ?? defaultRatingRange;
}
