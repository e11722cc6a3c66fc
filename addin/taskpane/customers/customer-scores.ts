import { expectationGap, score, scoreParts, type Customer, type RatedAnalysis } from "@crm-functions/core";
import type { Criterion } from "../../workbook/store/weights";

/** What a customer is scored for, in the order of the pane. The gap takes the weights of the expectation. */
export const scoredAnalyses = ["need", "expectation", "management", "service", "marketing", "gap"] as const;
export type ScoredAnalysis = (typeof scoredAnalyses)[number];

export interface ScorePart {
  readonly criterion: string;
  readonly weight: number;
  /** The rating, for the gap perceived − expected; `NaN` where there is none. */
  readonly rating: number;
  readonly part: number;
}

export interface CustomerScore {
  readonly analysis: ScoredAnalysis;
  /** `NaN` where a rating is missing, as the functions have it by default. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

const weightsFrom = (analysis: ScoredAnalysis): RatedAnalysis =>
  analysis === "gap" ? "expectation" : analysis;

function ratingsOf(customer: Customer, analysis: RatedAnalysis, criteria: readonly Criterion[]): number[] {
  const ratings = customer.ratings[analysis] ?? {};
  return criteria.map(({ criterion }) => ratings[criterion] ?? NaN);
}

/** The scores of every customer in one analysis; all `NaN` where a weight is missing or there are no criteria. */
export function scoresOf(
  customers: readonly Customer[],
  analysis: ScoredAnalysis,
  criteria: readonly Criterion[],
): Float64Array {
  const own = criteria.filter((each) => each.analysis === weightsFrom(analysis));
  const weights = own.map((each) => each.weight);
  if (customers.length === 0 || own.length === 0 || weights.some(Number.isNaN)) {
    return new Float64Array(customers.length).fill(NaN);
  }
  if (analysis === "gap") {
    return expectationGap(
      customers.map((each) => ratingsOf(each, "expectation", own)),
      customers.map((each) => ratingsOf(each, "perceived", own)),
      weights,
    );
  }
  return score(
    customers.map((each) => ratingsOf(each, analysis, own)),
    weights,
  );
}

/** The five scores and the gap of one customer, with the parts that add up to each. */
export function customerScores(customer: Customer, criteria: readonly Criterion[]): CustomerScore[] {
  return scoredAnalyses.map((analysis) => {
    const own = criteria.filter((each) => each.analysis === weightsFrom(analysis));
    const weights = own.map((each) => each.weight);
    const expected = ratingsOf(customer, "expectation", own);
    const ratings =
      analysis === "gap"
        ? ratingsOf(customer, "perceived", own).map((perceived, i) => perceived - expected[i])
        : ratingsOf(customer, weightsFrom(analysis), own);
    const whole = own.length > 0 && !weights.some(Number.isNaN);
    const parts = whole ? scoreParts([ratings], weights).data : new Float64Array(own.length).fill(NaN);
    return {
      analysis,
      score: scoresOf([customer], analysis, criteria)[0],
      parts: own.map((each, i) => ({
        criterion: each.criterion,
        weight: each.weight,
        rating: ratings[i],
        part: parts[i],
      })),
    };
  });
}

/** The mean of the scores there are, and how many those are. */
export function meanOf(scores: ArrayLike<number>): { readonly mean: number; readonly count: number } {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) continue;
    sum += scores[i];
    count++;
  }
  return { mean: count === 0 ? NaN : sum / count, count };
}
