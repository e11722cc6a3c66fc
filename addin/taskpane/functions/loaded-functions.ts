import { CellErrorObject, errorCodes } from "../../functions/cell-error-object";

/** A custom function as Excel calls it: with a matrix per range, `null` for an omitted argument. */
export type Implementation = (...values: unknown[]) => unknown;

/** What functions.js leaves on its page in addition to associating its functions. */
interface FunctionsOnPage {
  readonly implementations: Readonly<Record<string, Implementation>>;
  /** Called before each call of a function. */
  onCall?: () => void;
}

function onPage(): FunctionsOnPage | undefined {
  return (globalThis as { crmFunctions?: FunctionsOnPage }).crmFunctions;
}

/**
 * The functions by id: those already on the page, with which Excel calculates, else those of functions.js, which is
 * loaded now. Functions use `CustomFunctions` at every call, so a stand-in for a missing one stays in place.
 */
export async function loadFunctions(address: string): Promise<ReadonlyMap<string, Implementation>> {
  if (onPage() === undefined) {
    const scope = globalThis as { CustomFunctions?: object };
    scope.CustomFunctions ??= { Error: CellErrorObject, ErrorCode: errorCodes, associate: () => undefined };
    await loadScript(address);
  }
  return new Map(Object.entries(onPage()!.implementations));
}

/** Appends a classic script and waits until it has loaded. */
export function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(address));
    };
    document.head.append(script);
  });
}

/** Calls back whenever a formula of the workbook calls a function. */
export function onFunctionCall(listener: () => void): void {
  const page = onPage();
  if (page !== undefined) page.onCall = listener;
}
