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

/** Does something with each item, whose number counts from 1, and can pause between items. */
export function* eachInSteps<Item>(
  items: Iterable<Item>,
  take: (item: Item, number: number) => void,
): LongWork<void> {
  let done = 0;
  for (const item of items) {
    if (done % stepSize === 0) yield done;
    take(item, ++done);
  }
}
