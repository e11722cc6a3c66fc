import {
  ces as effort,
  CrmError,
  csat as satisfaction,
  csatMethods,
  ipa as quadrants,
  nps as promoterScore,
  npsChange as changeOf,
  npsSplit as splitOf,
} from "@crm-functions/core";
import { answer, choiceOf, errorCell, numberOr, toCells, type ResultCell } from "../../cells";
import { readNumberColumns, readVector } from "../ranges";

/**
 * How satisfaction is counted.
 * @customenum {string}
 */
export enum CSATMETHOD {
  /** Share of ratings in the top two boxes. */
  top2 = "top2",
  /** Mean rating as a share of the scale. */
  mean = "mean",
}

/**
 * Net promoter score, −100 to 100: percentage of promoters (9, 10) minus percentage of detractors (0 to 6). Blanks (n/a, - and the like too) are left out.
 * @customfunction NPS
 * @param {any[][]} ratings A row or a column of ratings, whole numbers 0 to 10.
 * @returns {number} The score.
 */
export function nps(ratings: any[][]): number {
  return answer(() => promoterScore(readVector(ratings, "ratings")));
}

/**
 * Net promoter score with its parts and its margin of error. Blanks (n/a, - and the like too) are left out.
 * @customfunction NPSSPLIT
 * @param {any[][]} ratings A row or a column of ratings, whole numbers 0 to 10.
 * @param {number} [confidence] Confidence of the margin of error, between 0 and 1; 0.95 unless given.
 * @returns {any[][]} Header and one row: promoters, passives, detractors, responses, NPS, margin of error in points.
 */
export function npsSplit(ratings: any[][], confidence?: number): any[][] {
  return answer(() => {
    const split = splitOf(readVector(ratings, "ratings"), numberOr(confidence, "confidence", 0.95));
    return toCells([
      ["Promoters", "Passives", "Detractors", "Responses", "NPS", "Margin of error"],
      [split.promoters, split.passives, split.detractors, split.responses, split.nps, split.marginOfError],
    ]);
  });
}

/**
 * Change of the net promoter score between two surveys, and whether it exceeds its margin of error. Blanks (n/a, - and the like too) are left out.
 * @customfunction NPSCHANGE
 * @param {any[][]} before Ratings, whole numbers 0 to 10, of the first survey, a row or a column.
 * @param {any[][]} after Ratings, whole numbers 0 to 10, of the second survey, a row or a column.
 * @param {number} [confidence] Confidence of the margin of error, between 0 and 1; 0.95 unless given.
 * @returns {any[][]} Header and one row: before, after, change, margin of error, significant.
 */
export function npsChange(before: any[][], after: any[][], confidence?: number): any[][] {
  return answer(() => {
    const change = changeOf(
      readVector(before, "before"),
      readVector(after, "after"),
      numberOr(confidence, "confidence", 0.95),
    );
    return toCells([
      ["Before", "After", "Change", "Margin of error", "Significant"],
      [change.before, change.after, change.change, change.marginOfError, change.significant],
    ]);
  });
}

/**
 * Customer satisfaction, 0 to 1: the share of satisfied ratings, or the mean as a share of the scale. Blanks (n/a, - and the like too) are left out.
 * @customfunction CSAT
 * @param {any[][]} ratings A row or a column of ratings from 1 to the top of the scale.
 * @param {number} [scale_max] Top of the scale; 5 unless given.
 * @param {CSATMETHOD} [method] "top2" (default): share of the top two boxes of a scale to 3 or more; "mean": (mean − 1) / (top − 1).
 * @returns {number} The share.
 */
export function csat(ratings: any[][], scale_max?: number, method?: CSATMETHOD): number {
  return answer(() =>
    satisfaction(
      readVector(ratings, "ratings"),
      numberOr(scale_max, "scale_max", 5),
      choiceOf(method, csatMethods, "method", "top2"),
    ),
  );
}

/**
 * Customer effort score: mean of effort ratings. Blanks (n/a, - and the like too) are left out.
 * @customfunction CES
 * @param {any[][]} ratings A row or a column of ratings from 1 to the top of the scale.
 * @param {number} [scale_max] Top of the scale; 7 unless given.
 * @returns {number} The mean.
 */
export function ces(ratings: any[][], scale_max?: number): number {
  return answer(() => effort(readVector(ratings, "ratings"), numberOr(scale_max, "scale_max", 7)));
}

/**
 * Importance–performance analysis: the quadrant of each attribute, divided at the means. A blank (n/a, - and the like too) gives #N/A in its row and is left out of the means.
 * @customfunction IPA
 * @param {any[][]} importance How much each attribute matters: a row or a column.
 * @param {any[][]} performance How well we do in each: a range of the same length.
 * @returns {any[][]} A quadrant per attribute: Concentrate here, Keep up the good work, Low priority, Possible overkill.
 */
export function ipa(importance: any[][], performance: any[][]): any[][] {
  return answer(() => {
    const columns = readNumberColumns({ importance, performance });
    if (columns.used === 0) return columns.shape([]);
    const found = quadrants(columns.data[0], columns.data[1]);
    return columns.shape(
      found.map((quadrant, i): ResultCell => {
        const problem = columns.badRows.get(i);
        if (problem !== undefined || quadrant !== "") return problem ?? quadrant;
        const argument = columns.data[0][i] === columns.data[0][i] ? "performance" : "importance";
        return errorCell(new CrmError("na", "attributeIncomplete", { argument, row: i + 1 }));
      }),
      "Quadrant",
    );
  });
}
