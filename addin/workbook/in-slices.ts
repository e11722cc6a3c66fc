import { CrmError, type LongWork } from "@crm-functions/core";

/** Milliseconds of work after which the page gets its turn. */
const sliceTime = 24;

export interface SliceOptions {
  /** Hears how many records are done, once a slice. */
  readonly onDone?: (done: number) => void;
  /** Once aborted, the work stops between two slices with a CrmError `stopped`. */
  readonly signal?: { readonly aborted: boolean };
}

/** Does long work in slices between which the page can draw and be clicked. @throws CrmError `stopped` */
export async function inSlices<Result>(steps: LongWork<Result>, options: SliceOptions = {}): Promise<Result> {
  stopIfAsked(options); // while the work waited for what it needs
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

/** @throws CrmError `stopped` where somebody has asked for it */
export function stopIfAsked({ signal }: Pick<SliceOptions, "signal"> = {}): void {
  if (signal?.aborted === true) throw new CrmError("value", "stopped");
}

/** Lets the page draw and hear. A message comes sooner than a timer, which browsers hold back for 4 ms. */
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
