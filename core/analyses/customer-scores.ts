import type { Analyses } from "./analyses";
import { differences } from "./gap";
import { partsOf, scoredAnalyses, type ScoredAnalysis, type ScorePart } from "./scored";

/** The scores of a customer, in display order. */
export const scoreNames = [...scoredAnalyses, "gap"] as const;
export type ScoreName = ScoredAnalysis | "gap";

export interface CustomerScore {
  readonly name: ScoreName;
  /** `NaN` if a rating is missing. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
}

/** The scores of all customers by name; undefined if no customer has a rating for it. */
export function scoresNamed(analyses: Analyses, name: ScoreName): Float64Array | undefined {
  return name === "gap" ? analyses.gap?.scores : analyses.scores[name]?.scores;
}

/** The five scores and the gap of the customer in row `row`, each with the parts that sum to it. */
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
