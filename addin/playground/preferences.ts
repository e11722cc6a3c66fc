import { languageOf, type Language } from "@crm-functions/core";
import { themeChoices, type ThemeChoice } from "../taskpane/shell/colors";

/** Prefix of the visitor's stored choices. A browser that stores nothing gets the defaults. */
const prefix = "crm-functions.";

function read(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null; // storage is disabled: every visit starts with the defaults
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch (error) {
    console.info("Preferences are not kept in this browser:", error);
  }
}

/** The language of `?lang=`, else the last choice, else the browser's. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  return languageOf(asked ?? read("language") ?? navigator.language);
}

export const rememberLanguage = (language: Language): void => write("language", language);
export const prefersOldExcel = (): boolean => read("oldExcel") === "yes";
export const rememberOldExcel = (on: boolean): void => write("oldExcel", on ? "yes" : "no");
/** The pane is open until the visitor closes it: it holds the report, which most visitors come for. */
export const prefersPane = (): boolean => read("pane") !== "no";
export const rememberPane = (on: boolean): void => write("pane", on ? "yes" : "no");
export const preferredTheme = (): ThemeChoice =>
  themeChoices.find((choice) => choice === read("theme")) ?? "auto";
export const rememberTheme = (choice: ThemeChoice): void => write("theme", choice);
