/// <reference types="office-js" />
import type { Unsubscribe } from "../workbook";

/** Options for running a batch. */
export interface RunOptions {
  /** The batch only reads: transient failures are retried. */
  readonly reads?: boolean;
  /** The batch may be part of a group that one Ctrl+Z undoes. */
  readonly undoable?: boolean;
}

export type Batch<Result> = (context: Excel.RequestContext) => Promise<Result>;

/** Transient errors between Excel and its file, for which a retry helps. */
const passing: readonly string[] = [
  "Conflict",
  "GeneralException",
  "RequestAborted",
  "ServiceNotAvailable",
  "Timeout",
];
const waitsBetweenTries = [200, 1000, 3000];

/** True if this Excel has that version of ExcelApi. */
export const supports = (version: string): boolean =>
  Office.context.requirements.isSetSupported("ExcelApi", version);

export type Runner = ReturnType<typeof makeRunner>;

/** All access to Excel goes through this. */
export function makeRunner(patience: number) {
  const listeners = new Set<(waiting: boolean) => void>();
  let running = 0;
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The context shared by the batches of one undo step. */
  let group: Excel.RequestContext | undefined;
  let groups = true;

  function tell(next: boolean): void {
    if (next === waiting) return;
    waiting = next;
    for (const listener of [...listeners]) listener(next);
  }

  /** Slow work may be a large batch or a cell being edited. Only the latter makes a batch that does not wait fail. */
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
        // Part of it cannot be undone. Excel refuses it before changing anything, so it runs without an undo step.
        if (codeOf(error) !== "UndoNotSupported") throw error;
        groups = false;
        group = undefined;
      }
    }
    for (let tries = 0; ; tries++) {
      try {
        return await Excel.run({ delayForCellEdit: true }, batch);
      } catch (error) {
        // Builds without `delayForCellEdit` fail while a cell is edited; reading can be repeated at any time.
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

  /** Runs a batch; waits while the user edits a cell. */
  async function run<Result>(batch: Batch<Result>, options: RunOptions = {}): Promise<Result> {
    if (running++ === 0) watch();
    try {
      return await tried(batch, options);
    } finally {
      if (--running === 0) {
        clearTimeout(timer);
        tell(false);
      }
    }
  }

  return {
    run,
    /** Runs a batch that only reads; transient failures are retried. */
    look: <Result>(batch: Batch<Result>) => run(batch, { reads: true }),
    /** Makes one Ctrl+Z undo all undoable batches run by `work`, if this Excel supports that. */
    async asOneUndo<Result>(work: () => Promise<Result>): Promise<Result> {
      if (!groups || !supports("1.20") || group !== undefined) return work();
      return Excel.run({ delayForCellEdit: true, mergeUndoGroup: true }, async (context) => {
        group = context;
        try {
          return await work();
        } finally {
          group = undefined;
        }
      });
    },
    /** Calls back with true when work waits for the user to finish editing a cell, with false when it goes on. */
    onWaiting(listener: (waiting: boolean) => void): Unsubscribe {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The error code that Excel gives. */
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
