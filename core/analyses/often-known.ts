import type { Predictor } from "../regression";

/**
 * Whether at least half of each group of customers know what stands in a column. A regression leaves out who does not, so
 * that few would be left by a column that fewer know; and what is known of one group alone, such as why they left, says
 * nothing about how it differs from the other.
 *
 * @param groups rows of the customers of each
 */
export function isOftenKnown(column: Predictor, groups: readonly (readonly number[])[]): boolean {
  return groups.every((rows) => {
    const known = rows.filter((i) => knowsAll([column], i));
    return 2 * known.length >= rows.length;
  });
}

/** Whether something stands in all columns of a row: a regression uses it. */
export const knowsAll = (columns: readonly Predictor[], row: number): boolean =>
  columns.every(({ [row]: cell }) => cell !== "" && !Number.isNaN(cell));

/** The positions of the columns that are often known; of all where none is. */
export function oftenKnown(
  columns: readonly Predictor[],
  groups: readonly (readonly number[])[],
): readonly number[] {
  const all = [...columns.keys()];
  const often = all.filter((j) => isOftenKnown(columns[j], groups));
  return often.length > 0 ? often : all;
}

/** The rows of which something holds. */
export const rowsWhere = (values: Float64Array, holds: (value: number) => boolean): number[] =>
  [...values.keys()].filter((i) => holds(values[i]));
