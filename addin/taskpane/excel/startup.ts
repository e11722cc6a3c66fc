/// <reference types="office-js" />

/**
 * Lets Excel start the add-in together with this workbook from now on, so that its formulas are alive on opening. To be
 * called once something of ours stands in it: a workbook that was only looked at stays as it was.
 */
export async function startWithWorkbook(): Promise<void> {
  // A formula may be calculated before Office has told what it can.
  await Office.onReady();
  if (!Office.context.requirements.isSetSupported("SharedRuntime", "1.1")) return;
  const { load } = Office.StartupBehavior;
  if ((await Office.addin.getStartupBehavior()) !== load) await Office.addin.setStartupBehavior(load);
}

/**
 * Calls `start` when there is somebody to see the page: Excel also loads it, out of sight, to calculate. Whatever shows
 * that somebody looks counts, so that a pane in sight is never left empty.
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
      // Without that sign the pane must not wait.
      console.error(error);
      started();
    });
}
