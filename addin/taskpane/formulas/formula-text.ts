import type { FunctionDescription, FunctionParameter } from "../functions/function-library";
import type { Area } from "../../workbook/workbook";
import { areaAddress, quotedSheetName } from "../../workbook/file/address";

/** An argument as the form has it: a range of the workbook, or what was typed or chosen. */
export type Argument = { readonly area: Area } | { readonly typed: string };

export const isMatrix = (parameter: FunctionParameter): boolean => parameter.dimensionality === "matrix";

/** `Customers!B2:D9`, as a formula anywhere in the workbook can say it. */
export function areaReference(area: Area): string {
  return `${quotedSheetName(area.sheet)}!${areaAddress(area.row, area.column, area.rows, area.columns)}`;
}

/** What was typed, as a value: a number, TRUE or FALSE, else text; nothing is `null`, an omitted argument. */
export function typedValue(typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** What was typed, as a formula writes it. Quotes are doubled, so that text can never become formula. */
function literal(typed: string): string {
  const value = typedValue(typed);
  if (value === null) return "";
  if (typeof value === "string") return `"${value.replaceAll('"', '""')}"`;
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

/** `=CRM.NEEDSCORE(Customers!B2:D9,Weights!A1:C1)`; omitted arguments at the end are left out. */
export function formulaText(
  description: FunctionDescription,
  values: readonly (Argument | undefined)[],
  namespace = "CRM",
): string {
  const parts = description.parameters.map((_, i) => {
    const value = values[i];
    if (value === undefined) return "";
    return "area" in value ? areaReference(value.area) : literal(value.typed);
  });
  while (parts.length > 0 && parts.at(-1) === "") parts.pop();
  return `=${namespace}.${description.name}(${parts.join(",")})`;
}

/** Names of the required parameters that have no argument yet. */
export function missingArguments(
  description: FunctionDescription,
  values: readonly (Argument | undefined)[],
): string[] {
  return description.parameters
    .filter((parameter, i) => {
      const value = values[i];
      const empty = value === undefined || ("typed" in value && value.typed.trim() === "");
      return empty && parameter.optional !== true;
    })
    .map((parameter) => parameter.name);
}
