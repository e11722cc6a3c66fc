/// <reference types="office-js" />
import type { Unsubscribe } from "../workbook";

/** How a batch is run. */
export interface RunOptions {
  /** It only reads: what fails for a passing reason is tried again. */
  readonly reads?: boolean;
  /** It may become a part of what one Ctrl+Z takes back. */
  readonly undoable?: boolean;
}

export type Batch<Result> = (context: Excel.RequestContext) => Promise<Result>;

/** The one way to Excel. */
export interface ExcelRunner {
  /** Runs a batch; while the user edits a cell it waits. */
  run<Result>(batch: Batch<Result>, options?: RunOptions): Promise<Result>;
  /** Undoable batches that run while `work` does are taken back by one Ctrl+Z, where this Excel can do that. */
  asOneUndo<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Hears when work begins to wait for the user to finish editing a cell, and when it goes on. */
  onWaiting(listener: (waiting: boolean) => void): Unsubscribe;
}

/** Passing trouble between Excel and its file: asking again helps. */
const passing: readonly string[] = [
  "Conflict",
  "GeneralException",
  "RequestAborted",
  "ServiceNotAvailable",
  "Timeout",
];
const waitsBetweenTries = [200, 1000, 3000];

export function makeRunner({ patience = 2000 } = {}): ExcelRunner {
  const listeners = new Set<(waiting: boolean) => void>();
  let running = 0;
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The context of the batches that are one step for Ctrl+Z. */
  let group: Excel.RequestContext | undefined;
  let groups = true;

  function tell(next: boolean): void {
    if (next === waiting) return;
    waiting = next;
    for (const listener of [...listeners]) listener(next);
  }

  /** What takes long may be much work or a cell that is being edited: only then does a batch that does not wait fail. */
  function watch(): void {
    timer = setTimeout(() => {
      void isEditing().then((editing) => {
        if (running === 0) return;
        tell(editing);
        watch();
      });
    }, patience);
  }

  async function tried<Result>(batch: Batch<Result>, { reads, undoable }: RunOptions): Promise<Result> {
    if (undoable === true && group !== undefined) {
      try {
        const result = await batch(group);
        await group.sync();
        return result;
      } catch (error) {
        // Something of it has no undo: it is refused before it is done, and goes without.
        if (codeOf(error) !== "UndoNotSupported") throw error;
        groups = false;
        group = undefined;
      }
    }
    for (let tries = 0; ; tries++) {
      try {
        return await Excel.run({ delayForCellEdit: true }, batch);
      } catch (error) {
        // Builds from before `delayForCellEdit` refuse; reading can begin again at any time.
        if (reads === true && isEditModeError(error)) await pause(300);
        else if (
          reads === true &&
          tries < waitsBetweenTries.length &&
          passing.includes(codeOf(error) ?? "")
        ) {
          await pause(waitsBetweenTries[tries]);
        } else throw error;
      }
    }
  }

  return {
    async run(batch, options = {}) {
      if (running++ === 0) watch();
      try {
        return await tried(batch, options);
      } finally {
        if (--running === 0) {
          clearTimeout(timer);
          tell(false);
        }
      }
    },
    async asOneUndo(work) {
      const isKnown = Office.context.requirements.isSetSupported("ExcelApi", "1.20");
      if (!groups || !isKnown || group !== undefined) return work();
      return Excel.run({ delayForCellEdit: true, mergeUndoGroup: true }, async (context) => {
        group = context;
        try {
          return await work();
        } finally {
          group = undefined;
        }
      });
    },
    onWaiting(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The code that Excel gives an error. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null ? (error as { code?: string }).code : undefined;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function isEditModeError(error: unknown): boolean {
  return codeOf(error) === "InvalidOperationInCellEditMode";
}

async function isEditing(): Promise<boolean> {
  try {
    await Excel.run(async (context) => {
      context.workbook.application.load("calculationMode");
      await context.sync();
    });
    return false;
  } catch (error) {
    return isEditModeError(error);
  }
}
