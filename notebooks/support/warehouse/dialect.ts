/** What a column holds, as far as a request cares. */
export type ColumnKind = "number" | "text" | "date" | "time" | "boolean" | "other";

export interface WarehouseColumn {
  readonly name: string;
  /** The engine's own name of the type. */
  readonly type: string;
  readonly kind: ColumnKind;
}

/**
 * The few things that engines write differently. Everything that goes into SQL passes through here: a name is an
 * identifier checked against the schema, a value is a typed literal.
 */
export interface Dialect {
  readonly identifier: (name: string) => string;
  /** A text literal. */
  readonly text: (value: string) => string;
  /** A double for a numeric column; NaN where it is missing. */
  readonly number: (column: WarehouseColumn) => string;
  readonly isNaN: (double: string) => string;
  readonly toDouble: (expression: string) => string;
  /** Any column as text, never NULL: `""` where it is missing. */
  readonly textOf: (column: WarehouseColumn) => string;
  /** True where a cell is missing: NULL, NaN or empty text. */
  readonly isBlank: (column: WarehouseColumn) => string;
  /** Whole days since 1970-01-01 of a column of dates, time stamps or ISO text, as an integer. */
  readonly day: (column: WarehouseColumn) => string;
  /** Sum of doubles with compensated rounding. */
  readonly sum: (double: string) => string;
  /** A text that changes with the set of rows of these doubles, whatever their order. */
  readonly checksum: (doubles: readonly string[]) => string;
  /** Number, counted from an arbitrary origin, of the period that a day (an integer) falls in. */
  readonly period: (day: string, period: "week" | "month" | "quarter" | "year") => string;
  /** `condition ? yes : no`, row by row. */
  readonly branch: (condition: string, yes: string, no: string) => string;
  /** NaN where an aggregate of no rows is NULL. */
  readonly orNaN: (double: string) => string;
  /** A query that ends in `LIMIT skip, take`, in the dialect's words. */
  readonly page: (sql: string) => string;
  /** A query of `crm_first`, the least value of each key, beside each of its values, `crm_one`; `from` has none twice. */
  readonly firstAndEach: (key: string, value: string, from: string) => string;
  /** The double that belongs to each of some texts. */
  readonly lookup: (text: string, values: readonly (readonly [string, number])[]) => string;
  /** The `value` of a group that stands where `key` is smallest. */
  readonly atFirst: (value: string, key: string) => string;
}

/** A number as every engine reads it to the same bits: with an exponent, so that none takes it for a decimal. */
export function double(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no literal`);
  return `(${value.toExponential()})`;
}

/** A whole number. */
export function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number`);
  return `(${value})`;
}
