import { CrmError } from "../errors";

/** An m×n matrix of numbers, row after row: a row per customer, a column per criterion. `NaN` is a blank. */
export interface RowMajor {
  readonly data: Float64Array;
  readonly columns: number;
}

/**
 * Values in one of the three forms that callers have: row-major with the number of columns, a list of typed columns (as
 * in data frames), or plain rows.
 */
export type Values = RowMajor | readonly Float64Array[] | readonly (readonly number[])[];

/** A number per customer, or per criterion. */
export type Numbers = Float64Array | readonly number[];

/** Weights, one per criterion. */
export type Weights = Numbers;

/** The number of rows of a matrix. */
export const rowCount = ({ data, columns }: RowMajor): number => (columns === 0 ? 0 : data.length / columns);

/** The same numbers in a typed array; a typed array is returned as it is, not copied. */
export function typedNumbers(numbers: Numbers): Float64Array {
  return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
}

/** True if the values are a list of typed columns. */
export function isColumns(values: Values): values is readonly Float64Array[] {
  return Array.isArray(values) && values[0] instanceof Float64Array;
}

/** Row-major form: plain rows are copied, columns interleaved. @throws CrmError `rowLengths`, `columnLengths` */
export function toRowMajor(values: Values, argument: string): RowMajor {
  if (!Array.isArray(values)) return values as RowMajor;
  if (isColumns(values)) {
    const columns = values.length;
    const rows = values[0].length;
    const data = new Float64Array(rows * columns);
    for (let j = 0; j < columns; j++) {
      const column = values[j];
      if (column.length !== rows) throw unequalLengths(argument, column.length, rows);
      for (let i = 0; i < rows; i++) data[i * columns + j] = column[i];
    }
    return { data, columns };
  }
  const rows = values as readonly (readonly number[])[];
  const columns = rows.length === 0 ? 0 : rows[0].length;
  const data = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    if (rows[i].length !== columns) throw unequalLengths(argument, rows[i].length, columns, i + 1);
    data.set(rows[i], i * columns);
  }
  return { data, columns };
}

function unequalLengths(argument: string, found: number, wanted: number, row?: number): CrmError {
  return row === undefined
    ? new CrmError("value", "columnLengths", { argument, found, wanted })
    : new CrmError("value", "rowLengths", { argument, row, found, wanted });
}
