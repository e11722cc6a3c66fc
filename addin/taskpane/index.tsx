import { createRoot } from "react-dom/client";
import { localDayOf, type Language } from "@crm-functions/core";
import type { WorkbookCustomerStore } from "../workbook/store/workbook-store";
import type { Workbook } from "../workbook/workbook";
import { TaskPane } from "./shell/pane";
import type { OfficeServices } from "./shell/office-services";
import type { AskedTask, PaneTask } from "./shell/pane-task";
import type { ThemeChoice } from "./shell/colors";
import { makeUndoStack } from "./shell/undo-stack";

export type { ThemeChoice } from "./shell/colors";

export interface TaskPaneOptions {
  /** Where customers are kept. */
  readonly store: WorkbookCustomerStore;
  /** By default the workbook's. */
  readonly language?: Language;
  /** `auto` (default) follows the system. */
  readonly theme?: ThemeChoice;
  /** Address of the folder that holds `functions.js` and `functions.json`; by default the page's. */
  readonly assets?: string;
  /** The id of the customer that is shown at first. */
  readonly selected?: string;
  /** Today as an ISO day; by default the clock's, in local time. */
  readonly today?: () => string;
  /** What Office does beside the workbook's cells, where the pane is in Excel. */
  readonly office?: OfficeServices;
  /** Told when the user chooses another language or theme in the pane, so that the page can follow and remember. */
  readonly onLanguageChange?: (language: Language) => void;
  readonly onThemeChange?: (theme: ThemeChoice) => void;
}

export interface MountedTaskPane {
  /** What is typed in stays. */
  setLanguage(language: Language): void;
  setTheme(theme: ThemeChoice): void;
  /** Goes where a command of the ribbon, of a cell's menu or of the keyboard leads. */
  open(task: PaneTask): void;
  /** To be called where the host has begun to hand blanks over in another way: the check is made again. */
  checkHost(): void;
  /** To be called where something else has come in place of the workbook's cells: no step can be taken back in it. */
  forgetSteps(): void;
  unmount(): void;
}

/** Shows the task pane of `workbook` in `element`, which it fills. */
export function mountTaskPane(
  element: HTMLElement,
  workbook: Workbook,
  options: TaskPaneOptions,
): MountedTaskPane {
  const undo = makeUndoStack();
  const root = createRoot(element);
  let state = {
    language: options.language ?? workbook.language,
    themeChoice: options.theme ?? "auto",
    hostChecks: 0,
    asked: undefined as AskedTask | undefined,
  };
  const fixed = {
    workbook,
    store: options.store,
    undo,
    assets: options.assets ?? document.baseURI,
    today: options.today ?? (() => localDayOf(new Date())),
    office: options.office,
    selectedAtFirst: options.selected,
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
    setLanguage: (language) => change({ language }),
    setTheme: (themeChoice) => change({ themeChoice }),
    open: (task) => change({ asked: { task } }),
    checkHost: () => change({ hostChecks: state.hostChecks + 1 }),
    forgetSteps: () => undo.clear(),
    unmount: () => root.unmount(),
  };
}
