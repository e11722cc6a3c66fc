/**
 * Long work that can pause between records: it yields the number done so far and returns its result. The caller decides
 * when to continue: at once (`finished`), or in slices that let a page respond.
 */
export type LongWork<Result> = Generator<number, Result, void>;

/** Runs the work to its end at once. */
export function finished<Result>(steps: LongWork<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Number of records between two pauses. */
export const stepSize = 250;
