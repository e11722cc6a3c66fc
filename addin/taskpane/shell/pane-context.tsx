import { createContext, useCallback, useContext, useEffect, useState } from "react";
import type {
  ChangeOptions,
  ChangeSet,
  ChartTheme,
  Customer,
  Language,
  Region,
  SamePersonIndex,
  Written,
} from "@crm-functions/core";
import type { WorkbookCustomerStore } from "../../workbook/store/workbook-store";
import type { Area, Workbook } from "../../workbook/workbook";
import type { OwnTable } from "../report/own-table";
import type { AskedTask } from "./pane-task";
import type { OfficeServices } from "./office-services";
import type { UndoableStep, UndoStack } from "./undo-stack";
import type { ShownTheme, ThemeChoice } from "./colors";

/** In the order of their tabs. */
export const viewNames = ["report", "customers", "weights", "charts", "formulas", "data", "start"] as const;
export type ViewName = (typeof viewNames)[number];

export interface Notice {
  readonly intent: "success" | "warning" | "error" | "info";
  readonly text: string;
  /** The step that it reports; the message can undo it until another step follows. */
  readonly step?: UndoableStep;
}

/** The state and actions shared by all views of the pane. */
export interface Pane {
  readonly workbook: Workbook;
  readonly store: WorkbookCustomerStore;
  /** Country of phone numbers without a country code. */
  readonly region: Region;
  readonly undo: UndoStack;
  /** Index of customers who may be the same person as the one being saved. */
  readonly samePersons: SamePersonIndex;
  /** Office features apart from the cells; undefined outside Excel. */
  readonly office: OfficeServices | undefined;
  readonly themeChoice: ThemeChoice;
  readonly themeName: ShownTheme;
  readonly chartTheme: ChartTheme;
  /** A change means that the host's handling of blanks has to be checked again. */
  readonly hostChecks: number;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: ThemeChoice) => void;
  /** Today as an ISO day in local time. */
  today(): string;
  notify(notice: Notice): void;
  /** Runs `work` and reports an error; true if it succeeded. */
  attempt(work: () => Promise<unknown>): Promise<boolean>;
  /** Changes the store as a step that can be undone, and reports it by `label`. */
  change(label: string, changes: ChangeSet, options?: ChangeOptions): Promise<Written>;
  /** Records a step for undo and reports it by its label, unless `said` has another text. */
  did(step: UndoableStep, said?: Partial<Notice>): void;
  show(view: ViewName): void;
  /** The customer shown by views about one customer. */
  readonly selected: string | undefined;
  select(id: string | undefined): void;
  /** The function with which the Formulas view opens. */
  readonly chosenFunction: string;
  /** @param cells its first arguments */
  chooseFunction(name: string, cells?: readonly Area[]): void;
  /** The cells passed with the last choice of a function. */
  readonly chosenCells: { readonly name: string; readonly cells: readonly Area[] } | undefined;
  /** The user's own table for report and charts; undefined for the Customers table. */
  readonly reportTable: OwnTable | undefined;
  chooseReportTable(table: OwnTable | undefined): void;
  /** The task that a command requested last. */
  readonly asked: AskedTask | undefined;
}

export const PaneContext = createContext<Pane | undefined>(undefined);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (pane === undefined) throw new Error("PaneContext is missing.");
  return pane;
}

/** A counter that rises with every change of the store, so that views load again. */
export function useStoreVersion(): number {
  const { store } = usePane();
  const [version, setVersion] = useState(0);
  useEffect(() => store.onChange(() => setVersion((before) => before + 1)), [store]);
  return version;
}

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly loading: boolean;
}

/**
 * The result of `load`, loaded again when one of `inputs` changes; an outdated result is dropped. The last value stays
 * until the new one arrives, so that nothing flickers.
 */
export function useLoaded<Value>(load: () => Promise<Value>, inputs: readonly unknown[]): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ value: undefined, error: undefined, loading: true });
  // The caller supplies the inputs.
  const current = useCallback(load, inputs);
  useEffect(() => {
    let over = false;
    setLoaded((before) => ({ ...before, loading: true }));
    current().then(
      (value) => !over && setLoaded({ value, error: undefined, loading: false }),
      (error: unknown) => !over && setLoaded({ value: undefined, error, loading: false }),
    );
    return () => {
      over = true;
    };
  }, [current]);
  return loaded;
}

/** The selected customer as stored now; undefined while loading, and if none is selected or it was removed. */
export function useSelectedCustomer(): Customer | undefined {
  const { store, selected } = usePane();
  const version = useStoreVersion();
  const { value } = useLoaded(
    async () => (selected === undefined ? undefined : await store.get(selected)),
    [store, selected, version],
  );
  return value?.id === selected ? value : undefined;
}
