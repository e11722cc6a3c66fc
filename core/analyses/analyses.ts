import { gapOf, type Gap } from "./gap";
import { marketingKinds, monthsOf, serviceKinds, type Months } from "./months";
import { outcomesOf, type Outcome } from "./outcomes";
import { ratingTable } from "./rating-table";
import {
  overallAnswer,
  recommendations,
  satisfactionOf,
  type OverallAnswer,
  type Satisfaction,
} from "./satisfaction";
import { scored, scoredAnalyses, type Scored, type ScoredAnalysis } from "./scored";
import type { Team } from "./team";

/** The results of the six analyses for a set of customers. Rows of every array are the customers in order. */
export interface Analyses {
  readonly team: Team;
  /** The scores of each analysis with ratings. */
  readonly scores: Readonly<Partial<Record<ScoredAnalysis, Scored>>>;
  readonly gap: Gap | undefined;
  /** Overall satisfaction, whether or not anything explains it. */
  readonly answer: OverallAnswer | undefined;
  readonly feedback: Satisfaction | undefined;
  /** Yes/no columns, each with what is associated with it. */
  readonly outcomes: readonly Outcome[];
  /** Answers to "would you recommend us", 0 … 10. */
  readonly recommendations: Float64Array | undefined;
  /** The ratings of the interactions that an analysis is about, by month. */
  readonly months: Readonly<Partial<Record<ScoredAnalysis, Months>>>;
}

/**
 * The six analyses of a set of customers, shared by every interface: which ratings are used, paired by criterion name;
 * which weights; shares of which scale; what explains overall satisfaction; who is left out.
 */
export function analysesOf(team: Team): Analyses {
  const perceived = ratingTable(team, "perceived");
  const expected = ratingTable(team, "expectation");
  const answers = ratingTable(team, "feedback");
  const answer = overallAnswer(answers);
  const rated = ratingTable(team, "perceived", "rated");
  const served = ratingTable(team, "service", "rated");
  return {
    team,
    scores: Object.fromEntries(
      scoredAnalyses.flatMap((analysis) => {
        const its = scored(analysis === "expectation" ? expected : ratingTable(team, analysis));
        return its === undefined ? [] : [[analysis, its] as const];
      }),
    ),
    gap: gapOf(expected, perceived),
    answer,
    feedback: satisfactionOf(answers, rated, served),
    outcomes: outcomesOf(team, answer, rated, served),
    recommendations: recommendations(answers),
    months: {
      service: monthsOf(team.interactions, serviceKinds),
      marketing: monthsOf(team.interactions, marketingKinds),
    },
  };
}
