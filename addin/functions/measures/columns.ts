import { CrmError } from "@crm-functions/core";
import {
  isBlank,
  isErrorCell,
  notNumber,
  passedError,
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
  const data = columns.cells.map((cells, k) =>
    Float64Array.from(cells, (cell, i) => {
      if (typeof cell === "number" && Number.isFinite(cell)) return cell;
      if (!isBlank(cell) && !spoilt.has(i)) spoilt.set(i, notNumber(cell, names[k], i + 1, 1));
      return NaN;
    }),
  );
  return { ...columns, data, spoilt };
}

/** As `readNumberColumns`, for an answer over all rows: the first bad cell is thrown. */
export function readWholeColumns(ranges: Readonly<Record<string, Range>>): NumberColumns {
  const columns = readNumberColumns(ranges);
  for (const error of columns.spoilt.values()) throw error;
  return columns;
}

/** Names or numbers of customers; a blank is `""`. */
export function readCustomers(cells: readonly Cell[], argument: string): (string | number)[] {
  return cells.map((cell, i) => {
    if (isErrorCell(cell)) throw passedError(cell, argument, i + 1, 1);
    if (isBlank(cell)) return "";
    return typeof cell === "number" ? cell : String(cell).trim();
  });
}
