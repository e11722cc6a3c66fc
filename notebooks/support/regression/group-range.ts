import { groupRowsFor, rowsOf, type RowBlock } from "@crm-functions/core";
import type { SharedValues } from "./shared-numbers";

/** Rows that all threads can read. */
export interface SharedRows {
  readonly y: Float64Array;
  readonly x: SharedValues;
  readonly predictors: number;
}

/** Number of groups a thread takes at once. */
const groupsAtOnce = 2;

/** Number of rows a thread takes at once: whole groups, so that sums do not depend on which thread makes them. */
export function taskRowsFor(predictors: number): number {
  return groupsAtOnce * groupRowsFor(predictors);
}

/** The groups of a task. */
export function* groupsOfTask({ y, x, predictors }: SharedRows, task: number): Iterable<RowBlock> {
  const start = task * taskRowsFor(predictors);
  const end = Math.min(start + taskRowsFor(predictors), y.length);
  const part = isColumns(x)
    ? x.map((column) => column.subarray(start, end))
    : { data: x.data.subarray(start * predictors, end * predictors), columns: predictors };
  for (const group of rowsOf(y.subarray(start, end), part).blocks()) {
    yield { ...group, first: (group.first ?? 0) + start };
  }
}

function isColumns(x: SharedValues): x is readonly Float64Array[] {
  return Array.isArray(x);
}
