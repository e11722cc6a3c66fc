import { weighedAs } from "../analyses";
import {
  isBlank,
  isRating,
  isWeightWord,
  type CriterionWeight,
  type DryRun,
  type Proposal,
  type RatedAnalysis,
  type Rating,
} from "../customers";
import { weightIn } from "./records-beside";

/**
 * The rows left out that are called weights, with those of every analysis of which they have all: no number is negative
 * and not all are 0. Perceived ratings are weighed as expected. An analysis among the given weights keeps these.
 */
export function weightsInRows(
  { columns, sheet }: Proposal,
  { leftOut }: DryRun,
  given: readonly CriterionWeight[],
): { readonly row: number; readonly records: readonly CriterionWeight[] }[] {
  const rated = columns.flatMap(({ use, column, reading }) =>
    isRating(use) ? [{ ...use, column, reading }] : [],
  );
  const open = new Set<RatedAnalysis>(
    rated.map(({ analysis }) => analysis).filter((analysis) => analysis !== "feedback"),
  );
  for (const { analysis } of given) open.delete(analysis);
  return leftOut.flatMap(({ row, reason, text }) => {
    if (row === undefined || reason !== "aside" || !isWeightWord(text.split(" · ")[0])) return [];
    const cells = sheet.rows[row - (sheet.firstRow ?? 1)];
    const records = [...open].flatMap((analysis) => {
      const its = rated
        .filter((each) => weighedAs(each.analysis) === analysis && !isBlank(cells[each.column]))
        .map(({ criterion, column, reading }) => ({
          analysis,
          criterion,
          weight: weightIn(cells[column], reading.decimal),
        }));
      const isIn = ({ criterion }: Rating) => its.some((each) => each.criterion === criterion);
      const areAll = rated.every((each) => each.analysis !== analysis || isIn(each));
      const areWeights = its.every(({ weight }) => weight >= 0) && its.some(({ weight }) => weight > 0);
      if (!areAll || !areWeights) return [];
      open.delete(analysis);
      return its;
    });
    return records.length === 0 ? [] : [{ row, records }];
  });
}
