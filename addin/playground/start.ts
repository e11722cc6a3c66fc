import type { IWorkbookData } from "@univerjs/core";
import type { Language } from "@crm-functions/core";
import { cellAddress, type WorkbookFile } from "../workbook/file";
import { CellMessages } from "./functions/cell-messages";
import type { Convention } from "./functions/convention";
import { loadMetadata } from "./functions/metadata";
import { loadFunctions } from "./functions/runtime";
import { forgetWorkbook, keepWorkbook, readKeptWorkbook } from "./kept-workbook";
import { buildPage, type Page } from "./page";
import { preferredLanguage, prefersOldExcel, rememberLanguage, rememberOldExcel } from "./preferences";
import { sampleWorkbook } from "./sample/sample-workbook";
import { fill, playgroundTexts } from "./texts";
import { Spreadsheet, type ShownError } from "./univer/spreadsheet";

/** How long after a change the workbook is kept, in milliseconds: edits come in bursts. */
const keepDelay = 400;

/** Starts the playground page in `root`. */
export async function startPlayground(root: HTMLElement): Promise<void> {
  const page = buildPage(root);
  let language = preferredLanguage();
  page.setLanguage(language);
  page.oldExcel.checked = prefersOldExcel();
  page.sheet.append(
    Object.assign(document.createElement("p"), {
      className: "loading",
      textContent: playgroundTexts[language].loading,
    }),
  );

  const convention: Convention = {
    get blanksAsZeros() {
      return page.oldExcel.checked;
    },
    message: (key, parameters) => fill(playgroundTexts[language][key], parameters),
  };
  const messages = new CellMessages();
  const loaded = await Promise.all([
    loadFunctions("functions.js", language),
    loadMetadata("en-US"),
    loadMetadata("zh-CN"),
  ]).catch((error: unknown) => {
    showFailure(page, fill(playgroundTexts[language].missingFunctions, { reason: reasonOf(error) }));
  });
  if (loaded === undefined) return;
  const [runtime, english, chinese] = loaded;
  const kept = await readKept(page, language);

  page.sheet.replaceChildren();
  const spreadsheet = new Spreadsheet({
    container: page.sheet,
    language,
    runtime,
    functions: { "en-US": english, "zh-CN": chinese },
    convention,
    messages,
    errorText: (code) => (playgroundTexts[language].errors as Record<string, string>)[code],
  });
  const showMessage = (): void => showCellMessage(page, spreadsheet, language);
  const keeping = keepAfterChanges(page, spreadsheet, () => language);
  spreadsheet.open(kept ?? sampleWorkbook(language));
  spreadsheet.onChange(() => {
    keeping.soon();
    showMessage();
  });
  spreadsheet.api.addEvent(spreadsheet.api.Event.SelectionChanged, showMessage);

  page.language.addEventListener("change", () => {
    language = page.language.value as Language;
    rememberLanguage(language);
    page.setLanguage(language);
    runtime.setLanguage(language);
    spreadsheet.setLanguage(language);
    spreadsheet.recalculate(); // the messages of the functions change with the language
    showMessage();
    keeping.showState();
  });
  page.oldExcel.addEventListener("change", () => {
    rememberOldExcel(page.oldExcel.checked);
    spreadsheet.recalculate();
    page.status.textContent = page.oldExcel.checked ? playgroundTexts[language].oldExcelOn : "";
  });
  page.startAfresh.addEventListener("click", () => {
    void (async () => {
      const texts = playgroundTexts[language];
      if (!(await page.confirm(texts.confirmAfresh, texts.startAfresh))) return;
      await keeping.forget();
      spreadsheet.open(sampleWorkbook(language));
    })();
  });

  document.documentElement.dataset["ready"] = "yes";
}

async function readKept(page: Page, language: Language): Promise<IWorkbookData | WorkbookFile | undefined> {
  try {
    const kept = await readKeptWorkbook();
    if (kept !== undefined && (!Array.isArray(kept.sheetOrder) || kept.sheetOrder.length === 0)) {
      throw new Error("no sheets");
    }
    return kept;
  } catch (error) {
    console.info("The kept workbook cannot be read:", error);
    page.status.textContent = playgroundTexts[language].keptBroken;
    page.status.classList.add("trouble");
    return undefined;
  }
}

interface Keeping {
  /** Keeps the workbook a moment after the last change. */
  soon(): void;
  forget(): Promise<void>;
  /** Says again, in the language of now, how things stand. */
  showState(): void;
}

function keepAfterChanges(page: Page, spreadsheet: Spreadsheet, language: () => Language): Keeping {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: "kept" | "keeping" | "notKept" | undefined;
  const show = (next: typeof state): void => {
    state = next;
    page.status.classList.toggle("trouble", next === "notKept");
    if (next !== undefined) page.status.textContent = playgroundTexts[language()][next];
  };
  const keep = async (): Promise<void> => {
    timer = undefined;
    try {
      await keepWorkbook(spreadsheet.snapshot());
      if (timer === undefined) show("kept");
    } catch (error) {
      console.info("The workbook is not kept:", error);
      show("notKept");
    }
  };
  addEventListener("pagehide", () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    void keep();
  });
  return {
    soon() {
      clearTimeout(timer);
      if (state !== "notKept") show("keeping");
      timer = setTimeout(() => void keep(), keepDelay);
    },
    async forget() {
      clearTimeout(timer);
      timer = undefined;
      try {
        await forgetWorkbook();
      } catch (error) {
        console.info("There was nothing kept to forget:", error);
      }
    },
    showState: () => show(state),
  };
}

function showCellMessage(page: Page, spreadsheet: Spreadsheet, language: Language): void {
  const shown = selectedError(spreadsheet);
  page.message.hidden = shown === undefined;
  if (shown === undefined) {
    page.message.textContent = "";
    return;
  }
  const texts = playgroundTexts[language];
  const text = fill(shown.message === undefined ? texts.cellNoMessage : texts.cellMessage, {
    cell: `${shown.sheet}!${cellAddress(shown.row, shown.column)}`,
    error: shown.error,
    message: shown.message ?? "",
  });
  if (page.message.textContent !== text) page.message.textContent = text;
}

function selectedError(spreadsheet: Spreadsheet): ShownError | undefined {
  const sheet = spreadsheet.api.getActiveWorkbook()?.getActiveSheet();
  const cell = sheet?.getSelection()?.getCurrentCell();
  if (sheet === undefined || cell === null || cell === undefined) return undefined;
  return spreadsheet.errorAt(sheet.getSheetId(), cell.actualRow, cell.actualColumn);
}

function showFailure(page: Page, text: string): void {
  page.sheet.replaceChildren(
    Object.assign(document.createElement("p"), { className: "failed", textContent: text, role: "alert" }),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
