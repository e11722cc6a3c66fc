import { fillIn, type Language } from "@crm-functions/core";
import type { ThemeChoice } from "../taskpane";
import { element } from "../taskpane/shell/element";
import { latest } from "../taskpane/shell/latest";
import { loadScript } from "../taskpane/functions/loaded-functions";
import type { Workbook } from "../workbook/workbook";
import type { Page } from "./page";
import type { PaneEntry, ShownPane } from "./pane-entry";
import type { PageTheme } from "./page-theme";
import { prefersPane, rememberPane } from "./preferences";
import { playgroundTexts } from "./texts";

/** Shows and hides the task pane beside the sheet; it is loaded when first shown. */
export function controlPane(
  page: Page,
  workbook: Workbook,
  language: () => Language,
  onLanguageChange: (language: Language) => void,
  theme: PageTheme,
  focusSheet: () => void,
) {
  let mounted: ShownPane | undefined;
  // Another workbook may be opened before the pane of this one is ready.
  const begin = latest();
  let isStarting = false;

  async function start(): Promise<void> {
    const scope = globalThis as { crmPane?: PaneEntry };
    const isLatest = begin();
    isStarting = true;
    try {
      if (scope.crmPane === undefined) await loadScript("pane.js");
      if (!isLatest()) return;
      const place = element("div", { className: "pane-place" });
      page.pane.replaceChildren(place);
      const shown = await (scope.crmPane as PaneEntry | undefined)?.show(place, workbook, () => ({
        language: language(),
        theme: theme.choice,
        onLanguageChange,
        onThemeChange: (choice) => theme.choose(choice),
      }));
      if (isLatest()) mounted = shown;
      else shown?.unmount();
    } catch (error) {
      if (!isLatest()) return;
      isStarting = false; // the next time the pane is shown, it tries again
      console.info("The task pane did not start:", error);
      const reason = error instanceof Error ? error.message : String(error);
      const text = fillIn(playgroundTexts[language()].paneFailed, { reason });
      page.pane.replaceChildren(element("p", { className: "failed", textContent: text, role: "alert" }));
    }
  }

  function show(visible: boolean): void {
    page.pane.hidden = !visible;
    page.paneToggle.setAttribute("aria-pressed", String(visible));
    rememberPane(visible);
    if (visible && mounted === undefined && !isStarting) void start();
    // The sheet measures its size only when the window is resized.
    dispatchEvent(new Event("resize"));
  }

  page.paneToggle.addEventListener("click", () => {
    show(page.pane.hidden);
    if (page.pane.hidden) focusSheet(); // returns the focus to the sheet
  });
  show(prefersPane());
  return {
    setLanguage: (next: Language) => mounted?.setLanguage(next),
    setTheme: (next: ThemeChoice) => mounted?.setTheme(next),
    /** Call it after a change of the Excel version that the page imitates. */
    checkHost: () => mounted?.checkHost(),
    /** Reads the workbook again after it was taken over from another tab. */
    readAgain() {
      mounted
        ?.readAgain()
        .catch((error: unknown) => console.info("The workbook of the other tab was not read:", error));
    },
    /** Starts the pane again for another workbook. */
    restart() {
      mounted?.unmount();
      begin();
      mounted = undefined;
      isStarting = false;
      page.pane.replaceChildren();
      if (!page.pane.hidden) show(true);
    },
  };
}
