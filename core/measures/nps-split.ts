import { normalQuantile } from "../numbers/distributions";
import { CrmError } from "../errors";
import { presentWholeRatings } from "./ratings";

/** Answers to "how likely are you to recommend us?" by kind. */
export interface NpsSplit {
  /** Ratings 9 and 10. */
  readonly promoters: number;
  /** Ratings 7 and 8. */
  readonly passives: number;
  /** Ratings 0 to 6. */
  readonly detractors: number;
  readonly responses: number;
  /** −100 … 100 */
  readonly nps: number;
  /** Half the width of the confidence interval, in points. */
  readonly marginOfError: number;
}

/**
 * Net promoter score with its parts: NPS = 100 (p − d), p and d the shares of promoters (9, 10) and detractors (0 … 6)
 * (Reichheld, F. F. (2003), The one number you need to grow, *Harvard Business Review* 81(12), 46–54). The margin of
 * error is that of the adjusted Wald interval (see `adjustedNps`), which does not shrink to 0 if all answers are alike.
 * Blanks (`NaN`) are left out.
 *
 * @param ratings whole numbers 0 … 10
 * @param confidence of the margin of error
 * @param argument name of the ratings for messages
 * @throws CrmError `ratingOutside`, `ratingNotWhole`, `ratingsEmpty`, `badConfidence`
 *
 * ```ts
 * npsSplit([10, 9, 8, 3]).nps; // => 25
 * ```
 */
export function npsSplit(ratings: ArrayLike<number>, confidence = 0.95, argument = "ratings"): NpsSplit {
  const z = quantileOf(confidence);
  const present = presentWholeRatings(ratings, argument);
  let promoters = 0;
  let detractors = 0;
  for (let i = 0; i < present.length; i++) {
    if (present[i] >= 9) promoters++;
    else if (present[i] <= 6) detractors++;
  }
  const responses = present.length;
  const counts = { promoters, passives: responses - promoters - detractors, detractors, responses };
  return {
    ...counts,
    nps: (100 * (promoters - detractors)) / responses,
    marginOfError: z * Math.sqrt(adjustedNps(counts).variance),
  };
}

/**
 * Score and sampling variance, in points and squared points, after adding ¾ promoter, 1½ passives and ¾ detractor to
 * the answers: 100 (p − d) and 100² (p + d − (p − d)²) / (n + 3) (Rocks, B. (2016), Interval estimation for the "Net
 * Promoter Score", *The American Statistician* 70, 365–372, the adjusted Wald interval).
 */
export function adjustedNps(counts: Pick<NpsSplit, "promoters" | "detractors" | "responses">): {
  score: number;
  variance: number;
} {
  const n = counts.responses + 3;
  const p = (counts.promoters + 0.75) / n;
  const d = (counts.detractors + 0.75) / n;
  return { score: 100 * (p - d), variance: (1e4 * (p + d - (p - d) * (p - d))) / n };
}

/** z of a two-sided interval. @throws CrmError `badConfidence` */
export function quantileOf(confidence: number): number {
  if (confidence > 0 && confidence < 1) return normalQuantile((1 - confidence) / 2);
  throw new CrmError("value", "badConfidence", { argument: "confidence", found: confidence });
}
