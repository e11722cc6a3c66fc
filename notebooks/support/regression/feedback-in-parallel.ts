import { availableParallelism } from "node:os";
import {
  CrmError,
  feedback,
  feedbackSteps,
  rowsOf,
  toRowMajor,
  type FeedbackOptions,
  type FeedbackResult,
  type Values,
} from "@crm-functions/core";
import { pairKernels } from "../kernels";
import { NotebookError } from "../notebook-error";
import { giveBack, readInThreads, takeThreads } from "./row-threads";
import { sharedValues, shared } from "./shared-numbers";

export interface ParallelOptions extends FeedbackOptions {
  /**
   * How many threads read rows, this one among them; as many as the machine has cores by default, and this one alone
   * below `leastCells` numbers.
   */
  readonly workers?: number;
}

/** Fewer numbers than this are fitted at once in this thread: two threads would not be done earlier. */
export const leastCells = 2_000_000;

/**
 * `feedback` by every core of the machine: the same figures to the last bit, whatever the number of threads.
 *
 * Data in shared memory (`sharedNumbers`) are read where they are; other data are copied there first.
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
  if (workers <= 1 || y.length === 0) return feedback(y, x, { kernels: pairKernels, ...options });
  const rows = { y: shared(y), x: sharedValues(x, (values) => toRowMajor(values, "x")), predictors };
  const threads = takeThreads(workers - 1);
  try {
    const steps = feedbackSteps(predictors, options);
    let step = steps.next();
    while (!step.done) step = steps.next(await readInThreads(threads, step.value, rows));
    giveBack(threads);
    return step.value;
  } catch (error) {
    // Data that cannot be fitted leave the threads whole; any other failure does not.
    if (error instanceof CrmError) giveBack(threads);
    else await Promise.all(threads.map((worker) => worker.terminate()));
    throw error;
  }
}
