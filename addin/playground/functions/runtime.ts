/** What Excel's custom functions runtime gives to `functions.js`, for a page without Excel. */

export type Implementation = (...values: unknown[]) => unknown;

/** Cell errors by the names of `CustomFunctions.ErrorCode`. */
export const errorCodes = {
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  divisionByZero: "#DIV/0!",
  invalidNumber: "#NUM!",
  nullReference: "#NULL!",
  invalidName: "#NAME?",
  invalidReference: "#REF!",
} as const;

/** `CustomFunctions.Error`: what functions return or throw for an error, and receive for an error cell. */
export class CellErrorObject extends Error {
  readonly code: string;
  constructor(code: string, message?: string) {
    super(message ?? "");
    this.name = "CustomFunctions.Error";
    this.code = code;
  }
}

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
  await runScript(address);
  return {
    implementations,
    setLanguage(tag) {
      context.displayLanguage = tag;
    },
  };
}

/** Runs a classic script beside the page. */
export function runScript(address: string): Promise<void> {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done();
    script.onerror = () => failed(new Error(`${address} did not load`));
    document.head.append(script);
  });
}
