/// <reference types="office-js" />

/**
 * Makes Excel start the add-in with this workbook from now on, so that its formulas work on opening. Call it once the
 * workbook holds our content: a workbook that was only viewed stays unchanged.
 */
export async function startWithWorkbook(): Promise<void> {
  // A formula may be calculated before Office reports its capabilities.
  await Office.onReady();
  if (!Office.context.requirements.isSetSupported("SharedRuntime", "1.1")) return;
  const { load } = Office.StartupBehavior;
  if ((await Office.addin.getStartupBehavior()) !== load) await Office.addin.setStartupBehavior(load);
}

/**
 * Calls `start` once the page is visible: Excel also loads it in the background to calculate. Any sign of a user
 * counts, so that a visible pane is never left empty.
 */
export function whenInSight(start: () => void): void {
  if (document.visibilityState === "visible") return start();
  const signs = ["visibilitychange", "focusin", "pointermove", "pointerdown", "keydown", "resize"];
  let isStarted = false;
  const started = () => {
    if (isStarted) return;
    isStarted = true;
    for (const sign of signs) {
      document.removeEventListener(sign, started);
      window.removeEventListener(sign, started);
    }
    start();
  };
  for (const sign of signs) {
    document.addEventListener(sign, started);
    window.addEventListener(sign, started);
  }
  if (!Office.context.requirements.isSetSupported("SharedRuntime", "1.1")) return;
  Office.addin
    .onVisibilityModeChanged(({ visibilityMode }) => {
      if (visibilityMode === Office.VisibilityMode.taskpane) started();
    })
    .catch((error: unknown) => {
      // Without this event, the pane must start at once.
      console.error(error);
      started();
    });
}
