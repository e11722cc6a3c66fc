import type { Language } from "@crm-functions/core";
import { forgetWorkbook, keepWorkbook } from "./kept-workbook";
import type { Page } from "./page";
import { playgroundTexts } from "./texts";
import type { CellChange, Spreadsheet } from "./univer/spreadsheet";

/** Milliseconds between the last change of a burst and saving. */
const keepDelay = 400;

interface Keeping {
  /** Saves the workbook shortly after the last change. */
  soon(sheetId: string | undefined, change?: CellChange): void;
  /** Saves the workbook taken over from another tab, with this tab's changes on top. */
  again(changes: readonly CellChange[]): void;
  forget(): Promise<void>;
  /** Shows the state of saving again, in the current language. */
  showState(): void;
  /**
   * Marks the open workbook as the saved one: nothing counts as changed until the user does something in this tab.
   * Returns the changes of this tab that were not saved yet.
   */
  takenOver(version: number): readonly CellChange[];
}

/**
 * Saves the workbook in the browser after each burst of changes.
 * @param kept called when the workbook has been saved
 * @param overtaken called when another tab has saved its own since
 */
export function keepAfterChanges(
  page: Page,
  spreadsheet: Spreadsheet,
  language: () => Language,
  kept: () => void,
  overtaken: () => void,
): Keeping {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let version = 0;
  let pending: CellChange[] = [];
  let state: "kept" | "keeping" | "notKept" | undefined;
  const show = (next: typeof state): void => {
    state = next;
    page.status.classList.toggle("trouble", next === "notKept");
    if (next !== undefined) page.status.textContent = playgroundTexts[language()][next];
  };
  let isTakenOver = false;
  for (const event of ["keydown", "pointerdown", "paste", "drop"]) {
    addEventListener(event, () => (isTakenOver = false), { capture: true });
  }
  const keep = async (): Promise<void> => {
    timer = undefined;
    const included = pending;
    pending = [];
    try {
      const next = await keepWorkbook(spreadsheet.snapshot(), version);
      if (next === undefined) {
        pending = [...included, ...pending];
        return overtaken();
      }
      version = next;
      kept();
      if (timer === undefined) show("kept");
    } catch (error) {
      pending = [...included, ...pending];
      console.info("The workbook is not kept:", error);
      show("notKept");
    }
  };
  addEventListener("pagehide", () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    void keep();
  });
  const later = (): void => {
    clearTimeout(timer);
    if (state !== "notKept") show("keeping");
    timer = setTimeout(() => void keep(), keepDelay);
  };
  return {
    soon(_, change) {
      if (isTakenOver) return;
      if (change !== undefined) pending.push(change);
      later();
    },
    again(changes) {
      isTakenOver = false;
      pending = [...changes];
      later();
    },
    async forget() {
      clearTimeout(timer);
      timer = undefined;
      pending = [];
      try {
        await forgetWorkbook();
      } catch (error) {
        console.info("There was nothing kept to forget:", error);
      }
    },
    showState: () => show(state),
    takenOver(next) {
      clearTimeout(timer);
      timer = undefined;
      isTakenOver = true;
      version = next;
      const mine = pending;
      pending = [];
      show("kept");
      return mine;
    },
  };
}
