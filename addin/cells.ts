import {
  CrmError,
  languageOf,
  messageOf,
  serialEnd,
  serialOfIsoText,
  standsForNone,
  type ErrorCode,
  type FoundKind,
  type Language,
} from "@crm-functions/core";

/**
 * The one place that knows what a cell can hold. Excel passes a range as rows of numbers, texts, logical values, `null`
 * (`""` in older builds) for a blank and, because our metadata allow it, objects for errors.
 */
export type Cell = unknown;
export type Range = Cell[][];

/** What a function returns for one cell: never `null`, which Excel would show as 0. */
export type ResultCell = number | string | boolean | CustomFunctions.Error;

/** True for a blank: `null`, `undefined`, `""`, or a text that stands for "none", such as `n/a`. */
export function isBlank(cell: Cell): boolean {
  return isEmpty(cell) || (typeof cell === "string" && standsForNone(cell));
}

function isEmpty(cell: Cell): boolean {
  return cell === null || cell === undefined || cell === "";
}

/** Currency signs and codes; below, the full-width forms of the characters in a number. */
const moneySign = /[$€£¥￥₤₩₹₽元]|\b(?:USD|EUR|GBP|CNY|RMB)\b/gi;
const wideForms = "０１２３４５６７８９．，％＋－";
/** Digits grouped by one separator (or as Indian lakhs), then decimals; does not match a date such as 29.12.2024. */
const plainNumber =
  /^[+\-−]?(?:(?:\d{1,3}([,.'’ \u00a0\u202f])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;
const fraction = /^\s*\d{1,3}\s*\/\s*\d{1,3}\s*$/;

/** True for a text that a reader takes for a number: "9", "1,250.50", "$5", "12 %", "(30)", "１２". */
export function isNumberText(text: string): boolean {
  if (text.length > 60) return false;
  const plain = text
    .replace(/[０-９．，％＋－]/g, (wide) => "0123456789.,%+-"[wideForms.indexOf(wide)])
    .replace(moneySign, "")
    .trim()
    .replace(/^'/, "")
    .replace(/ ?[%‰]$/, "")
    .replace(/^\((.*)\)$/, "$1")
    .trim();
  return plainNumber.test(plain) || fraction.test(plain);
}

/**
 * The spreadsheet's name of the error in a cell (`"#N/A"`), or undefined if the cell holds none. Depending on its
 * build, Excel passes `CustomFunctions.Error` objects or data-type values (`{ type: "Error", basicValue: "#N/A" }`).
 */
export function errorNameOf(cell: Cell): string | undefined {
  if (typeof cell !== "object" || cell === null) return undefined;
  const value = cell as { code?: unknown; basicValue?: unknown; errorCode?: unknown };
  for (const name of [value.code, value.basicValue, value.errorCode]) {
    if (typeof name === "string" && name.startsWith("#")) return name;
  }
  return "#VALUE!";
}

export function isErrorCell(cell: Cell): boolean {
  return typeof cell === "object" && cell !== null;
}

/** The language of messages: Excel's display language if it is available, else the browser's. */
export function messageLanguage(): Language {
  const scope = globalThis as {
    Office?: { context?: { displayLanguage?: string } };
    navigator?: { language?: string };
  };
  return languageOf(scope.Office?.context?.displayLanguage ?? scope.navigator?.language);
}

/** The names of the codes in `CustomFunctions.ErrorCode`. */
const excelCodes = {
  na: "notAvailable",
  num: "invalidNumber",
  div0: "divisionByZero",
  value: "invalidValue",
} as const satisfies Record<ErrorCode, string>;

/** The cell that shows a core error. Excel shows messages only for `#VALUE!` and `#N/A`; other hosts may show all. */
export function errorCell(error: CrmError): CustomFunctions.Error {
  return new CustomFunctions.Error(
    CustomFunctions.ErrorCode[excelCodes[error.code]],
    error.messageIn(messageLanguage()),
  );
}

/** A cell that is no error as a text: logical values are spelled as in a sheet. */
export function textOf(cell: Cell): string {
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
}

/** The content of a cell, as parameters of a message. */
export function foundIn(cell: Cell): { found: string; foundKind: FoundKind } {
  if (isEmpty(cell)) return { found: "", foundKind: "foundBlank" };
  if (typeof cell === "string") {
    const found = cell.length > 40 ? cell.slice(0, 39) + "…" : cell;
    if (!isNumberText(cell)) return { found, foundKind: "foundText" };
    return { found, foundKind: fraction.test(cell) ? "foundFraction" : "foundNumberText" };
  }
  if (typeof cell === "boolean") return { found: textOf(cell), foundKind: "foundBoolean" };
  if (typeof cell === "number") return { found: String(cell), foundKind: "foundNumber" };
  return { found: errorNameOf(cell) ?? "#VALUE!", foundKind: "foundError" };
}

/**
 * The result for an incoming error: the error itself if it has a message, else one whose message says which cell it
 * came from. Excel refuses `#REF!` and `#NAME?` as results, so they become `#VALUE!`.
 */
export function passedError(
  cell: Cell,
  argument: string,
  row: number,
  column: number,
): CustomFunctions.Error {
  const name = errorNameOf(cell) ?? "#VALUE!";
  const code = passedCodes().find((each) => each === name);
  const place = { argument, row, column, found: name };
  if (code === undefined) return errorCell(new CrmError("value", "cellReference", place));
  if (cell instanceof CustomFunctions.Error && cell.message) return cell;
  return new CustomFunctions.Error(code, messageOf("cellError", place, messageLanguage()));
}

function passedCodes(): CustomFunctions.ErrorCode[] {
  const { notAvailable, divisionByZero, invalidNumber, nullReference, invalidValue } =
    CustomFunctions.ErrorCode;
  return [notAvailable, divisionByZero, invalidNumber, nullReference, invalidValue];
}

/**
 * The error to show for a cell that should hold a number and does not. A logical value and numeric text count as text;
 * Infinity, which only a script can pass, gives `#NUM!`.
 */
export function notNumber(cell: Cell, argument: string, row: number, column: number): CustomFunctions.Error {
  if (isErrorCell(cell)) return passedError(cell, argument, row, column);
  if (typeof cell === "number")
    return errorCell(new CrmError("num", "numberTooLarge", { argument, row, column }));
  return errorCell(new CrmError("value", "cellNotNumber", { argument, row, column, ...foundIn(cell) }));
}

/** One date as a serial; `NaN` if the cell is blank. */
export function readDate(cell: Cell, argument: string, row = 1, column = 1): number {
  if (typeof cell === "number" && cell >= 0 && cell < serialEnd) return cell;
  if (isBlank(cell)) return NaN;
  if (Array.isArray(cell)) return readDate(onlyCell(cell, argument), argument, row, column);
  const serial = typeof cell === "string" ? serialOfIsoText(cell) : NaN;
  if (serial === serial) return serial;
  if (isErrorCell(cell)) throw passedError(cell, argument, row, column);
  throw new CrmError("value", "cellNotDate", { argument, row, column, ...foundIn(cell) });
}

/**
 * The only cell of a 1×1 range, or the cell itself: Excel passes optional arguments either way.
 *
 * @throws CrmError `notSingle` for a range of several cells
 */
function onlyCell(cell: Cell, argument: string): Cell {
  if (!Array.isArray(cell)) return cell;
  const rows = cell as Range;
  if (rows.length === 1 && rows[0].length === 1) return rows[0][0];
  throw new CrmError("value", "notSingle", { argument, rows: rows.length, columns: rows[0].length });
}

/**
 * One of the choices of an enumeration; `fallback` if the argument is omitted (`null`) or blank.
 *
 * @throws CrmError `badChoice` listing the choices
 */
export function choiceOf<Choice extends string>(
  cell: Cell,
  choices: readonly Choice[],
  argument: string,
  fallback: Choice,
): Choice {
  const value = onlyCell(cell, argument);
  // Before the test for blanks, because a choice may be called "none", which elsewhere stands for a blank.
  const choice = choices.find((each) => typeof value === "string" && each === value.trim().toLowerCase());
  if (choice !== undefined) return choice;
  if (isBlank(value)) return fallback;
  if (isErrorCell(value)) throw passedError(value, argument, 1, 1);
  throw new CrmError("value", "badChoice", {
    argument,
    choices: choices.map((each) => `"${each}"`).join(", "),
    ...foundIn(value),
  });
}

/**
 * A number; `fallback` if the argument is omitted (`null`) or blank.
 *
 * @throws CrmError `argumentNotNumber`, `argumentTooLarge`
 */
export function numberOr(cell: Cell, argument: string, fallback: number): number {
  const value = onlyCell(cell, argument);
  return isBlank(value) ? fallback : readNumber(value, argument);
}

/**
 * A required number: a blank does not count as zero.
 *
 * @throws CrmError `argumentNotNumber`, `argumentTooLarge`
 */
export function readNumber(cell: Cell, argument: string): number {
  const value = onlyCell(cell, argument);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw new CrmError("num", "argumentTooLarge", { argument });
  }
  if (isErrorCell(value)) throw passedError(value, argument, 1, 1);
  throw new CrmError("value", "argumentNotNumber", { argument, ...foundIn(value) });
}

/**
 * A table of results as cells; a value that is not a finite number becomes an error cell.
 *
 * @param why the error for a `NaN` at a row and column (from 0); without it, `NaN` counts as a number too large
 */
export function toCells(
  table: readonly (readonly (number | string | boolean)[])[],
  why?: (row: number, column: number) => CrmError,
): ResultCell[][] {
  if (why === undefined) return table.map((row) => row.map(toCell));
  return table.map((row, i) =>
    row.map((value, j) => (Number.isNaN(value) ? errorCell(why(i, j)) : toCell(value))),
  );
}

/** One result as a cell, with -0 as 0; a number that is not finite gives the error for a number too large. */
export function toCell(value: number | string | boolean): ResultCell {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? value + 0 : errorCell(new CrmError("num", "resultTooLarge"));
}

/**
 * Runs the body of a function; a core error is rethrown as the cell error that shows its message. A numeric result is
 * treated as in `toCell`.
 */
export function answer<Result>(body: () => Result): Result {
  try {
    const result = body();
    if (typeof result !== "number") return result;
    if (!Number.isFinite(result)) throw new CrmError("num", "resultTooLarge");
    return ((result as number) + 0) as Result;
  } catch (error) {
    throw error instanceof CrmError ? errorCell(error) : error;
  }
}
