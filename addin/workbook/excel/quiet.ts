import type { Runner } from "./run";

/** Work during which Excel reports no changes, and whether such work is going on. */
export function makeQuiet({ run, asOneUndo }: Runner) {
  let quiet = 0;

  async function setEvents(enabled: boolean): Promise<void> {
    await run(async (context) => {
      context.runtime.enableEvents = enabled;
      await context.sync();
    });
  }

  /** Keeps retrying, because events stay off for the whole workbook until they are enabled again. */
  async function eventsOn(wait = 1000): Promise<void> {
    try {
      if (quiet === 0) await setEvents(true);
    } catch (error) {
      console.error(error);
      setTimeout(() => void eventsOn(Math.min(2 * wait, 30_000)), wait);
    }
  }

  return {
    isQuiet: () => quiet > 0,
    async quietly<Result>(work: () => Promise<Result>): Promise<Result> {
      if (quiet++ === 0) await setEvents(false);
      try {
        return await asOneUndo(work);
      } finally {
        if (--quiet === 0) await eventsOn();
      }
    },
  };
}
