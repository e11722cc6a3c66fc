import { createRoot } from "react-dom/client";
import type { Language } from "@crm-functions/core";
import type { WorkbookCustomerStore } from "../workbook/store/workbook-store";
import type { Workbook } from "../workbook/workbook";
import { TaskPane } from "./shell/pane";
import type { OfficeServices } from "./shell/office-services";
import type { AskedTask, PaneTask } from "./shell/pane-task";
import type { ThemeChoice } from "./shell/colors";
import { makeUndoStack } from "./shell/undo-stack";

export type { ThemeChoice } from "./shell/colors";

export interface TaskPaneOptions {
  /** The store of the customers. */
  readonly store: WorkbookCustomerStore;
  readonly language: Language;
  readonly theme: ThemeChoice;
  /** Today as an ISO day. */
  readonly today: () => string;
  /** Office features other than the workbook's cells, if the pane runs in Excel. */
  readonly office?: OfficeServices;
  /** Called when the user changes the language or theme in the pane, so that the page can follow and remember it. */
  readonly onLanguageChange?: (language: Language) => void;
  readonly onThemeChange?: (theme: ThemeChoice) => void;
}

export type MountedTaskPane = ReturnType<typeof mountTaskPane>;

/** Renders the task pane of `workbook` in `element`, which it fills. */
export function mountTaskPane(element: HTMLElement, workbook: Workbook, options: TaskPaneOptions) {
  const undo = makeUndoStack();
  const root = createRoot(element);
  let state = {
    language: options.language,
    themeChoice: options.theme,
    hostChecks: 0,
    asked: undefined as AskedTask | undefined,
  };
  const fixed = {
    workbook,
    store: options.store,
    undo,
    today: options.today,
    office: options.office,
    onLanguage(language: Language): void {
      change({ language });
      options.onLanguageChange?.(language);
    },
    onTheme(themeChoice: ThemeChoice): void {
      change({ themeChoice });
      options.onThemeChange?.(themeChoice);
    },
  };
  function change(changed: Partial<typeof state>): void {
    state = { ...state, ...changed };
    root.render(<TaskPane {...fixed} {...state} />);
  }
  change({});
  return {
    /** Keeps unsaved input. */
    setLanguage: (language: Language) => change({ language }),
    setTheme: (themeChoice: ThemeChoice) => change({ themeChoice }),
    /** Opens the view for a command of the ribbon, a cell's menu or the keyboard. */
    open: (task: PaneTask) => change({ asked: { task } }),
    /** Call it when the host has changed how it passes blanks: the check runs again. */
    checkHost: () => change({ hostChecks: state.hostChecks + 1 }),
    /** Call it when the workbook's content has been replaced as a whole: earlier steps can no longer be undone. */
    forgetSteps: () => undo.clear(),
    unmount: () => root.unmount(),
  };
}
