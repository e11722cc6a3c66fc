import type { FunctionDescription, FunctionParameter } from "../functions/function-library";
import type { Area, TableInfo } from "../../workbook/workbook";
import { areaAddress, quotedSheetName } from "../../workbook/file/address";

/** An argument in the form: a range of the workbook, or a typed or chosen value. */
export type Argument = { readonly area: Area } | { readonly typed: string };

export const isMatrix = (parameter: FunctionParameter): boolean => parameter.dimensionality === "matrix";

/**
 * A reference that works anywhere in the workbook: `Customers!B2:D9`, or `Customers[[Price]:[Service]]` for whole
 * columns of a table, so that it grows with the table.
 */
export function areaReference(area: Area, tables: readonly TableInfo[] = []): string {
  return (
    columnsReference(area, tables) ??
    `${quotedSheetName(area.sheet)}!${areaAddress(area.row, area.column, area.rows, area.columns)}`
  );
}

function columnsReference(area: Area, tables: readonly TableInfo[]): string | undefined {
  const table = tableOfColumns(area, tables);
  if (table === undefined) return undefined;
  const [first, last] = headersOf(area, table);
  if (first !== last) return `${table.name}[[${first}]:[${last}]]`;
  return /^[\p{L}\p{N} _]+$/u.test(first) ? `${table.name}[${first}]` : `${table.name}[[${first}]]`;
}

/** The table of which an area covers whole columns, from the first row of the body to the last. */
function tableOfColumns(area: Area, tables: readonly TableInfo[]): TableInfo | undefined {
  return tables.find(
    ({ area: whole, rowCount }) =>
      area.sheet === whole.sheet &&
      area.row === whole.row + 1 &&
      area.rows === rowCount &&
      area.column >= whole.column &&
      area.column + area.columns <= whole.column + whole.columns,
  );
}

/** First and last header of an area's columns, escaped for a formula. */
function headersOf(area: Area, table: TableInfo): [string, string] {
  const first = area.column - table.area.column;
  return [first, first + area.columns - 1].map((i) => table.headers[i].replace(/[[\]#'@]/g, "'$&")) as [
    string,
    string,
  ];
}

/** Functions whose result for each row depends on that row alone. */
const rowByRow: readonly string[] = [
  "NEEDSCORE",
  "EXPECTATIONSCORE",
  "MANAGEMENTSCORE",
  "SERVICESCORE",
  "MARKETINGSCORE",
  "SCORE",
  "EXPECTATIONGAP",
];

/**
 * The formula for one row of a table, to fill into one of its columns, because nothing can spill in a table. Undefined
 * if the function needs all rows at once, or if its first argument is not columns of this table.
 */
export function rowFormula(
  description: FunctionDescription,
  values: readonly (Argument | undefined)[],
  table: TableInfo,
  tables: readonly TableInfo[],
): string | undefined {
  const [ratings] = values;
  if (!rowByRow.includes(description.name) || ratings === undefined || !("area" in ratings)) return undefined;
  if (tableOfColumns(ratings.area, [table]) === undefined) return undefined;
  return formulaOf(description, values, (area) => {
    if (tableOfColumns(area, [table]) !== undefined) {
      const [first, last] = headersOf(area, table);
      return first === last ? `${table.name}[@[${first}]]` : `${table.name}[@[${first}]:[${last}]]`;
    }
    const { sheet, row, column, rows, columns } = area;
    const fixed = areaAddress(row, column, rows, columns).replace(/[A-Z]+|\d+/g, "$$$&");
    return columnsReference(area, tables) ?? `${quotedSheetName(sheet)}!${fixed}`;
  });
}

/** A typed value: a number, TRUE or FALSE, else text; `null` (an omitted argument) if empty. */
export function typedValue(typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** A typed value as a formula literal. Quotes are doubled, so that text can never become part of the formula. */
function literal(typed: string): string {
  const value = typedValue(typed);
  if (value === null) return "";
  if (typeof value === "string") return `"${value.replaceAll('"', '""')}"`;
  return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

/** `=CRM.NEEDSCORE(Customers!B2:D9,Weights!A1:C1)`, without omitted arguments at the end. */
export function formulaText(
  description: FunctionDescription,
  values: readonly (Argument | undefined)[],
  tables: readonly TableInfo[] = [],
): string {
  return formulaOf(description, values, (area) => areaReference(area, tables));
}

function formulaOf(
  description: FunctionDescription,
  values: readonly (Argument | undefined)[],
  reference: (area: Area) => string,
): string {
  const parts = description.parameters.map((_, i) => {
    const value = values[i];
    if (value === undefined) return "";
    return "area" in value ? reference(value.area) : literal(value.typed);
  });
  while (parts.length > 0 && parts.at(-1) === "") parts.pop();
  return `=CRM.${description.name}(${parts.join(",")})`;
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
