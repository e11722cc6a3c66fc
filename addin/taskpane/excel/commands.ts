/// <reference types="office-js" />
import { paneTasks, type PaneTask } from "../shell/pane-task";

/**
 * Ties the names that manifest.xml and shortcuts.json use to what happens: the pane comes into view at its task, the help
 * opens in the browser.
 */
export function associateCommands(open: (task: PaneTask) => Promise<void>, helpAddress: () => string): void {
  for (const task of Object.keys(paneTasks) as PaneTask[]) {
    Office.actions.associate(
      task,
      command(async () => {
        await Office.addin.showAsTaskpane();
        await open(task);
      }),
    );
  }
  Office.actions.associate(
    "showHelp",
    command(async () => {
      // Windows and Mac open the browser; Excel on the web is in one.
      if (Office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1")) {
        Office.context.ui.openBrowserWindow(helpAddress());
      } else window.open(helpAddress(), "_blank", "noopener");
    }),
  );
}

/** Excel disables a button until its command says that it is done; a shortcut brings no event. */
function command(work: () => Promise<void>): (event?: Office.AddinCommands.Event) => Promise<void> {
  return async (event) => {
    try {
      await work();
    } finally {
      event?.completed();
    }
  };
}
