import {
  overallNames,
  recommendationNames,
  withoutBrackets,
  type RatedAnalysis,
  type RatingRange,
} from "../customers";
import { driversOf, feedback, type Drivers, type FeedbackResult } from "../regression";
import { score } from "../scores";
import { criterionKey } from "./criterion-key";
import { fitted } from "./fitted";
import { oftenKnown, rowsWhere } from "./often-known";
import { partOf, type RatingTable } from "./rating-table";
import { onScale } from "./scale";

/** The position of the first name that a criterion has, ignoring trailing brackets: `Satisfaction (1-5)`. */
function placeOf(names: readonly string[], criteria: readonly string[]): number {
  const keys = criteria.map((criterion) => criterionKey(withoutBrackets(criterion)));
  const name = names.find((each) => keys.includes(criterionKey(each)));
  return name === undefined ? -1 : keys.indexOf(criterionKey(name));
}

/** The overall answer of the feedback. */
export interface OverallAnswer {
  /** Name of the question, or of all questions in the mean, joined by ", ". */
  readonly name: string;
  readonly isMean: boolean;
  readonly values: Float64Array;
  readonly range: RatingRange;
}

/**
 * The overall satisfaction of every customer: the feedback criterion of that name (Overall, Overall satisfaction,
 * Satisfaction, 总体, 总体满意度, 满意度, ignoring trailing brackets), else the only criterion, else the weighted mean of all,
 * Σ wᵢyᵢ / Σ wᵢ, on the scale of the first. Undefined without feedback.
 */
export function overallAnswer(table: RatingTable): OverallAnswer | undefined {
  const { criteria, columns, ranges, weights } = table;
  if (criteria.length === 0) return undefined;
  const named = placeOf(overallNames, criteria);
  if (named >= 0 || criteria.length === 1) {
    const j = Math.max(0, named);
    return { name: criteria[j], isMean: false, values: columns[j], range: ranges[j] };
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Converts questions to the scale of the first, unless the scales are only inferred.
  const isTold = table.doubtful.length === 0;
  const [range] = ranges;
  return {
    name: criteria.join(", "),
    isMean: true,
    values: score(
      isTold ? columns.map((column, j) => onScale(column, ranges[j], range)) : columns,
      weights.map((weight) => weight / total),
    ),
    range,
  };
}

/** The position of the question whether customers would recommend us; -1 if it was not asked. */
export const recommendationIn = ({ criteria }: RatingTable): number => placeOf(recommendationNames, criteria);

/** The answers to "would you recommend us", if any: whole numbers from 0 to 10 on a scale that ends at 10. */
export function recommendations(table: RatingTable): Float64Array | undefined {
  const place = recommendationIn(table);
  const answers = table.columns[place];
  const fits = (x: number) => Number.isNaN(x) || (Number.isInteger(x) && x >= 0 && x <= 10);
  return answers?.every(fits) && table.ranges[place].maximum === 10 ? answers : undefined;
}

export interface Satisfaction {
  readonly answer: OverallAnswer;
  /** What explains it: the perceived ratings, or the service ratings if there are none. */
  readonly by: Extract<RatedAnalysis, "perceived" | "service">;
  readonly table: RatingTable;
  /** Ratings given by fewer than half of those who answer; they are left out, as few full answers would remain. */
  readonly sparse: readonly string[];
  /** Undefined if there are too few answers for a regression. */
  readonly result: FeedbackResult | undefined;
  readonly drivers: Drivers | undefined;
}

/** The ratings that explain what customers say or do: the perceived ones, or those of service if there are none. */
export function explainingOf(perceived: RatingTable, service: RatingTable) {
  if (perceived.criteria.length > 0) return { by: "perceived", all: perceived } as const;
  return service.criteria.length > 0 ? ({ by: "service", all: service } as const) : undefined;
}

/**
 * What drives overall satisfaction: explains `overallAnswer` by the perceived ratings, or by the service ratings if
 * there are none; never by a mixture. Uses every criterion rated by at least half of those who answer, with or without
 * a weight, or all criteria if none is rated so often. Undefined without answers or without ratings to explain them.
 *
 * @param perceived all rated criteria, with or without a weight; `service` too
 */
export function satisfactionOf(
  answers: RatingTable,
  perceived: RatingTable,
  service: RatingTable,
): Satisfaction | undefined {
  const answer = overallAnswer(answers);
  const explaining = explainingOf(perceived, service);
  if (answer === undefined || explaining === undefined) return undefined;
  const { by, all } = explaining;
  const often = oftenKnown(all.columns, [rowsWhere(answer.values, (value) => !Number.isNaN(value))]);
  const table = partOf(all, often);
  const sparse = all.criteria.filter((_, j) => !often.includes(j));
  const found = fitted(() => {
    const result = feedback(answer.values, table.columns);
    return { result, drivers: driversOf(result) };
  });
  return { answer, by, table, sparse, result: found?.result, drivers: found?.drivers };
}
