import { loadFunctions, type Implementation } from "../../taskpane/functions/loaded-functions";

export interface FunctionsRuntime {
  readonly implementations: ReadonlyMap<string, Implementation>;
  /** Sets the language of the functions' messages (`Office.context.displayLanguage`). */
  setLanguage(tag: string): void;
}

/** The namespace that users type before each function name. */
export const namespace = "CRM";

/** Starts `functions.js` outside Excel, with the globals that it finds in Excel. */
export async function startFunctions(language: string): Promise<FunctionsRuntime> {
  const context = { displayLanguage: language };
  (globalThis as { Office?: object }).Office = { context };
  return {
    implementations: await loadFunctions("functions.js"),
    setLanguage: (tag) => void (context.displayLanguage = tag),
  };
}
