import { loadFunctions } from "../../taskpane/functions/loaded-functions";

export type FunctionsRuntime = Awaited<ReturnType<typeof startFunctions>>;

/** The namespace that users type before each function name. */
export const namespace = "CRM";

/** Starts `functions.js` outside Excel, with the globals that it finds in Excel. */
export async function startFunctions(language: string) {
  const context = { displayLanguage: language };
  (globalThis as { Office?: object }).Office = { context };
  return {
    implementations: await loadFunctions("functions.js"),
    /** Sets the language of the functions' messages (`Office.context.displayLanguage`). */
    setLanguage: (tag: string) => void (context.displayLanguage = tag),
  };
}
