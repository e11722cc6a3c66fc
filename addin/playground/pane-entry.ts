import { localDayOf } from "@crm-functions/core";
import { openWorkbookStore } from "../workbook/store/workbook-store";
import type { Workbook } from "../workbook/workbook";
import { mountTaskPane, type MountedTaskPane, type TaskPaneOptions } from "../taskpane";

/** What the page finds once `pane.js` has been loaded: the task pane is large, and many never open it. */
export interface PaneEntry {
  show(
    element: HTMLElement,
    workbook: Workbook,
    /** Asked when the tables have been read: the page may speak another language then. */
    options: () => Pick<TaskPaneOptions, "language" | "theme" | "onLanguageChange" | "onThemeChange">,
  ): Promise<ShownPane>;
}

export interface ShownPane extends MountedTaskPane {
  /** Another tab has changed the workbook: it is read again, and what is half typed stays. */
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
        store.close(); // it would go on reading and giving ids in whatever workbook comes next
      },
    };
  },
};

(globalThis as { crmPane?: PaneEntry }).crmPane = entry;
