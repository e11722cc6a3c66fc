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

/** A rule as Excel's data validation has it. */
export function columnRule(rule: ColumnRule): Excel.DataValidationRule {
  if ("oneOf" in rule) return { list: { inCellDropDown: true, source: rule.oneOf.join(",") } };
  if ("between" in rule) {
    return { decimal: { formula1: rule.between[0], formula2: rule.between[1], operator: "Between" } };
  }
  return { date: { formula1: "1900-01-01", operator: "GreaterThanOrEqualTo" } };
}
