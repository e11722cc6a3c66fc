/** The type of a column, as far as requests need it. */
export type ColumnKind = "number" | "text" | "date" | "time" | "boolean" | "other";

/** Format of dates: the order of year, month and day, or a pattern of the engine (`%d.%m.%y`). */
export type DateOrder = "ymd" | "mdy" | "dmy" | (string & {});

/** The type of a column whose rows all lack a value. */
export const noType = "NULL";

export interface WarehouseColumn {
  readonly name: string;
  /** The engine's name for the type. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** An expression used in place of the column. */
  readonly sql?: string;
  /** A date of the column whose day and month could be swapped, if no value decides the order. */
  readonly either?: string;
  /** Format of dates in its texts, if not ISO. */
  readonly dates?: DateOrder;
}

/**
 * The few things that differ between engines. Everything that goes into SQL passes through here: a name is an
 * identifier checked against the schema, a value is a typed literal.
 */
export interface Dialect {
  readonly identifier: (name: string) => string;
  /** A text literal. */
  readonly text: (value: string) => string;
  /** The column's identifier or expression in SQL, unconverted. */
  readonly place: (column: WarehouseColumn) => string;
  /** True if a cell is filled: neither NULL nor NaN nor empty text. */
  readonly isFilled: (column: WarehouseColumn) => string;
  /** True for keys in part `part` of `of`, numbered from 0. */
  readonly isInPart: (key: string, part: number, of: number) => string;
  /** An integer with one bit set, at a position from 0 to 61. */
  readonly bit: (position: string) => string;
  /** An aggregate: the bitwise OR. */
  readonly anyBit: (bits: string) => string;
  /** 1 if the bit is set, else 0. */
  readonly bitAt: (bits: string, position: number) => string;
  /** The logical value true. */
  readonly yes: string;
  /** The name of the natural logarithm function. */
  readonly naturalLog: string;
  /** NULL for NaN, so that aggregates skip it. */
  readonly orNull: (double: string) => string;
  /** A numeric column as double; NaN if missing. */
  readonly number: (column: WarehouseColumn) => string;
  readonly isNaN: (double: string) => string;
  /** Converts to double; an aggregate over nothing is NaN. */
  readonly toDouble: (expression: string) => string;
  /** Any column as text, never NULL: `""` if missing. */
  readonly textOf: (column: WarehouseColumn) => string;
  /** Whole days since 1970-01-01, as an integer, for a column of dates, time stamps or ISO text. */
  readonly day: (column: WarehouseColumn) => string;
  /** Sum of doubles with compensated rounding. */
  readonly sum: (double: string) => string;
  /** A text that changes with the set of rows, whatever their order. */
  readonly checksum: (doubles: readonly string[]) => string;
  /** Number of months since the year 0 of a day (an integer). */
  readonly month: (day: string) => string;
  /** The whole part of a quotient of positive integers. */
  readonly quotient: (whole: string, by: number) => string;
  /** `condition ? yes : no`, row by row. */
  readonly branch: (condition: string, yes: string, no: string) => string;
  /** A query of each key's least value, `crm_first`, beside each of its values, `crm_one`; `from` has no duplicates. */
  readonly firstAndEach: (key: string, value: string, from: string) => string;
  /** The double assigned to a text. */
  readonly lookup: (text: string, values: readonly (readonly [string, number])[]) => string;
  /** An aggregate: the `value` at the smallest `key`. */
  readonly atFirst: (value: string, key: string) => string;
  /** Replaces every match of a regular expression (RE2) in a text. */
  readonly replaceMatches: (text: string, pattern: string, by: string) => string;
  readonly matches: (text: string, pattern: string) => string;
}

/** A column in SQL; the newline ends a comment that an expression may end in. */
export const placeBy =
  (identifier: Dialect["identifier"]): Dialect["place"] =>
  ({ name, sql }) =>
    sql === undefined ? identifier(name) : `(${sql}\n)`;

/** A number literal that every engine reads to the same bits: the exponent keeps it from being read as a decimal. */
export function double(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no literal`);
  return `(${value.toExponential()})`;
}

/** An integer literal. */
export function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
  return `(${value})`;
}
