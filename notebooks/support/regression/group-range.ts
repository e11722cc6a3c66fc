import { groupRowsFor, readGroup, rowsOf, type Finding, type Pass, type RowBlock } from "@crm-functions/core";
import type { SharedValues } from "./shared-numbers";

/** Rows that all threads can read. */
export interface SharedRows {
  readonly y: Float64Array;
  readonly x: SharedValues;
  readonly predictors: number;
}

/** One pass over the rows; threads draw their task numbers from `next`. */
export interface ReadingRequest {
  readonly pass: Pass;
  readonly rows: SharedRows;
  readonly tasks: number;
  readonly next: Int32Array;
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
  const part =
    "data" in x
      ? { data: x.data.subarray(start * predictors, end * predictors), columns: predictors }
      : x.map((column) => column.subarray(start, end));
  for (const group of rowsOf(y.subarray(start, end), part).blocks()) {
    yield { ...group, first: (group.first ?? 0) + start };
  }
}

/** Reads task after task until none is left. An error stops the other threads too. */
export function* readTasks({ pass, rows, tasks, next }: ReadingRequest): Generator<[number, Finding[]]> {
  try {
    for (let task = Atomics.add(next, 0, 1); task < tasks; task = Atomics.add(next, 0, 1)) {
      const read = (group: RowBlock) => readGroup(pass, group, rows.predictors);
      yield [task, Array.from(groupsOfTask(rows, task), read)];
    }
  } catch (error) {
    Atomics.store(next, 0, tasks);
    throw error;
  }
}
