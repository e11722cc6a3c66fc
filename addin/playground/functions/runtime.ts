import { loadFunctions, type Implementation } from "../../taskpane/functions/loaded-functions";

export interface FunctionsRuntime {
  readonly implementations: ReadonlyMap<string, Implementation>;
  /** The language that functions take for their messages (`Office.context.displayLanguage`). */
  setLanguage(tag: string): void;
}

/** The namespace that users type before each name. */
export const namespace = "CRM";

/** `functions.js` with what it finds in Excel, for a page without Excel. */
export async function startFunctions(language: string): Promise<FunctionsRuntime> {
  const context = { displayLanguage: language };
  (globalThis as { Office?: object }).Office = { context };
  return {
    implementations: await loadFunctions("functions.js"),
    setLanguage: (tag) => void (context.displayLanguage = tag),
  };
}
