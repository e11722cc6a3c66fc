/// <reference types="office-js" />
import { paneTasks, type PaneTask } from "../shell/pane-task";

/**
 * Associates the command names of manifest.xml and shortcuts.json with their actions: show the pane with a task, or
 * open the help in the browser.
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
      // Windows and Mac open a browser; Excel on the web already runs in one.
      if (Office.context.requirements.isSetSupported("OpenBrowserWindowApi", "1.1")) {
        Office.context.ui.openBrowserWindow(helpAddress());
      } else window.open(helpAddress(), "_blank", "noopener");
    }),
  );
}

/** Excel disables a button until its command reports completion; a shortcut passes no event. */
function command(work: () => Promise<void>): (event?: Office.AddinCommands.Event) => Promise<void> {
  return async (event) => {
    try {
      await work();
    } finally {
      event?.completed();
    }
  };
}
