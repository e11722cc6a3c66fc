import { wordsForNone } from "@crm-functions/core";
import type { Dialect, WarehouseColumn } from "./dialect";

/** Characters that JavaScript's `trim` takes away, as a class of RE2. */
const blank =
  "[\\x09-\\x0D\\x20\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]";
const words = wordsForNone.map((word) => word.replace(/[?/.-]/g, "[$&]")).join("|");

/** The core's `standsForNone` in SQL, and true for blanks alone. */
export const isNone = (dialect: Dialect, text: string): string =>
  dialect.matches(text, `(?i)^${blank}*(${words})?${blank}*$`);

/** True where a cell of a column is filled with more than blanks or a word for "none". */
export const isPresent = (dialect: Dialect, column: WarehouseColumn): string =>
  column.kind === "text" ? `NOT ${isNone(dialect, dialect.textOf(column))}` : dialect.isFilled(column);

/** True for a text with blanks around it, or one that stands for "none". */
export const isUntidy = (dialect: Dialect, text: string): string =>
  dialect.matches(text, `^${blank}|${blank}$|(?i)^(${words})?$`);

/** A text without blanks around it, `""` where it stands for "none". */
export function tidied(dialect: Dialect, text: string): string {
  const cut = dialect.replaceMatches(text, `^${blank}+|${blank}+$`, "");
  return dialect.branch(isNone(dialect, text), dialect.text(""), cut);
}
