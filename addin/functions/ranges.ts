import { argumentName, CrmError, serialOfIsoText } from "@crm-functions/core";
import {
  errorCell,
  foundIn,
  isBlank,
  isErrorCell,
  isNumberText,
  messageLanguage,
  notNumber,
  passedError,
  readDate,
  textOf,
  type Cell,
  type Range,
  type ResultCell,
} from "../cells";

/** What the cells of a range should hold. */
export type RangeKind = "numbers" | "dates" | "texts";

type Ranges = Readonly<Record<string, Range>>;
type Kinds = Readonly<Record<string, RangeKind>>;

/** The number of rows left after cutting off fully blank rows at the end, as in a range that was selected too long. */
export function rowsInUse(range: Range): number {
  let rows = range.length;
  while (rows > 0 && range[rows - 1].every(isBlank)) rows--;
  return rows;
}

/** True for a text that can head a column: not a word for "none", a number stored as text, or a date. */
function isTitle(cell: Cell, kind: RangeKind): boolean {
  return (
    typeof cell === "string" &&
    !isBlank(cell) &&
    !isNumberText(cell) &&
    // Above dates, a text with digits is taken for a date in a format that cannot be read.
    !(kind === "dates" ? /\d/.test(cell) : serialOfIsoText(cell) === serialOfIsoText(cell))
  );
}

function isFigure(cell: Cell, kind: RangeKind): boolean {
  if (typeof cell !== "string") return typeof cell === "number";
  return kind === "dates" ? serialOfIsoText(cell) === serialOfIsoText(cell) : isNumberText(cell);
}

/** Whether row 1 of the ranges is a header, or why that cannot be decided. */
export interface Header {
  readonly has: boolean;
  /** Set if some of the ranges have a header and others do not. */
  readonly partly?: CrmError;
}

/**
 * Row 1 is a header if it holds only text in all of the ranges and at least one range of numbers or dates has a number
 * or date below it.
 */
export function headerOf(ranges: Ranges, kinds: Kinds = {}): Header {
  const names = Object.keys(ranges);
  const kindOf = (name: string): RangeKind => kinds[name] ?? "numbers";
  const isTitled = (name: string): boolean =>
    ranges[name].length > 1 &&
    ranges[name][0].length > 0 &&
    ranges[name][0].every((cell) => isTitle(cell, kindOf(name)));
  const isHeaded = (name: string): boolean =>
    kindOf(name) !== "texts" &&
    isTitled(name) &&
    ranges[name].some((row, i) => i > 0 && row.some((cell) => isFigure(cell, kindOf(name))));
  const headed = names.filter(isHeaded);
  if (headed.length === 0) return { has: false };
  const without = names.filter((name) => !isTitled(name));
  if (without.length === 0) return { has: true };
  return {
    has: false,
    partly: new CrmError("value", "headerPartly", {
      withHeader: listed(headed),
      without: listed(without),
      found: String(foundIn(ranges[headed[0]][0][0]).found),
    }),
  };
}

function listed(names: readonly string[]): string {
  const language = messageLanguage();
  return names.map((name) => argumentName(name, language)).join(language === "zh-CN" ? "、" : ", ");
}

/** Ranges that belong together row by row, for a function whose result depends on all rows. */
export interface RowsTogether {
  /** The rows of each range below its header, up to the last row in which any range has a value. */
  readonly rows: Readonly<Record<string, Range>>;
  /** The texts of row 1 if it is a header. */
  readonly header?: Readonly<Record<string, string[]>>;
  /** Rows above the first of `rows`: 1 below a header, else 0. Messages count positions from the range's first row. */
  readonly above: number;
}

/**
 * Removes the header from ranges that belong together and cuts them at the same last row.
 *
 * @param kinds of the ranges that do not hold numbers
 * @throws CrmError `headerPartly` if some have a header and others do not
 */
export function rowsTogether(ranges: Ranges, kinds: Kinds = {}): RowsTogether {
  const { has, partly } = headerOf(ranges, kinds);
  if (partly !== undefined) throw partly;
  const above = has ? 1 : 0;
  const end = Math.max(above, ...Object.values(ranges).map(rowsInUse));
  const each = <Result>(of: (range: Range) => Result): Record<string, Result> =>
    Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, of(range)]));
  return {
    rows: each((range) => range.slice(above, end)),
    header: has ? each((range) => range[0].map((cell) => String(cell).trim())) : undefined,
    above,
  };
}

/** Runs `body` on the rows below a header and shifts the row that a core error names to the row of the range. */
export function belowHeader<Result>(above: number, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof CrmError) || error.place.row === undefined) throw error;
    throw new CrmError(error.code, error.key, { ...error.parameters, row: error.place.row + above });
  }
}

/** Numbers of a range, row-major; `NaN` for a blank cell. */
export interface NumberRange {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The numbers of a range, for functions whose result depends on all of them. Blank cells become `NaN`; blank rows at
 * the end are cut off.
 *
 * @param above rows above the first row (see `rowsTogether`)
 * @throws CrmError `cellNotNumber` for text and logical values; for an error cell, its error (`passedError`)
 */
export function readNumbers(range: Range, argument: string, above = 0): NumberRange {
  const rows = rowsInUse(range);
  const columns = range.length === 0 ? 0 : range[0].length;
  const data = new Float64Array(rows * columns);
  let k = 0;
  for (let i = 0; i < rows; i++) {
    const row = range[i];
    for (let j = 0; j < columns; j++) data[k++] = numberIn(row[j], argument, i + 1 + above, j + 1);
  }
  return { data, rows, columns };
}

/** The number in a cell, `NaN` if it is blank. @throws as `readNumbers` */
export function numberIn(cell: Cell, argument: string, row: number, column: number): number {
  if (typeof cell === "number" && Number.isFinite(cell)) return cell;
  if (isBlank(cell)) return NaN;
  throw notNumber(cell, argument, row, column);
}

/** The cells of one row or one column. @throws CrmError `notVector` */
function cellsOf(range: Range, argument: string): Cell[] {
  if (range.length > 1 && range[0].length !== 1) {
    throw new CrmError("value", "notVector", { argument, rows: range.length, columns: range[0].length });
  }
  return range.length === 1 ? range[0] : range.map((row) => row[0]);
}

/**
 * One row or one column of numbers; a header becomes `NaN`, so that positions stay those of the range.
 *
 * @throws CrmError `notVector`; else as `readNumbers`
 */
export function readVector(range: Range, argument: string): Float64Array {
  return readWholeColumns({ [argument]: range }).data[0];
}

/**
 * The weights of a score, one number per criterion, in a row or a column without gaps. A header above them and blank
 * cells after them are ignored.
 *
 * @param values the argument that the weights apply to, with its shape
 * @returns one weight per column of the values; one per row if the range fits only that
 * @throws CrmError `weightNotNumber` naming the position, `weightsShape`
 */
export function readWeights(
  range: Range,
  values: { argument: string; rows: number; columns: number },
): Float64Array {
  const argument = "weights";
  const cells = weightCells(range, values.columns) ?? weightCells(range, values.rows);
  if (cells === undefined) {
    throw new CrmError("value", "weightsShape", {
      argument,
      rows: range.length,
      columns: range[0].length,
      otherArgument: values.argument,
      otherRows: values.rows,
      otherColumns: values.columns,
    });
  }
  // A loop instead of Float64Array.from, for speed: a sheet may hold one formula per row, and each comes through here.
  const weights = new Float64Array(cells.length);
  for (let j = 0; j < weights.length; j++) {
    const cell = cells[j];
    if (typeof cell !== "number") {
      throw new CrmError("value", "weightNotNumber", { argument, position: j + 1, ...foundIn(cell) });
    }
    weights[j] = cell;
  }
  return weights;
}

/** The cells of `count` weights, or undefined if the range holds another number of them. */
function weightCells(range: Range, count: number): Cell[] | undefined {
  const isVector = range.length === 1 || range[0].length === 1;
  if (isVector) {
    const cells = cellsOf(range, "weights");
    if (cells.length === count) return cells;
    if (cells.length > count && cells.slice(count).every(isBlank)) return cells.slice(0, count);
  }
  return headerOf({ weights: range }).has ? weightCells(range.slice(1), count) : undefined;
}

/** Labels of one row or one column, in order; a blank gives `""`, a number its usual spelling. Throws an error cell. */
export function readTexts(range: Range, argument: string): string[] {
  return cellsOf(range, argument).map((cell, i) => {
    if (isBlank(cell)) return "";
    if (isErrorCell(cell)) throw passedError(cell, argument, i + 1, 1);
    return textOf(cell);
  });
}

/** Cells of several rows or columns of equal length, without the blank cells at their end. */
export interface Columns {
  /** The cells of each range; a header is replaced by a blank, so that positions stay those of the range. */
  readonly cells: readonly Cell[][];
  /** The number of rows in use, including a header. */
  readonly used: number;
  /** Set if some ranges have a header and others do not. */
  readonly partly?: CrmError;
  /**
   * Arranges one result per row in use in the shape of the first range; the blank cells at the end give `""`, and
   * `label` takes the place of the header.
   */
  shape(results: readonly ResultCell[], label?: string): ResultCell[][];
}

/**
 * Reads ranges, keyed by argument name, up to the last row in which any of them has a value.
 *
 * @param kinds of the ranges that do not hold numbers
 * @throws CrmError `notVector`, `lengthsDiffer`, or `headerPartly` if that may be why the lengths differ
 */
export function readColumns(ranges: Ranges, kinds: Kinds = {}): Columns {
  const names = Object.keys(ranges);
  const all = names.map((argument) => cellsOf(ranges[argument], argument));
  const { has: hasHeader, partly } = headerOf(ranges, kinds);
  const length = all[0].length;
  all.forEach((cells, k) => {
    if (cells.length === length) return;
    throw (
      partly ??
      new CrmError("value", "lengthsDiffer", {
        argument: names[k],
        found: cells.length,
        otherArgument: names[0],
        otherFound: length,
      })
    );
  });
  let used = length;
  while (used > 0 && all.every((cells) => isBlank(cells[used - 1]))) used--;
  const horizontal = ranges[names[0]].length === 1;
  return {
    cells: all.map((cells) => (hasHeader ? [null, ...cells.slice(1, used)] : cells.slice(0, used))),
    used,
    partly,
    shape(results, label) {
      const cells = Array.from({ length }, (_, i) => (i < used ? results[i] : ""));
      if (hasHeader && label !== undefined) cells[0] = label;
      return horizontal ? [cells] : cells.map((each) => [each]);
    },
  };
}

/** Row and column, from 1, of a cell of one row or one column. */
const placeIn = (range: Range, i: number): [row: number, column: number] =>
  range.length === 1 ? [1, i + 1] : [i + 1, 1];

export interface NumberColumns extends Columns {
  readonly data: readonly Float64Array[];
  /** The error to show for each row (from 0) that holds a text, a logical value or an error. */
  readonly badRows: ReadonlyMap<number, CustomFunctions.Error>;
}

/** Reads columns of numbers in which a bad cell affects only its row: blank and bad cells give `NaN`. */
export function readNumberColumns(ranges: Ranges): NumberColumns {
  const columns = readColumns(ranges);
  const names = Object.keys(ranges);
  const badRows = new Map<number, CustomFunctions.Error>();
  if (columns.partly !== undefined) badRows.set(0, errorCell(columns.partly));
  const data = columns.cells.map((cells, k) => {
    const numbers = new Float64Array(columns.used);
    for (let i = 0; i < columns.used; i++) {
      const cell = cells[i];
      if (typeof cell === "number" && Number.isFinite(cell)) numbers[i] = cell;
      else {
        numbers[i] = NaN;
        if (!isBlank(cell) && !badRows.has(i)) {
          badRows.set(i, notNumber(cell, names[k], ...placeIn(ranges[names[k]], i)));
        }
      }
    }
    return numbers;
  });
  return { ...columns, data, badRows };
}

/**
 * Like `readNumberColumns`, for a result that depends on all rows: throws the first bad cell.
 *
 * @throws CrmError `headerPartly`, `cellNotNumber`, `numberTooLarge`; for an error cell, its error (`passedError`)
 */
export function readWholeColumns(ranges: Ranges): NumberColumns {
  const columns = readNumberColumns(ranges);
  let firstBad = Infinity;
  for (const row of columns.badRows.keys()) firstBad = Math.min(firstBad, row);
  if (firstBad < Infinity) throw columns.badRows.get(firstBad);
  return columns;
}

/** Purchases from ranges of equal length; a blank customer is `""`, a blank date or amount `NaN`. */
export interface PurchaseRows {
  readonly customers: (string | number)[];
  readonly dates: Float64Array;
  /** Empty if the function takes no amounts. */
  readonly amounts: Float64Array;
}

/**
 * Reads the purchases of a function whose result is a table over all of them: throws the first bad cell.
 *
 * @throws CrmError `notVector`, `lengthsDiffer`, `headerPartly`, `cellNotDate`, `cellNotNumber`
 */
export function readPurchases(customers: Range, dates: Range, amounts?: Range): PurchaseRows {
  const columns = readColumns(amounts === undefined ? { customers, dates } : { customers, dates, amounts }, {
    customers: "texts",
    dates: "dates",
  });
  if (columns.partly !== undefined) throw columns.partly;
  const [who, when, howMuch] = columns.cells;
  return {
    customers: readCustomers(who, "customers"),
    dates: Float64Array.from(when, (cell, i) => readDate(cell, "dates", ...placeIn(dates, i))),
    amounts:
      amounts === undefined
        ? new Float64Array(0)
        : Float64Array.from(howMuch, (cell, i) => numberIn(cell, "amounts", ...placeIn(amounts, i))),
  };
}

/** Names or numbers of customers; a blank is `""`. */
function readCustomers(cells: readonly Cell[], argument: string): (string | number)[] {
  const labels = new Array<string | number>(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (typeof cell === "number" || typeof cell === "string") labels[i] = cell;
    else if (isBlank(cell)) labels[i] = "";
    else if (isErrorCell(cell)) throw passedError(cell, argument, i + 1, 1);
    else labels[i] = textOf(cell);
  }
  return labels;
}
