import type { Predictor } from "../regression";

/**
 * Whether a column has values for at least half of each group of customers. A regression leaves out customers without a
 * value, so a column known for fewer would leave few; and a column known for one group only, such as the reason for
 * leaving, says nothing about how the groups differ.
 *
 * @param groups the rows of each group of customers
 */
export function isOftenKnown(column: Predictor, groups: readonly (readonly number[])[]): boolean {
  return groups.every((rows) => {
    const known = rows.filter((i) => knowsAll([column], i));
    return 2 * known.length >= rows.length;
  });
}

/** Whether all columns have a value in a row, so that a regression uses it. */
export const knowsAll = (columns: readonly Predictor[], row: number): boolean =>
  columns.every(({ [row]: cell }) => cell !== "" && !Number.isNaN(cell));

/** The positions of the columns that are often known; of all columns if none is. */
export function oftenKnown(
  columns: readonly Predictor[],
  groups: readonly (readonly number[])[],
): readonly number[] {
  const all = [...columns.keys()];
  const often = all.filter((j) => isOftenKnown(columns[j], groups));
  return often.length > 0 ? often : all;
}

/** The rows whose value satisfies a condition. */
export const rowsWhere = (values: Float64Array, holds: (value: number) => boolean): number[] =>
  [...values.keys()].filter((i) => holds(values[i]));
