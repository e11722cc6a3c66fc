import type { ViewName } from "./pane-context";

/** What the ribbon, the menu of a cell and the keyboard may ask the pane for, and the view that does it. */
export const paneTasks = {
  openPane: undefined,
  newCustomer: "customers",
  showCustomer: "customers",
  newInteraction: "customers",
  insertScore: "formulas",
  importCustomers: "data",
  showReport: "report",
} as const satisfies Record<string, ViewName | undefined>;

export type PaneTask = keyof typeof paneTasks;

/** A task that was asked for; a new object each time, so that the same task can be asked for again. */
export interface AskedTask {
  readonly task: PaneTask;
}
