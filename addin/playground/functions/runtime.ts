/** What Excel's custom functions runtime gives to `functions.js`, for a page without Excel. */

import { CellErrorObject, errorCodes } from "../../functions/cell-error-object";
import { loadScript } from "../../taskpane/functions/function-library";

export type Implementation = (...values: unknown[]) => unknown;

export interface FunctionsRuntime {
  readonly implementations: ReadonlyMap<string, Implementation>;
  /** The language that functions take for their messages (`Office.context.displayLanguage`). */
  setLanguage(tag: string): void;
}

/**
 * Defines the globals that `functions.js` finds in Excel and runs it. The globals stay: functions look at them at every
 * call.
 */
export async function loadFunctions(address: string, language: string): Promise<FunctionsRuntime> {
  const implementations = new Map<string, Implementation>();
  const context = { displayLanguage: language };
  const scope = globalThis as unknown as Record<string, unknown>;
  scope["Office"] = { context };
  scope["CustomFunctions"] = {
    Error: CellErrorObject,
    ErrorCode: errorCodes,
    associate(idOrMappings: string | Record<string, Implementation>, implementation?: Implementation) {
      const mappings =
        typeof idOrMappings === "string"
          ? { [idOrMappings]: implementation as Implementation }
          : idOrMappings;
      for (const [id, one] of Object.entries(mappings)) implementations.set(id.toUpperCase(), one);
    },
  };
  await loadScript(address);
  return {
    implementations,
    setLanguage(tag) {
      context.displayLanguage = tag;
    },
  };
}
