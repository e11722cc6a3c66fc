import {
  inverseWithout,
  isNothing,
  takeBack,
  type CustomerStore,
  type Inverse,
  type Progress,
} from "@crm-functions/core";

/** How a long undo goes on. */
export interface UndoOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Once aborted, what can be stopped stops, with everything as it was, and throws. */
  readonly signal?: AbortSignal;
}

/** Something that was done and how to take it back. */
export interface UndoableStep {
  /** What was done, in the language it was done in: "Added Mei Lin". */
  readonly label: string;
  undo(options?: UndoOptions): Promise<void>;
  /** Ids of the customers whose data the step holds or whose name its label tells. */
  readonly about?: readonly string[];
  /** The step without one of them, where it is about many and something is left; by default it goes as a whole. */
  without?(id: string): UndoableStep | undefined;
}

/**
 * A change of the store as a step.
 *
 * @param named id of the customer whose name stands in the label of a change of several
 */
export function changeStep(
  store: Pick<CustomerStore, "change">,
  label: string,
  inverse: Inverse,
  named?: string,
): UndoableStep {
  return {
    label,
    about: inverse.about,
    undo: async (options) => void (await takeBack(store, inverse, options)),
    without(id) {
      const rest = inverseWithout(inverse, id);
      return id === named || isNothing(rest) ? undefined : changeStep(store, label, rest, named);
    },
  };
}

/** The actions of the pane that can be undone, newest last. */
export interface UndoStack {
  readonly last: UndoableStep | undefined;
  push(step: UndoableStep): void;
  /** Takes back the newest action. Where that fails, the action stays, so that it can be tried again. */
  undo(options?: UndoOptions): Promise<UndoableStep | undefined>;
  /** Somebody has been erased: what the steps still hold of them goes, and those steps can no longer be taken back. */
  forget(id: string): void;
  /** Nothing of what was done can be taken back any more. */
  clear(): void;
  onChange(listener: () => void): () => void;
}

/** @param limit How many actions are kept; older ones are forgotten. */
export function makeUndoStack(limit = 50): UndoStack {
  let steps: UndoableStep[] = [];
  let running: Promise<UndoableStep | undefined> | undefined;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  async function takeBack(options?: UndoOptions): Promise<UndoableStep | undefined> {
    const step = steps.at(-1);
    if (step === undefined) return undefined;
    await step.undo(options);
    // Something may have been done while this ran: take out this very step, not whatever is last now.
    steps = steps.filter((each) => each !== step);
    changed();
    return step;
  }
  return {
    get last() {
      return steps.at(-1);
    },
    push(step) {
      steps = [...steps, step].slice(-limit);
      changed();
    },
    undo(options) {
      // A double click must not take back two actions.
      running ??= takeBack(options).finally(() => {
        running = undefined;
      });
      return running;
    },
    forget(id) {
      steps = steps.flatMap((step) => {
        if (!step.about?.includes(id)) return [step];
        return step.without?.(id) ?? [];
      });
      changed();
    },
    clear() {
      steps = [];
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
