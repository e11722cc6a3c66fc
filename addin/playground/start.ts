import type { IWorkbookData } from "@univerjs/core";
import { errorText, fillIn, type Language } from "@crm-functions/core";
import { cellAddress, encodingNamed, encodingsToChoose, readWorkbookFile, writeXlsx } from "../workbook/file";
import { exampleTexts } from "../locales/example-texts";
import { buildExamplesMenu } from "./examples/examples-menu";
import { CellMessages } from "./functions/cell-messages";
import type { Convention } from "./functions/convention";
import { startFunctions } from "./functions/runtime";
import { download, xlsxType } from "../taskpane/data/download";
import { element } from "../taskpane/shell/element";
import { describedFunctions } from "../taskpane/functions/function-library";
import { createPlaygroundWorkbook } from "../workbook/playground/playground-workbook";
import type { Workbook } from "../workbook/workbook";
import { controlPane } from "./pane";
import { damageOf, readKeptWorkbook, type Kept } from "./kept-workbook";
import { keepAfterChanges } from "./keeping";
import { joinOtherTabs } from "./other-tabs";
import { buildPage, type Page } from "./page";
import { preferredLanguage, prefersOldExcel, rememberLanguage, rememberOldExcel } from "./preferences";
import type { ThemeChoice } from "../taskpane";
import { startPageTheme } from "./page-theme";
import { sampleWorkbook } from "./sample/sample-workbook";
import { playgroundTexts } from "./texts";
import { Spreadsheet, type ShownError } from "./univer/spreadsheet";

/** Starts the playground page in `root`. */
export async function startPlayground(root: HTMLElement): Promise<void> {
  const theme = startPageTheme();
  const page = buildPage(root);
  let language = preferredLanguage();
  page.setLanguage(language);
  page.oldExcel.checked = prefersOldExcel();
  page.sheet.append(element("p", { className: "loading", textContent: playgroundTexts[language].loading }));

  const convention: Convention = {
    get blanksAsZeros() {
      return page.oldExcel.checked;
    },
    message: (key, parameters) => fillIn(playgroundTexts[language][key], parameters),
  };
  const messages = new CellMessages();
  const loaded = await Promise.all([
    startFunctions(language),
    describedFunctions("en-US"),
    describedFunctions("zh-CN"),
  ]).catch((error: unknown) => {
    const reason = errorText(error, language);
    const textContent = fillIn(playgroundTexts[language].missingFunctions, { reason });
    page.sheet.replaceChildren(element("p", { className: "failed", textContent, role: "alert" }));
  });
  if (loaded === undefined) return;
  const [runtime, english, chinese] = loaded;
  const kept = await readKept(page, language);

  page.sheet.replaceChildren();
  const spreadsheet = new Spreadsheet({
    container: page.sheet,
    language,
    runtime,
    functions: { "en-US": english.functions, "zh-CN": chinese.functions },
    convention,
    messages,
    errorText: (code) => (playgroundTexts[language].errors as Record<string, string>)[code],
    formulaText: (key, about) => fillIn(playgroundTexts[language].formulaProblems[key], { ...about }),
  });
  const workbook = createPlaygroundWorkbook({
    spreadsheet,
    language: () => language,
    hidesBlanksAsZeros: () => page.oldExcel.checked,
  });
  // Shows the functions' results first; their data is one tab away.
  const openSample = (): void => {
    spreadsheet.open(sampleWorkbook(language), language);
    spreadsheet.showSheet(playgroundTexts[language].sample.sheets.scores);
  };
  const showMessage = (): void => showCellMessage(page, spreadsheet, language);
  const tellOtherTabs = joinOtherTabs(() => keeping.catchUp());
  const keeping = keepAfterChanges(
    page,
    spreadsheet,
    () => language,
    kept?.version ?? 0,
    tellOtherTabs,
    () => {
      offerSample();
      pane.readAgain();
    },
  );
  if (kept?.workbook === undefined) openSample();
  else spreadsheet.open(kept.workbook);
  // The texts of a workbook are the user's: a change of language leaves them and only offers the other sample.
  const offerSample = (): void => {
    const began = spreadsheet.sampleLanguage();
    page.offer.hidden = began === undefined || began === language;
  };
  offerSample();
  spreadsheet.onEdit(keeping.changed);
  spreadsheet.api.getFormula().calculationResultApplied(showMessage);
  const { Event } = spreadsheet.api;
  spreadsheet.api.addEvent(Event.SelectionChanged, showMessage);
  spreadsheet.api.addEvent(Event.ActiveSheetChanged, showMessage);

  const speak = (next: Language): void => {
    if (next === language) return;
    language = next;
    rememberLanguage(language);
    page.setLanguage(language);
    runtime.setLanguage(language);
    spreadsheet.setLanguage(language);
    spreadsheet.recalculate(); // the messages of the functions depend on the language
    pane.setLanguage(language);
    examples.setLanguage(language);
    offerSample();
    showMessage();
    keeping.showState();
  };
  theme.follow((shown, choice) => {
    page.theme.value = choice;
    spreadsheet.api.toggleDarkMode(shown !== "light");
  });
  const pane = controlPane(
    page,
    workbook,
    () => language,
    speak,
    theme,
    () => spreadsheet.focus(),
  );
  page.theme.addEventListener("change", () => {
    theme.choose(page.theme.value as ThemeChoice);
    pane.setTheme(theme.choice);
  });
  page.language.addEventListener("change", () => speak(page.language.value as Language));
  page.oldExcel.addEventListener("change", () => {
    rememberOldExcel(page.oldExcel.checked);
    spreadsheet.recalculate();
    pane.checkHost();
    page.status.textContent = page.oldExcel.checked ? playgroundTexts[language].oldExcelOn : "";
  });
  const startAfresh = async (): Promise<void> => {
    const texts = playgroundTexts[language];
    if (!(await page.confirm(texts.confirmAfresh, texts.startAfresh))) return;
    await keeping.forget();
    openSample();
    opened();
  };
  page.startAfresh.addEventListener("click", () => void startAfresh());
  page.openSample.addEventListener("click", () => void startAfresh());

  const opened = (): void => {
    keeping.replaced();
    offerSample();
    pane.restart();
  };
  const openExample = async (address: string): Promise<void> => {
    try {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      const file = new File([await response.arrayBuffer()], address.slice(address.lastIndexOf("/") + 1));
      await openFile(file, page, spreadsheet, language, opened);
    } catch (error) {
      say(page, fillIn(exampleTexts[language].failed, { reason: errorText(error, language) }), true);
    }
  };
  const examples = buildExamplesMenu((address) => void openExample(address));
  examples.setLanguage(language);
  page.open.after(examples.element);

  page.open.addEventListener("click", () => page.openFile.click());
  page.openFile.addEventListener("change", () => {
    const file = page.openFile.files?.[0];
    page.openFile.value = ""; // so that the same file can be chosen again
    if (file !== undefined) void openFile(file, page, spreadsheet, language, opened);
  });
  page.save.addEventListener("click", () => {
    const name = "crm-functions.xlsx";
    download(name, writeXlsx(spreadsheet.file()), xlsxType);
    say(page, fillIn(playgroundTexts[language].saved, { name }));
  });

  // For scripts and tests, which cannot read the canvas that the sheet is drawn on.
  const scope = globalThis as { crmPlayground?: Spreadsheet; crmWorkbook?: Workbook };
  scope.crmPlayground = spreadsheet;
  scope.crmWorkbook = workbook;
  document.documentElement.dataset["ready"] = "yes";
}

async function openFile(
  file: File,
  page: Page,
  spreadsheet: Spreadsheet,
  language: Language,
  opened: () => void,
): Promise<void> {
  const texts = playgroundTexts[language];
  const question = fillIn(texts.confirmOpen, { name: file.name });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const encodings = encodingsToChoose(file.name, bytes);
    if (encodings.length === 0) {
      const workbook = readWorkbookFile(file.name, bytes);
      if (!(await page.confirm(question, texts.replace))) return;
      spreadsheet.open(workbook);
    } else {
      const options = encodings.map(({ encoding: value, preview }) => ({ value, text: preview }));
      const chosen = await page.choose(question, texts.replace, { label: texts.whichReadsRight, options });
      if (chosen === undefined) return;
      spreadsheet.open(readWorkbookFile(file.name, bytes, { encoding: encodingNamed(chosen) }));
    }
  } catch (error) {
    say(page, `${file.name}: ${errorText(error, language)}`, true);
    return;
  }
  opened();
  say(page, fillIn(texts.opened, { name: file.name }));
}

function say(page: Page, text: string, isTrouble = false): void {
  page.status.textContent = text;
  page.status.classList.toggle("trouble", isTrouble);
}

/** What is kept, without its workbook if that cannot be opened; undefined if nothing can be read. */
async function readKept(page: Page, language: Language): Promise<Kept | undefined> {
  let kept: Kept | undefined;
  try {
    kept = await readKeptWorkbook();
    const damage = kept.workbook && damageOf(kept.workbook);
    if (damage !== undefined) throw new Error(damage);
    return kept;
  } catch (error) {
    console.info("The kept workbook cannot be read:", error);
    say(page, playgroundTexts[language].keptBroken, true);
    if (kept?.workbook === undefined) return undefined;
    offerDamaged(page, kept.workbook, language);
    return { version: kept.version };
  }
}

/** Offers a download of a workbook that could not be opened, before the first change overwrites it. */
function offerDamaged(page: Page, kept: IWorkbookData, language: Language): void {
  const textContent = playgroundTexts[language].saveDamaged;
  const button = element("button", { type: "button", id: "save-damaged", textContent });
  button.addEventListener("click", () =>
    download("crm-functions-damaged.json", JSON.stringify(kept), "application/json"),
  );
  page.status.after(button);
}

function showCellMessage(page: Page, spreadsheet: Spreadsheet, language: Language): void {
  const shown = selectedError(spreadsheet);
  page.message.hidden = shown === undefined;
  const { cellNoMessage, cellMessage } = playgroundTexts[language];
  const text =
    shown &&
    fillIn(shown.message === undefined ? cellNoMessage : cellMessage, {
      cell: `${shown.sheet}!${cellAddress(shown.row, shown.column)}`,
      error: shown.error,
      message: shown.message ?? "",
    });
  if (page.message.textContent !== (text ?? "")) page.message.textContent = text ?? "";
}

function selectedError(spreadsheet: Spreadsheet): ShownError | undefined {
  const sheet = spreadsheet.api.getActiveWorkbook()?.getActiveSheet();
  const cell = sheet?.getSelection()?.getCurrentCell();
  if (sheet === undefined || cell === null || cell === undefined) return undefined;
  return spreadsheet.errorAt(sheet.getSheetId(), cell.actualRow, cell.actualColumn);
}
