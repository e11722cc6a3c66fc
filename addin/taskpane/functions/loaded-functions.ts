/** A custom function by Excel's convention: a matrix per range, `null` for an omitted argument. */
export type Implementation = (...values: unknown[]) => unknown;

/** What functions.js leaves on its page besides associating its functions. */
interface FunctionsOnPage {
  readonly implementations: Readonly<Record<string, Implementation>>;
  /** Called before each call of a function. */
  onCall?: () => void;
}

function onPage(): FunctionsOnPage | undefined {
  return (globalThis as { crmFunctions?: FunctionsOnPage }).crmFunctions;
}

/** The functions by id where functions.js has run on this page: the page that Excel calculates in loads it first. */
export function loadedFunctions(): ReadonlyMap<string, Implementation> | undefined {
  const page = onPage();
  return page === undefined ? undefined : new Map(Object.entries(page.implementations));
}

/** Hears of calls by formulas of the workbook. */
export function onFunctionCall(listener: () => void): void {
  const page = onPage();
  if (page !== undefined) page.onCall = listener;
}
