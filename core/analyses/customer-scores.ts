import type { Analyses } from "./analyses";
import { differences } from "./gap";
import { partsOf, scoredAnalyses, type ScoredAnalysis, type ScorePart } from "./scored";

/** What a customer is scored for, in the order in which it is shown. */
export const scoreNames = [...scoredAnalyses, "gap"] as const;
export type ScoreName = ScoredAnalysis | "gap";

export interface CustomerScore {
  readonly name: ScoreName;
  /** `NaN` where a rating is missing. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/** The scores of all customers under a name; undefined where nobody is rated for it. */
export function scoresNamed(analyses: Analyses, name: ScoreName): Float64Array | undefined {
  return name === "gap" ? analyses.gap?.scores : analyses.scores[name]?.scores;
}

/** The five scores and the gap of the customer in row `row`, each with the parts that add up to it. */
export function customerScores(analyses: Analyses, row: number): CustomerScore[] {
  const { gap } = analyses;
  return scoreNames.map((name) => {
    const table =
      name === "gap"
        ? gap && { ...gap, columns: gap.expected.map((column, j) => differences(column, gap.received[j])) }
        : analyses.scores[name]?.table;
    return {
      name,
      score: scoresNamed(analyses, name)?.[row] ?? NaN,
      parts: table === undefined ? [] : partsOf(table, row),
    };
  });
}
