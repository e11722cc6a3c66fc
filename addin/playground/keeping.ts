import type { Language } from "@crm-functions/core";
import { damageOf, forgetWorkbook, keepWorkbook, readKeptWorkbook } from "./kept-workbook";
import type { Page } from "./page";
import { playgroundTexts } from "./texts";
import type { CellChange, Spreadsheet } from "./univer/spreadsheet";

/** Milliseconds between the last change of a burst and saving. */
const keepDelay = 400;

/**
 * Saves the workbook in the browser after each burst of changes.
 * @param version of the stored workbook that is shown
 * @param kept called when the workbook has been saved
 * @param takenOver called when the workbook of another tab is shown
 */
export function keepAfterChanges(
  page: Page,
  spreadsheet: Spreadsheet,
  language: () => Language,
  version: number,
  kept: () => void,
  takenOver: () => void,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: CellChange[] = [];
  let isReplaced = false;
  let state: "kept" | "keeping" | "notKept" | undefined;
  const show = (next: typeof state): void => {
    state = next;
    page.status.classList.toggle("trouble", next === "notKept");
    if (next !== undefined) page.status.textContent = playgroundTexts[language()][next];
  };
  // Saving and taking over read and write the same version, so one waits for the other.
  let turn = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.then(work));
  const notSaving = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const keep = async (): Promise<void> => {
    const included = pending;
    const wasReplaced = isReplaced;
    [pending, isReplaced] = [[], false];
    const restore = (): void => {
      pending = [...included, ...pending];
      isReplaced ||= wasReplaced;
    };
    try {
      const next = await keepWorkbook(spreadsheet.snapshot(), version);
      if (next === undefined) {
        restore();
        return catchUp();
      }
      version = next;
      kept();
      if (timer === undefined && state !== undefined) show("kept");
    } catch (error) {
      restore();
      console.info("The workbook is not kept:", error);
      show("notKept");
    }
  };
  const keepNow = (): void => {
    notSaving();
    void inTurn(keep);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keepNow, keepDelay);
  };
  addEventListener("pagehide", () => {
    if (timer !== undefined) keepNow();
  });

  const takeOver = async (): Promise<void> => {
    const stored = await readKeptWorkbook().catch((error: unknown) => {
      console.info("The workbook of the other tab cannot be read:", error);
      return undefined;
    });
    if (stored === undefined || stored.version === version) return;
    version = stored.version;
    if (isReplaced || stored.workbook === undefined || damageOf(stored.workbook) !== undefined) return soon();
    notSaving();
    const mine = pending;
    pending = [];
    show("kept");
    spreadsheet.takeOver(stored.workbook, mine); // what is made again is reported as a change and saved as one
    takenOver();
  };
  const catchUp = (): void => void inTurn(takeOver);

  return {
    /** Saves the workbook shortly after the last of a burst of changes. */
    changed(change: CellChange): void {
      pending.push(change);
      if (state !== "notKept") show("keeping");
      soon();
    },
    /** Saves a workbook that was opened in place of another, whatever other tabs have saved since. */
    replaced(): void {
      [pending, isReplaced] = [[], true];
      state = undefined; // the status names the file that was opened
      soon();
    },
    /** Shows the workbook that another tab has saved since, with this tab's unsaved changes on top. */
    catchUp,
    async forget(): Promise<void> {
      notSaving();
      pending = [];
      await inTurn(async () => {
        try {
          await forgetWorkbook();
        } catch (error) {
          console.info("There was nothing kept to forget:", error);
        }
      });
    },
    /** Shows the state of saving again, in the current language. */
    showState: () => show(state),
  };
}
