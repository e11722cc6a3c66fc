/** What a column holds, as far as a request cares. */
export type ColumnKind = "number" | "text" | "date" | "time" | "boolean" | "other";

/** How dates are written: year, month and day in this order, or a pattern of the engine (`%d.%m.%y`). */
export type DateOrder = "ymd" | "mdy" | "dmy" | (string & {});

/** The type of a column that has no rows to tell one by. */
export const noType = "NULL";

export interface WarehouseColumn {
  readonly name: string;
  /** The engine's own name of the type. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** An expression that stands in the column's place. */
  readonly sql?: string;
  /** A date of the column whose day and month could be either, where nothing decides which is first. */
  readonly either?: string;
  /** How its texts write dates, where that is not ISO's way. */
  readonly dates?: DateOrder;
}

/**
 * The few things that engines write differently. Everything that goes into SQL passes through here: a name is an
 * identifier checked against the schema, a value is a typed literal.
 */
export interface Dialect {
  readonly identifier: (name: string) => string;
  /** A text literal. */
  readonly text: (value: string) => string;
  /** What stands for a column in SQL, as it is. */
  readonly place: (column: WarehouseColumn) => string;
  /** True where a cell of a column is filled: neither NULL nor NaN nor empty text. */
  readonly isFilled: (column: WarehouseColumn) => string;
  /** True in one of `of` parts of the values of a key, numbered from 0. */
  readonly isInPart: (key: string, part: number, of: number) => string;
  /** A whole number with one bit set, at a position from 0 to 61. */
  readonly bit: (position: string) => string;
  /** An aggregate: all bits that are set in any of these. */
  readonly anyBit: (bits: string) => string;
  /** 1 where a bit is set, else 0. */
  readonly bitAt: (bits: string, position: number) => string;
  /** The logical value true. */
  readonly yes: string;
  /** The function of the natural logarithm. */
  readonly naturalLog: string;
  /** NULL for a NaN, so that aggregates leave it out. */
  readonly orNull: (double: string) => string;
  /** A double for a numeric column; NaN where it is missing. */
  readonly number: (column: WarehouseColumn) => string;
  readonly isNaN: (double: string) => string;
  /** A double; of an aggregate that had nothing to add, NaN. */
  readonly toDouble: (expression: string) => string;
  /** Any column as text, never NULL: `""` where it is missing. */
  readonly textOf: (column: WarehouseColumn) => string;
  /** Whole days since 1970-01-01 of a column of dates, time stamps or ISO text, as an integer. */
  readonly day: (column: WarehouseColumn) => string;
  /** Sum of doubles with compensated rounding. */
  readonly sum: (double: string) => string;
  /** A text that changes with the set of rows of these doubles, whatever their order. */
  readonly checksum: (doubles: readonly string[]) => string;
  /** Number of the period that a day (an integer) falls in, as the core's `cohortPeriodOf` counts. */
  readonly period: (day: string, period: "week" | "month" | "quarter" | "year") => string;
  /** `condition ? yes : no`, row by row. */
  readonly branch: (condition: string, yes: string, no: string) => string;
  /** A query of `crm_first`, the least value of each key, beside each of its values, `crm_one`; `from` has none twice. */
  readonly firstAndEach: (key: string, value: string, from: string) => string;
  /** The double that belongs to each of some texts. */
  readonly lookup: (text: string, values: readonly (readonly [string, number])[]) => string;
  /** The `value` of a group that stands where `key` is smallest. */
  readonly atFirst: (value: string, key: string) => string;
  /** Every match of a regular expression (RE2) in a text replaced. */
  readonly replaceMatches: (text: string, pattern: string, by: string) => string;
  readonly matches: (text: string, pattern: string) => string;
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
