import { wordsForNone } from "@crm-functions/core";
import type { Dialect, WarehouseColumn } from "./dialect";

/** The characters that JavaScript's `trim` removes, as an RE2 class. */
const blank =
  "[\\x09-\\x0D\\x20\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]";
const words = wordsForNone.map((word) => word.replace(/[?/.-]/g, "[$&]")).join("|");

/** The core's `standsForNone` in SQL; also true for blanks only. */
const isNone = (dialect: Dialect, text: string): string =>
  dialect.matches(text, `(?i)^${blank}*(${words})?${blank}*$`);

/** True if a cell contains more than blanks or a word for "none". */
export const isPresent = (dialect: Dialect, column: WarehouseColumn): string =>
  column.kind === "text" ? `NOT ${isNone(dialect, dialect.textOf(column))}` : dialect.isFilled(column);

/** True for a text that has blanks around it or stands for "none". */
export const isUntidy = (dialect: Dialect, text: string): string =>
  dialect.matches(text, `^${blank}|${blank}$|(?i)^(${words})?$`);

/** A text without blanks around it; `""` if it stands for "none". */
export function tidied(dialect: Dialect, text: string): string {
  const cut = dialect.replaceMatches(text, `^${blank}+|${blank}+$`, "");
  return dialect.branch(isNone(dialect, text), dialect.text(""), cut);
}
