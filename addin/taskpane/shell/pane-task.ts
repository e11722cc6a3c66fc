import type { ViewName } from "./pane-context";

/** The tasks that the ribbon, a cell's menu and the keyboard can request, with the view for each. */
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

/** A requested task; a new object for each request, so that the same task can be requested again. */
export interface AskedTask {
  readonly task: PaneTask;
}
