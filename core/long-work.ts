/**
 * Long work that can rest between two records: it yields how many it has done so far and ends with its result. The
 * caller decides when it goes on: at once (`finished`), or in slices that leave a page its turn.
 */
export type LongWork<Result> = Generator<number, Result, void>;

/** Does the work to its end at once. */
export function finished<Result>(steps: LongWork<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** How many records are done between two rests. */
export const stepSize = 250;
