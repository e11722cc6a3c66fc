/// <reference types="office-js" />
import { errorText, languageOf, localDayOf, type Language } from "@crm-functions/core";
import { createExcelWorkbook } from "../workbook/excel/excel-workbook";
import { openWorkbookStore } from "../workbook/store/workbook-store";
import { associateCommands } from "./excel/commands";
import { excelTheme } from "./excel/excel-theme";
import { officeServices } from "./excel/office-services";
import { startWithWorkbook, whenInSight } from "./excel/startup";
import { mountTaskPane, type MountedTaskPane } from "./index";
import { onFunctionCall } from "./functions/loaded-functions";
import { element } from "./shell/element";
import { textOf, type TextKey } from "./shell/text";

const place = document.getElementById("pane") as HTMLElement;

/** Country of phone numbers without a country code, from the user's regional settings. */
function regionOf(tag: string): string | undefined {
  return /-([A-Z]{2})\b/.exec(tag)?.[1];
}

const today = (): string => localDayOf(new Date());

/** Excel's display language, or the browser's if Excel has not reported one. */
function excelLanguage(): Language {
  const context = typeof Office === "undefined" ? undefined : (Office.context as Office.Context | undefined);
  return languageOf(context?.displayLanguage ?? navigator.language);
}

/** The page as shown in a browser outside Excel. */
function showOutsideExcel(): void {
  const language = languageOf(navigator.language);
  document.documentElement.lang = language;
  const say = (key: TextKey) => ({ textContent: textOf(key, {}, language) });
  const box = element("main", {});
  box.style.cssText =
    "max-width: 32rem; margin: 3rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif";
  const link = element("a", { href: "index.html", ...say("openPlayground") });
  box.append(element("h1", say("outsideExcelTitle")), element("p", say("outsideExcel")), link);
  place.replaceChildren(box);
}

async function showInExcel(): Promise<MountedTaskPane> {
  const language = excelLanguage();
  document.documentElement.lang = language;
  const workbook = createExcelWorkbook();
  const region = regionOf(Office.context.contentLanguage ?? navigator.language);
  // Shown while no pane exists yet: tables cannot be read while the user edits a cell.
  const saidHere = workbook.onWaiting((waiting) => {
    place.textContent = waiting ? textOf("waitingForCell", {}, language) : "";
  });
  const store = await openWorkbookStore(workbook, { today, region }).finally(saidHere);
  place.textContent = "";
  store.onChange(startsWithWorkbook);
  let [seen, chosen] = [excelTheme(), false];
  const pane = mountTaskPane(place, workbook, {
    store,
    language,
    theme: seen,
    today,
    office: officeServices,
    onLanguageChange: (language) => {
      document.documentElement.lang = language;
    },
    onThemeChange: () => {
      chosen = true;
    },
  });
  // Excel has no event for a change of theme; the pane gets the focus when the user returns to it.
  window.addEventListener("focus", () => {
    if (chosen || seen === excelTheme()) return;
    seen = excelTheme();
    pane.setTheme(seen);
  });
  return pane;
}

let started: Promise<MountedTaskPane> | undefined;
let startsAlready = false;

/** Called when the workbook holds our content. */
function startsWithWorkbook(): void {
  if (startsAlready) return;
  startsAlready = true;
  // A workbook that cannot store the setting (read-only) still works.
  startWithWorkbook().catch(console.error);
}

/** The pane, created on first use. */
function pane(): Promise<MountedTaskPane> {
  started ??= showInExcel().catch((error: unknown) => {
    started = undefined;
    showFailure(error);
    throw error;
  });
  return started;
}

function showFailure(error: unknown): void {
  const language = excelLanguage();
  const reason = errorText(error, language);
  const said = element("p", { textContent: textOf("hostMissing", { reason }, language) });
  said.setAttribute("role", "alert");
  const again = element("button", { textContent: textOf("tryAgain", {}, language) });
  again.onclick = () => {
    place.replaceChildren();
    void pane().catch(console.error);
  };
  place.replaceChildren(said, again);
}

async function start(): Promise<void> {
  // Without office.js (blocked, or the page opened from a file), this is not Excel.
  if (typeof Office === "undefined") return showOutsideExcel();
  const help = () => (excelLanguage() === "zh-CN" ? "help.zh-CN.html" : "help.html");
  associateCommands(
    async (task) => (await pane()).open(task),
    () => new URL(help(), document.baseURI).href,
  );
  onFunctionCall(startsWithWorkbook);
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return showOutsideExcel();
  whenInSight(() => void pane().catch(console.error));
}

start().catch(showFailure);
