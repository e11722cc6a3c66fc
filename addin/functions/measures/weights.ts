import {
  ahpConsistency as consistencyOf,
  ahpWeights as weightsOf,
  entropyWeights as weightsByEntropy,
  type RowMajor,
} from "@crm-functions/core";
import { answer, type Range } from "../../cells";
import { belowHeader, readNumbers, rowsTogether } from "../ranges";

/**
 * Weights from pairwise comparisons (AHP): the principal eigenvector, adding up to 1. A blank (n/a, - and the like too) is filled from its mirror.
 * @customfunction AHPWEIGHTS
 * @param {any[][]} comparisons Square matrix: how much more the row's criterion matters than the column's, 1/9 to 9.
 * @returns {number[][]} A column with one weight per criterion.
 */
export function ahpWeights(comparisons: any[][]): number[][] {
  return answer(() => Array.from(ofComparisons(comparisons, weightsOf), (weight) => [weight]));
}

/**
 * Saaty's consistency ratio of pairwise comparisons: 0 is consistent, up to 0.1 is usually accepted.
 * @customfunction AHPCONSISTENCY
 * @param {any[][]} comparisons Square matrix: how much more the row's criterion matters than the column's, 1/9 to 9.
 * @returns {number} The ratio.
 */
export function ahpConsistency(comparisons: any[][]): number {
  return answer(() => ofComparisons(comparisons, consistencyOf));
}

/**
 * Weights by Shannon entropy: a criterion in which customers differ more weighs more. Rows with a blank (n/a, - and the like too) are left out.
 * @customfunction ENTROPYWEIGHTS
 * @param {any[][]} values A row per customer, a column per criterion; numbers from 0 up.
 * @returns {any[][]} A row with one weight per criterion, adding up to 1.
 */
export function entropyWeights(values: any[][]): any[][] {
  return answer(() => {
    const { rows, above } = rowsTogether({ values });
    const numbers = readNumbers(rows.values, "values", above);
    return [Array.from(belowHeader(above, () => weightsByEntropy(numbers)))];
  });
}

/** A last row that is blank belongs to a matrix of which only the upper triangle is filled in. */
function ofComparisons<Result>(comparisons: Range, measure: (matrix: RowMajor) => Result): Result {
  const together = rowsTogether({ comparisons });
  const { above } = together;
  const { data, rows, columns } = readNumbers(together.rows.comparisons, "comparisons", above);
  let matrix = data;
  if (rows < columns && comparisons.length - above >= columns) {
    matrix = new Float64Array(columns * columns).fill(NaN);
    matrix.set(data);
  }
  return belowHeader(above, () => measure({ data: matrix, columns }));
}
