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
  /** What it reports, which can be taken back from it while nothing has been done since. */
  readonly step?: UndoableStep;
}

/** What every view of the pane works with. */
export interface Pane {
  readonly workbook: Workbook;
  readonly store: WorkbookCustomerStore;
  /** Country of phone numbers without a country code. */
  readonly region: Region;
  readonly undo: UndoStack;
  /** Who of the store's customers may be the one about to be saved. */
  readonly samePersons: SamePersonIndex;
  /** What Office does beside the cells; undefined in the page without Excel. */
  readonly office: OfficeServices | undefined;
  /** Folder of `functions.js` and `functions.json`, with a slash at its end. */
  readonly assets: string;
  readonly themeChoice: ThemeChoice;
  readonly themeName: ShownTheme;
  readonly chartTheme: ChartTheme;
  /** Another number: what the host does with blanks is to be looked at again. */
  readonly hostChecks: number;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: ThemeChoice) => void;
  /** Today as an ISO day in local time. */
  today(): string;
  notify(notice: Notice): void;
  /** Does something and reports what goes wrong; true where nothing did. */
  attempt(work: () => Promise<unknown>): Promise<boolean>;
  /** Changes the store, which can be taken back and is reported by the label. */
  change(label: string, changes: ChangeSet, options?: ChangeOptions): Promise<Written>;
  /** Keeps a step for undo and reports it, by its label unless something else is to be said. */
  did(step: UndoableStep, said?: Partial<Notice>): void;
  show(view: ViewName): void;
  /** The customer that views about one customer show. */
  readonly selected: string | undefined;
  select(id: string | undefined): void;
  /** The function that the Formulas view opens with. */
  readonly chosenFunction: string;
  /** @param cells what its first arguments are to be */
  chooseFunction(name: string, cells?: readonly Area[]): void;
  /** The cells that came with the last choice. */
  readonly chosenCells: { readonly name: string; readonly cells: readonly Area[] } | undefined;
  /** The table of the user's own that report and charts are about; undefined: the Customers table. */
  readonly reportTable: OwnTable | undefined;
  chooseReportTable(table: OwnTable | undefined): void;
  /** What a command asked for last. */
  readonly asked: AskedTask | undefined;
}

export const PaneContext = createContext<Pane | undefined>(undefined);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (pane === undefined) throw new Error("PaneContext is missing.");
  return pane;
}

/** Counts up whenever the store reports a change, so that views read again. */
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
 * What `load` gives, read again when one of `inputs` changes; an answer that comes after a later question is
 * dropped. The last value stays while a new one is on its way, so that nothing flickers.
 */
export function useLoaded<Value>(load: () => Promise<Value>, inputs: readonly unknown[]): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ value: undefined, error: undefined, loading: true });
  // The inputs are the caller's.
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

/** The selected customer as stored now; undefined while loading, where none is selected or it has gone. */
export function useSelectedCustomer(): Customer | undefined {
  const { store, selected } = usePane();
  const version = useStoreVersion();
  const { value } = useLoaded(
    async () => (selected === undefined ? undefined : await store.get(selected)),
    [store, selected, version],
  );
  return value?.id === selected ? value : undefined;
}
