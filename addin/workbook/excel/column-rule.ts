/// <reference types="office-js" />
import { dateFormats } from "../file/number-format";
import type { ColumnFormat, ColumnRule } from "../workbook";

/** The number format of a column, in Excel's English notation. */
export const numberFormatOf = (format: ColumnFormat): string =>
  format === "text" ? "@" : (dateFormats[format] ?? "General");

/** The longest list of choices, in characters, that Excel accepts. */
const longestList = 255;

/** A rule as an Excel data validation; undefined if Excel cannot express it: its lists are separated by commas. */
export function columnRule(rule: ColumnRule): Excel.DataValidationRule | undefined {
  if ("oneOf" in rule) {
    const source = rule.oneOf.join(",");
    if (source.length > longestList || rule.oneOf.some((choice) => choice.includes(","))) return undefined;
    return { list: { inCellDropDown: true, source } };
  }
  return { date: { formula1: "1900-01-01", operator: "GreaterThanOrEqualTo" } };
}
