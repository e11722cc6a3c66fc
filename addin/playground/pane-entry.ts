import { localDayOf } from "@crm-functions/core";
import { openWorkbookStore } from "../workbook/store/workbook-store";
import type { Workbook } from "../workbook/workbook";
import { mountTaskPane, type MountedTaskPane, type TaskPaneOptions } from "../taskpane";

/** The global that `pane.js` provides. It is loaded separately, because it is large and many visitors never open it. */
export interface PaneEntry {
  show(
    element: HTMLElement,
    workbook: Workbook,
    /** Called after the tables have been read, because the page's language may have changed meanwhile. */
    options: () => Pick<TaskPaneOptions, "language" | "theme" | "onLanguageChange" | "onThemeChange">,
  ): Promise<ShownPane>;
}

export interface ShownPane extends MountedTaskPane {
  /** Reads the workbook again after a change by another tab; unsaved input stays. */
  readAgain(): Promise<void>;
}

const entry: PaneEntry = {
  async show(element, workbook, options) {
    const region = /-([A-Z]{2})\b/.exec(navigator.language)?.[1];
    const today = () => localDayOf(new Date());
    const store = await openWorkbookStore(workbook, { today, region });
    const mounted = mountTaskPane(element, workbook, { ...options(), store, today });
    return {
      ...mounted,
      async readAgain() {
        mounted.forgetSteps();
        await store.refresh();
      },
      unmount() {
        mounted.unmount();
        store.close(); // otherwise it would keep reading the next workbook and giving ids in it
      },
    };
  },
};

(globalThis as { crmPane?: PaneEntry }).crmPane = entry;
