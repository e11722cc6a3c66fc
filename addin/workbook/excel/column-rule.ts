/// <reference types="office-js" />
import type { ColumnFormat, ColumnRule } from "../workbook";

/** Number formats in Excel's English notation. */
export const numberFormats: Readonly<Record<ColumnFormat, string>> = {
  text: "@",
  date: "yyyy-mm-dd",
  dateTime: "yyyy-mm-dd hh:mm",
  number: "General",
  general: "General",
};

/** The longest list of choices that Excel takes. */
const longestList = 255;

/** A rule as Excel's data validation has it; undefined where it cannot have it: choices are parted by commas there. */
export function columnRule(rule: ColumnRule): Excel.DataValidationRule | undefined {
  if ("oneOf" in rule) {
    const source = rule.oneOf.join(",");
    if (source.length > longestList || rule.oneOf.some((choice) => choice.includes(","))) return undefined;
    return { list: { inCellDropDown: true, source } };
  }
  if ("between" in rule) {
    return { decimal: { formula1: rule.between[0], formula2: rule.between[1], operator: "Between" } };
  }
  return { date: { formula1: "1900-01-01", operator: "GreaterThanOrEqualTo" } };
}
