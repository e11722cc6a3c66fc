import {
  CrmError,
  languageOf,
  messageOf,
  type ErrorCode,
  type FoundKind,
  type Language,
} from "@crm-functions/core";

/**
 * The one place that knows what a cell can hold. Excel hands a range over as rows of: a number, a text, a logical
 * value, `null` (or in older builds `""`) for a blank, and, since our metadata allow it, an error as an object.
 */
export type Cell = unknown;
export type Range = Cell[][];

/** What a function hands back for one cell: never `null`, which Excel would show as 0. */
export type ResultCell = number | string | boolean | CustomFunctions.Error;

/** A blank is `null`, `undefined` or `""`. */
export function isBlank(cell: Cell): boolean {
  return cell === null || cell === undefined || cell === "";
}

/**
 * The spreadsheet's name of the error in a cell (`"#N/A"`), or undefined where there is none. Errors come as
 * `CustomFunctions.Error` objects or as data-type values (`{ type: "Error", basicValue: "#N/A" }`), by Excel's build.
 */
export function errorNameOf(cell: Cell): string | undefined {
  if (typeof cell !== "object" || cell === null) return undefined;
  const value = cell as { code?: unknown; basicValue?: unknown; errorCode?: unknown };
  for (const name of [value.code, value.basicValue, value.errorCode]) {
    if (typeof name === "string" && name.startsWith("#")) return name;
  }
  return "#VALUE!";
}

/** True where the cell holds an error. */
export function isErrorCell(cell: Cell): boolean {
  return typeof cell === "object" && cell !== null;
}

/** The language of messages: Excel's where it lets us know it, else the browser's. */
export function messageLanguage(): Language {
  const scope = globalThis as {
    Office?: { context?: { displayLanguage?: string } };
    navigator?: { language?: string };
  };
  return languageOf(scope.Office?.context?.displayLanguage ?? scope.navigator?.language);
}

function excelCode(code: ErrorCode): CustomFunctions.ErrorCode {
  switch (code) {
    case "na":
      return CustomFunctions.ErrorCode.notAvailable;
    case "num":
      return CustomFunctions.ErrorCode.invalidNumber;
    case "div0":
      return CustomFunctions.ErrorCode.divisionByZero;
    case "value":
      return CustomFunctions.ErrorCode.invalidValue;
  }
}

/** The cell that shows a core error. Excel shows the message of `#VALUE!` and `#N/A` only; a host may show all. */
export function errorCell(error: CrmError): CustomFunctions.Error {
  return new CustomFunctions.Error(
    excelCode(error.code),
    messageOf(error.key, error.parameters, messageLanguage()),
  );
}

/** What stands in a cell, as parameters of a message. */
export function foundIn(cell: Cell): { found: string; foundKind: FoundKind } {
  if (isBlank(cell)) return { found: "", foundKind: "foundBlank" };
  if (typeof cell === "string") {
    return { found: cell.length > 40 ? cell.slice(0, 39) + "…" : cell, foundKind: "foundText" };
  }
  if (typeof cell === "boolean") return { found: cell ? "TRUE" : "FALSE", foundKind: "foundBoolean" };
  if (typeof cell === "number") return { found: String(cell), foundKind: "foundNumber" };
  return { found: errorNameOf(cell) ?? "#VALUE!", foundKind: "foundError" };
}

/**
 * An incoming error, ready to be handed on, with a message that says where it came in unless it brings its own. Excel
 * refuses `#REF!` and `#NAME?` as results: they become `#VALUE!`.
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
 * A cell that is no number where one belongs: the error to show for it. A logical value and numeric text count as
 * text; Infinity cannot come from a cell but from a script, and is `#NUM!`.
 */
export function notNumber(cell: Cell, argument: string, row: number, column: number): CustomFunctions.Error {
  if (isErrorCell(cell)) return passedError(cell, argument, row, column);
  if (typeof cell === "number")
    return errorCell(new CrmError("num", "numberTooLarge", { argument, row, column }));
  return errorCell(new CrmError("value", "cellNotNumber", { argument, row, column, ...foundIn(cell) }));
}

/** How many rows are left when trailing rows that are blank throughout (a range taken too long) are cut off. */
export function rowsInUse(range: Range): number {
  let rows = range.length;
  while (rows > 0 && range[rows - 1].every(isBlank)) rows--;
  return rows;
}

/** Numbers of a range, row-major; `NaN` where a cell is blank. */
export interface NumberRange {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The numbers of a whole range, for functions whose answer is one thing over all rows.
 *
 * Blank cells become `NaN`; trailing blank rows are cut off.
 * @throws CrmError `headerInRange` or `cellNotNumber` for text and logical values; the incoming error itself for an
 * error cell
 */
export function readNumbers(range: Range, argument: string): NumberRange {
  const rows = rowsInUse(range);
  const columns = range.length === 0 ? 0 : range[0].length;
  const data = new Float64Array(rows * columns);
  let k = 0;
  for (let i = 0; i < rows; i++) {
    const row = range[i];
    for (let j = 0; j < columns; j++) {
      const cell = row[j];
      data[k++] =
        typeof cell === "number" && Number.isFinite(cell) ? cell : numberOrThrow(cell, range, argument, i, j);
    }
  }
  return { data, rows, columns };
}

function numberOrThrow(cell: Cell, range: Range, argument: string, i: number, j: number): number {
  if (isBlank(cell)) return NaN;
  if (i === 0 && typeof cell === "string" && range.length > 1) {
    throw new CrmError("value", "headerInRange", { argument, row: 1, column: j + 1 });
  }
  throw notNumber(cell, argument, i + 1, j + 1);
}

function requireVector(range: Range, argument: string): void {
  if (range.length > 1 && range[0].length !== 1) {
    throw new CrmError("value", "notVector", { argument, rows: range.length, columns: range[0].length });
  }
}

/**
 * One row or one column of numbers.
 *
 * @throws CrmError `notVector` when the range has several rows and columns; else as `readNumbers`
 */
export function readVector(range: Range, argument: string): Float64Array {
  const vertical = range.length > 0 && range[0].length === 1;
  requireVector(range, argument);
  if (vertical) return readNumbers(range, argument).data;
  const row = range[0] ?? [];
  let length = row.length;
  while (length > 0 && isBlank(row[length - 1])) length--;
  return Float64Array.from(row.slice(0, length), (cell, j) =>
    typeof cell === "number" && Number.isFinite(cell) ? cell : numberOrThrow(cell, [row], argument, 0, j),
  );
}

/**
 * The weights of a score: a row or a column of numbers, each of them present.
 *
 * @throws CrmError `weightNotNumber` naming the position, `notVector`
 */
export function readWeights(range: Range, argument = "weights"): Float64Array {
  requireVector(range, argument);
  // Loops, and not Float64Array.from: a sheet may hold a formula a row, each of which comes through here.
  const horizontal = range.length === 1;
  const weights = new Float64Array(horizontal ? range[0].length : range.length);
  for (let j = 0; j < weights.length; j++) {
    const cell = horizontal ? range[0][j] : range[j][0];
    if (typeof cell !== "number") {
      throw new CrmError("value", "weightNotNumber", { argument, position: j + 1, ...foundIn(cell) });
    }
    weights[j] = cell;
  }
  return weights;
}

/** Labels of one row or one column, in order; a blank is `""`, a number its usual spelling. An error cell is thrown. */
export function readTexts(range: Range, argument: string): string[] {
  requireVector(range, argument);
  const cells = range.length === 1 ? range[0] : range.map((row) => row[0]);
  return cells.map((cell, i) => {
    if (isBlank(cell)) return "";
    if (isErrorCell(cell)) throw passedError(cell, argument, i + 1, 1);
    return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
  });
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Serial of 1970-01-01 in the 1900 date system. */
const unixEpochSerial = 25569;
/** The serial after 9999-12-31, the last day that spreadsheets know. */
const serialEnd = 2_958_466;

/** The serial of an ISO date text, or `NaN` where the text is none or the day does not exist. */
export function serialOfIsoDate(text: string): number {
  const parts = isoDate.exec(text.trim());
  if (parts === null) return NaN;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  const serial = date.getTime() / 86400000 + unixEpochSerial;
  // Excel counts a 29 February 1900 that never was: days before 1 March 1900 are one less.
  return serial < 61 ? serial - 1 : serial;
}

/**
 * Dates of one row or one column as Excel serials (1900 system); ISO text `YYYY-MM-DD` is accepted, a blank is `NaN`.
 *
 * @throws CrmError `cellNotDate` naming the row
 */
export function readDates(range: Range, argument: string): Float64Array {
  const vertical = range.length > 0 && range[0].length === 1;
  requireVector(range, argument);
  const cells = vertical ? range.slice(0, rowsInUse(range)).map((row) => row[0]) : (range[0] ?? []);
  return Float64Array.from(cells, (cell, i) =>
    readDate(cell, argument, vertical ? i + 1 : 1, vertical ? 1 : i + 1),
  );
}

/** One date; `NaN` where the cell is blank. */
export function readDate(cell: Cell, argument: string, row = 1, column = 1): number {
  if (isBlank(cell)) return NaN;
  if (typeof cell === "number" && cell >= 0 && cell < serialEnd) return cell;
  const serial = typeof cell === "string" ? serialOfIsoDate(cell) : NaN;
  if (serial === serial) return serial;
  if (isErrorCell(cell)) throw passedError(cell, argument, row, column);
  throw new CrmError("value", "cellNotDate", { argument, row, column, ...foundIn(cell) });
}

/** The only cell of a 1×1 range, or the cell itself: optional arguments come either way. */
function singleCell(cell: Cell): Cell {
  return Array.isArray(cell) && cell.length === 1 && Array.isArray(cell[0]) && cell[0].length === 1
    ? cell[0][0]
    : cell;
}

/** @throws CrmError `notSingle` for a range of several cells */
function requireSingle(value: Cell, argument: string): void {
  if (!Array.isArray(value)) return;
  const rows = value as Range;
  throw new CrmError("value", "notSingle", { argument, rows: rows.length, columns: rows[0].length });
}

/**
 * One of the choices of an enumeration; `fallback` where the argument is omitted (`null`) or blank.
 *
 * @throws CrmError `badChoice` listing the choices
 */
export function choiceOf<Choice extends string>(
  cell: Cell,
  choices: readonly Choice[],
  argument: string,
  fallback: Choice,
): Choice {
  const value = singleCell(cell);
  requireSingle(value, argument);
  if (isBlank(value)) return fallback;
  const choice = choices.find((each) => typeof value === "string" && each === value.trim().toLowerCase());
  if (choice !== undefined) return choice;
  if (isErrorCell(value)) throw passedError(value, argument, 1, 1);
  throw new CrmError("value", "badChoice", {
    argument,
    choices: choices.map((each) => `"${each}"`).join(", "),
    ...foundIn(value),
  });
}

/**
 * A number; `fallback` where the argument is omitted (`null`) or blank.
 *
 * @throws CrmError `argumentNotNumber`, `argumentTooLarge`
 */
export function numberOr(cell: Cell, argument: string, fallback: number): number {
  return isBlank(singleCell(cell)) ? fallback : readNumber(cell, argument);
}

/**
 * A number that has to be there: a blank is no zero.
 *
 * @throws CrmError `argumentNotNumber`, `argumentTooLarge`
 */
export function readNumber(cell: Cell, argument: string): number {
  const value = singleCell(cell);
  requireSingle(value, argument);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw new CrmError("num", "argumentTooLarge", { argument });
  }
  if (isErrorCell(value)) throw passedError(value, argument, 1, 1);
  throw new CrmError("value", "argumentNotNumber", { argument, ...foundIn(value) });
}

/**
 * A table of results as cells: `NaN` is shown as `#N/A`, an infinite number as `#NUM!`.
 *
 * @param why why there is no number in a row and column (from 0), for the message of its `#N/A`
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

/** One result as a cell; a zero has no sign there. */
export function toCell(value: number | string | boolean): ResultCell {
  if (typeof value !== "number") return value;
  if (Number.isFinite(value)) return value + 0;
  const codes = CustomFunctions.ErrorCode;
  return new CustomFunctions.Error(value !== value ? codes.notAvailable : codes.invalidNumber);
}

/** Runs a function body; an error of the core leaves as the cell error that shows its message. */
export function answer<Result>(body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    throw error instanceof CrmError ? errorCell(error) : error;
  }
}
