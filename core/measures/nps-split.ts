import { normalQuantile } from "../numbers/distributions";
import { CrmError } from "../errors";
import { presentRatings } from "./ratings";

/** Answers to "how likely are you to recommend us?" by kind. */
export interface NpsSplit {
  /** Ratings 9 and 10. */
  readonly promoters: number;
  /** Ratings above 6 and below 9. */
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
 * (Reichheld, F. F. (2003), The one number you need to grow, *Harvard Business Review* 81(12), 46–54); margin of error
 * z √(100² (p + d − (p − d)²) / n), the normal approximation to the multinomial. Blanks (`NaN`) are left out.
 *
 * @throws CrmError `ratingOutside`, `ratingsEmpty`, `badConfidence`
 *
 * ```ts
 * npsSplit([10, 9, 8, 3]).nps; // => 25
 * ```
 */
export function npsSplit(ratings: ArrayLike<number>, confidence = 0.95, argument = "ratings"): NpsSplit {
  const z = quantileOf(confidence);
  const present = presentRatings(ratings, 0, 10, argument);
  let promoters = 0;
  let detractors = 0;
  for (let i = 0; i < present.length; i++) {
    if (present[i] >= 9) promoters++;
    else if (present[i] <= 6) detractors++;
  }
  const responses = present.length;
  return {
    promoters,
    passives: responses - promoters - detractors,
    detractors,
    responses,
    nps: (100 * (promoters - detractors)) / responses,
    marginOfError: z * Math.sqrt(npsVariance(promoters, detractors, responses)),
  };
}

/** 100² (p + d − (p − d)²) / n: the sampling variance of the score in squared points. */
export function npsVariance(promoters: number, detractors: number, responses: number): number {
  const p = promoters / responses;
  const d = detractors / responses;
  return (1e4 * Math.max(0, p + d - (p - d) * (p - d))) / responses;
}

/** z of a two-sided interval. @throws CrmError `badConfidence` */
export function quantileOf(confidence: number): number {
  if (confidence > 0 && confidence < 1) return normalQuantile((1 - confidence) / 2);
  throw new CrmError("value", "badConfidence", { argument: "confidence", found: confidence });
}
