import { CrmError, stepSize, type LongWork } from "@crm-functions/core";

/** Milliseconds of work before the page gets a turn. */
const sliceTime = 24;

export interface SliceOptions {
  /** Called once per slice with the number of records done. */
  readonly onDone?: (done: number) => void;
  /** Once aborted, the work stops between two slices with a CrmError `stopped`. */
  readonly signal?: { readonly aborted: boolean };
}

/** Runs long work in slices, so that the page can draw and react in between. @throws CrmError `stopped` */
export async function inSlices<Result>(steps: LongWork<Result>, options: SliceOptions = {}): Promise<Result> {
  stopIfAsked(options); // it may have been aborted while waiting to start
  let end = performance.now() + sliceTime;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < end) continue;
    options.onDone?.(step.value);
    await pause();
    stopIfAsked(options);
    end = performance.now() + sliceTime;
  }
}

/** What `made` gives for each item, as work for `inSlices`. */
export function* mapped<Item, Result>(
  items: readonly Item[],
  made: (item: Item, i: number) => Result,
): LongWork<Result[]> {
  const results: Result[] = [];
  for (const [i, item] of items.entries()) {
    if (i % stepSize === 0) yield i;
    results.push(made(item, i));
  }
  return results;
}

/** @throws CrmError `stopped` if the signal is aborted */
export function stopIfAsked({ signal }: Pick<SliceOptions, "signal"> = {}): void {
  if (signal?.aborted === true) throw new CrmError("value", "stopped");
}

/** Lets the page draw and handle input. A message arrives sooner than a timer, which browsers delay by 4 ms. */
export function pause(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(undefined);
  });
}
