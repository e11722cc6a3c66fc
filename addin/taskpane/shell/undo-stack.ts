import {
  inverseWithout,
  isNothing,
  takeBack,
  type CustomerStore,
  type Inverse,
  type Progress,
} from "@crm-functions/core";

/** Progress and cancellation of a long undo. */
export interface UndoOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** When aborted, an undo that can be stopped restores the state before it and throws. */
  readonly signal?: AbortSignal;
}

/** An action that can be undone. */
export interface UndoableStep {
  /** The action in the language used at the time: "Added Mei Lin". */
  readonly label: string;
  undo(options?: UndoOptions): Promise<void>;
  /** Ids of the customers whose data the step holds or whose name is in its label. */
  readonly about?: readonly string[];
  /** The step without one customer, if it concerns others too; without this function, the whole step is dropped. */
  without?(id: string): UndoableStep | undefined;
}

/**
 * A change of the store as an undoable step.
 *
 * @param named id of the customer named in the label, if the change concerns several
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

/** The pane's actions that can be undone. */
export type UndoStack = ReturnType<typeof makeUndoStack>;

/** @param limit maximum number of actions; older ones are dropped */
export function makeUndoStack(limit = 50) {
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
    // Other steps may have been added meanwhile, so this step is removed, not the last one.
    steps = steps.filter((each) => each !== step);
    changed();
    return step;
  }
  return {
    get last(): UndoableStep | undefined {
      return steps.at(-1);
    },
    push(step: UndoableStep): void {
      steps = [...steps, step].slice(-limit);
      changed();
    },
    /** Undoes the newest action. If that fails, the action stays and can be tried again. */
    undo(options?: UndoOptions): Promise<UndoableStep | undefined> {
      // A double click must not undo two actions.
      running ??= takeBack(options).finally(() => {
        running = undefined;
      });
      return running;
    },
    /** Removes an erased customer from all steps; drops those that concern nobody else or name the customer. */
    forget(id: string): void {
      steps = steps.flatMap((step) => {
        if (!step.about?.includes(id)) return [step];
        return step.without?.(id) ?? [];
      });
      changed();
    },
    clear(): void {
      steps = [];
      changed();
    },
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
