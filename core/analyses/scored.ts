import { score, scoreParts } from "../scores";
import { meanOf, type Mean } from "./mean-of";
import type { RatingTable } from "./rating-table";

/** The analyses whose score is a weighted sum of ratings, in report order. */
export const scoredAnalyses = ["need", "expectation", "management", "service", "marketing"] as const;
export type ScoredAnalysis = (typeof scoredAnalyses)[number];

/** How many customers a figure leaves out, by reason. */
export interface LeftOut {
  /** Customers without any of the ratings. */
  readonly unrated: number;
  /** Customers with some of the ratings, but not all. */
  readonly incomplete: number;
}

export interface Scored {
  readonly table: RatingTable;
  /** A score per customer; `NaN` if a rating is missing, the default of the functions. */
  readonly scores: Float64Array;
  /** Each score as a share of its own scale, 0 … 1, so that analyses can be compared. */
  readonly shares: Float64Array;
  /** The lowest and highest possible score. */
  readonly lowest: number;
  readonly highest: number;
  readonly leftOut: LeftOut;
  readonly meanScore: Mean;
  readonly meanShare: Mean;
}

/** The scores of an analysis; undefined if none of its criteria has ratings. */
export function scored(table: RatingTable): Scored | undefined {
  const { columns, weights, customers } = table;
  if (columns.length === 0) return undefined;
  const scores = weights.some(Number.isNaN)
    ? new Float64Array(customers.length).fill(NaN)
    : score(columns, weights);
  const { lowest, highest } = boundsOf(table);
  const shares = scores.map((value) => (value - lowest) / (highest - lowest));
  return {
    table,
    scores,
    shares,
    lowest,
    highest,
    leftOut: leftOut(columns),
    meanScore: meanOf(scores),
    meanShare: meanOf(shares),
  };
}

/** The lowest and highest score that the criteria's scales allow; a negative weight reverses its scale. */
function boundsOf({ weights, ranges }: RatingTable): { lowest: number; highest: number } {
  let lowest = 0;
  let highest = 0;
  ranges.forEach(({ minimum, maximum }, j) => {
    lowest += Math.min(weights[j] * minimum, weights[j] * maximum);
    highest += Math.max(weights[j] * minimum, weights[j] * maximum);
  });
  return { lowest, highest };
}

/** Counts the customers who lack a number in some column, by whether they have one in any. */
export function leftOut(columns: readonly Float64Array[]): LeftOut {
  let unrated = 0;
  let incomplete = 0;
  for (let i = 0; i < (columns[0]?.length ?? 0); i++) {
    const missing = columns.reduce((count, column) => count + (Number.isNaN(column[i]) ? 1 : 0), 0);
    if (missing === columns.length) unrated++;
    else if (missing > 0) incomplete++;
  }
  return { unrated, incomplete };
}

/** The contribution of one criterion to the score of one customer. */
export interface ScorePart {
  readonly criterion: string;
  readonly weight: number;
  /** The rating, or perceived − expected for the gap; `NaN` if missing. */
  readonly rating: number;
  readonly part: number;
}

/** The parts that sum to the score of the customer in row `row`. */
export function partsOf(
  table: Pick<RatingTable, "criteria" | "columns" | "weights">,
  row: number,
): ScorePart[] {
  const { criteria, columns, weights } = table;
  const ratings = columns.map((column) => column[row]);
  const parts =
    criteria.length === 0 || weights.some(Number.isNaN)
      ? new Float64Array(criteria.length).fill(NaN)
      : scoreParts([ratings], weights).data;
  return criteria.map((criterion, j) => ({
    criterion,
    weight: weights[j],
    rating: ratings[j],
    part: parts[j],
  }));
}
