/// <reference types="office-js" />
import { languageOf } from "@crm-functions/core";
import { createExcelWorkbook } from "../workbook/excel/excel-workbook";
import { openWorkbookStore } from "../workbook/store/workbook-store";
import { mountTaskPane } from "./index";
import { textOf } from "./shell/text";

const element = document.getElementById("pane") as HTMLElement;

/** Country of phone numbers without a country code: that of the user's regional settings. */
function regionOf(tag: string): string | undefined {
  return /-([A-Z]{2})\b/.exec(tag)?.[1];
}

function localDay(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What somebody sees who opens the page in a browser. */
function showOutsideExcel(): void {
  const language = languageOf(navigator.language);
  document.documentElement.lang = language;
  const box = document.createElement("main");
  box.style.cssText =
    "max-width: 32rem; margin: 3rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif";
  const title = document.createElement("h1");
  title.textContent = textOf("outsideExcelTitle", {}, language);
  const about = document.createElement("p");
  about.textContent = textOf("outsideExcel", {}, language);
  const link = document.createElement("a");
  link.href = "index.html";
  link.textContent = textOf("openPlayground", {}, language);
  box.append(title, about, link);
  element.replaceChildren(box);
}

async function showInExcel(): Promise<void> {
  const language = languageOf(Office.context.displayLanguage);
  document.documentElement.lang = language;
  const workbook = createExcelWorkbook();
  const region = regionOf(Office.context.contentLanguage ?? navigator.language);
  const store = await openWorkbookStore(workbook, { today: localDay, region });
  mountTaskPane(element, workbook, {
    store,
    region,
    language,
    theme: workbook.theme === "highContrast" ? "contrast" : workbook.theme,
    today: localDay,
    onLanguageChange: (chosen) => {
      document.documentElement.lang = chosen;
    },
  });
}

async function start(): Promise<void> {
  // Without office.js (blocked, or the page opened from a file) there is no Excel either.
  if (typeof Office === "undefined") return showOutsideExcel();
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return showOutsideExcel();
  await showInExcel();
}

start().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  element.textContent = textOf("hostMissing", { reason }, languageOf(navigator.language));
});
