import { availableParallelism } from "node:os";
import {
  CrmError,
  feedback,
  feedbackSteps,
  rowsOf,
  type FeedbackOptions,
  type FeedbackResult,
  type Values,
} from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { giveBack, readInThreads, takeThreads } from "./row-threads";
import { sharedValues, shared } from "./shared-numbers";

export interface ParallelOptions extends FeedbackOptions {
  /**
   * Number of threads that read rows, including this one; by default the number of cores, or 1 for fewer than
   * `leastCells` numbers.
   */
  readonly workers?: number;
}

/** Data with fewer numbers than this are fitted in this thread: two threads would be no faster. */
const leastCells = 2_000_000;

/**
 * `feedback` on every core of the machine: identical to the last bit, whatever the number of threads.
 *
 * Data in shared memory (`sharedNumbers`) are read in place; other data are copied there first.
 *
 * @throws CrmError as `feedback`; NotebookError `workerStopped`, `workerCount`
 *
 * ```ts
 * const result = await feedbackInParallel(y, { data, columns: 10 });
 * ```
 */
export async function feedbackInParallel(
  y: Float64Array,
  x: Values,
  options: ParallelOptions = {},
): Promise<FeedbackResult> {
  const { predictors } = rowsOf(y, x);
  const { workers = y.length * (predictors + 1) < leastCells ? 1 : availableParallelism() } = options;
  if (options.workers !== undefined && !(Number.isInteger(options.workers) && options.workers > 0)) {
    throw new NotebookError("workerCount", { found: String(options.workers) });
  }
  if (workers <= 1 || y.length === 0) return feedback(y, x, options);
  const rows = { y: shared(y), x: sharedValues(x), predictors };
  const threads = takeThreads(workers - 1);
  try {
    const steps = feedbackSteps(predictors, options);
    let step = steps.next();
    while (!step.done) step = steps.next(await readInThreads(threads, step.value, rows));
    giveBack(threads);
    return step.value;
  } catch (error) {
    // The threads survive data that cannot be fitted, but not any other failure.
    if (error instanceof CrmError) giveBack(threads);
    else await Promise.all(threads.map((worker) => worker.terminate()));
    throw error;
  }
}
