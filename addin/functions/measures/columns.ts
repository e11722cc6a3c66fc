import { CrmError } from "@crm-functions/core";
import {
  isBlank,
  isErrorCell,
  notNumber,
  passedError,
  readDate,
  serialOfIsoDate,
  type Cell,
  type Range,
  type ResultCell,
} from "../../cells";

/** The cells of one row or one column. */
export function cellsOf(range: Range, argument: string): Cell[] {
  if (range.length > 1 && range[0].length > 1) {
    throw new CrmError("value", "notVector", { argument, rows: range.length, columns: range[0].length });
  }
  return range.length === 1 ? range[0] : range.map((row) => row[0]);
}

/** Cells of several rows or columns of one length, without the blank rest of ranges taken too long. */
export interface Columns {
  readonly cells: readonly Cell[][];
  /** How many rows are in use. */
  readonly used: number;
  /** Puts a result per row in use into the shape of the first range; the blank rest is `""`. */
  shape(results: readonly ResultCell[]): ResultCell[][];
}

/** Reads ranges by their argument's name. @throws CrmError `notVector`, `lengthsDiffer` */
export function readColumns(ranges: Readonly<Record<string, Range>>): Columns {
  const names = Object.keys(ranges);
  const all = names.map((argument) => cellsOf(ranges[argument], argument));
  const length = all[0].length;
  all.forEach((cells, k) => {
    if (cells.length === length) return;
    throw new CrmError("value", "lengthsDiffer", {
      argument: names[k],
      found: cells.length,
      otherArgument: names[0],
      otherFound: length,
    });
  });
  let used = length;
  while (used > 0 && all.every((cells) => isBlank(cells[used - 1]))) used--;
  const horizontal = ranges[names[0]].length === 1;
  return {
    cells: all.map((cells) => cells.slice(0, used)),
    used,
    shape(results) {
      const padded = Array.from({ length }, (_, i) => (i < used ? results[i] : ""));
      return horizontal ? [padded] : padded.map((each) => [each]);
    },
  };
}

export interface NumberColumns extends Columns {
  readonly data: readonly Float64Array[];
  /** The error to show for each row (from 0) that holds a text, a logical value or an error. */
  readonly spoilt: ReadonlyMap<number, CustomFunctions.Error>;
}

/** Columns of numbers in which a bad cell spoils its row only: there, and where a cell is blank, stands `NaN`. */
export function readNumberColumns(ranges: Readonly<Record<string, Range>>): NumberColumns {
  const columns = readColumns(ranges);
  const names = Object.keys(ranges);
  const spoilt = new Map<number, CustomFunctions.Error>();
  const data = columns.cells.map((cells, k) => {
    const numbers = new Float64Array(columns.used);
    for (let i = 0; i < columns.used; i++) {
      const cell = cells[i];
      if (typeof cell === "number" && Number.isFinite(cell)) numbers[i] = cell;
      else {
        numbers[i] = NaN;
        if (!isBlank(cell) && !spoilt.has(i)) spoilt.set(i, notNumber(cell, names[k], i + 1, 1));
      }
    }
    return numbers;
  });
  return { ...columns, data, spoilt };
}

/**
 * As `readNumberColumns`, for an answer over all rows: the first bad cell is thrown.
 *
 * @throws CrmError `headerInRange`, `cellNotNumber`, `numberTooLarge`; the incoming error itself for an error cell
 */
export function readWholeColumns(ranges: Readonly<Record<string, Range>>): NumberColumns {
  const columns = readNumberColumns(ranges);
  Object.keys(ranges).forEach((argument, k) => {
    const [first, second] = columns.cells[k];
    if (typeof first === "string" && first !== "" && second !== undefined) throw headerIn(argument);
  });
  let firstBad = Infinity;
  for (const row of columns.spoilt.keys()) firstBad = Math.min(firstBad, row);
  if (firstBad < Infinity) throw columns.spoilt.get(firstBad);
  return columns;
}

function headerIn(argument: string): CrmError {
  return new CrmError("value", "headerInRange", { argument, row: 1, column: 1 });
}

/** Purchases of ranges of one length; a blank customer is `""`, a blank date or amount `NaN`. */
export interface PurchaseRows {
  readonly customers: (string | number)[];
  readonly dates: Float64Array;
  /** Empty where the function asks for none. */
  readonly amounts: Float64Array;
}

/**
 * Reads the purchases of a function whose answer is a table over all of them: the first bad cell is thrown.
 *
 * @throws CrmError `notVector`, `lengthsDiffer`, `headerInRange`, `cellNotDate`, `cellNotNumber`
 */
export function readPurchases(customers: Range, dates: Range, amounts?: Range): PurchaseRows {
  const columns = readColumns(amounts === undefined ? { customers, dates } : { customers, dates, amounts });
  const [who, when, howMuch] = columns.cells;
  const days = new Float64Array(columns.used);
  // A text that is no date, above a date: a header. Above another text it is a date in a wrong form.
  const isDate = (cell: Cell): boolean =>
    typeof cell === "number" || (typeof cell === "string" && !Number.isNaN(serialOfIsoDate(cell)));
  if (typeof when[0] === "string" && when[0] !== "" && !isDate(when[0]) && isDate(when[1])) {
    throw headerIn("dates");
  }
  for (let i = 0; i < columns.used; i++) days[i] = readDate(when[i], "dates", i + 1, 1);
  return {
    customers: readCustomers(who, "customers"),
    dates: days,
    amounts:
      howMuch === undefined
        ? new Float64Array(0)
        : readWholeColumns({ amounts: howMuch.map((cell) => [cell]) }).data[0],
  };
}

/** Names or numbers of customers; a blank is `""`. */
function readCustomers(cells: readonly Cell[], argument: string): (string | number)[] {
  const labels = new Array<string | number>(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (typeof cell === "number") labels[i] = cell;
    else if (typeof cell === "string") labels[i] = cell.trim();
    else if (isBlank(cell)) labels[i] = "";
    else if (isErrorCell(cell)) throw passedError(cell, argument, i + 1, 1);
    else labels[i] = cell === true ? "TRUE" : "FALSE";
  }
  return labels;
}
