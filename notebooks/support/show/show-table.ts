import { htmlText, type Language } from "@crm-functions/core";
import { displayBundle } from "./display";

/** The MIME type of a table as plain data; our report renders it itself instead of trusting HTML. */
export const tableMime = "application/vnd.crm-functions.table+json";

/** A table cell; `null` and `NaN` are shown as empty. */
export type TableCell = string | number | boolean | null;

export interface ShownTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Decimal places per column; 0 if all its numbers are whole. */
  readonly digits?: readonly number[];
  readonly caption?: string;
  /** The note under the table if rows were left out. */
  readonly note?: string;
}

export interface TableOptions {
  readonly caption?: string;
  /** Maximum number of rows shown; 20 by default. The note under the table gives the total. */
  readonly limit?: number;
  /** Decimal places of numbers that are not whole; 3 by default. */
  readonly digits?: number;
  readonly language?: Language;
}

/** Shows rows under the cell, with numbers rounded for reading. */
export function showTable(
  columns: readonly string[],
  rows: readonly (readonly TableCell[])[],
  options: TableOptions = {},
): void {
  const limit = options.limit ?? 20;
  const digits = options.digits ?? 3;
  const shown = rows.slice(0, limit).map((row) => row.map(present));
  const places = columns.map((_, j) =>
    shown.some((row) => typeof row[j] === "number" && !Number.isInteger(row[j])) ? digits : 0,
  );
  const rest = rows.length - shown.length;
  const note =
    rest <= 0
      ? undefined
      : options.language === "zh-CN"
        ? `显示 ${rows.length} 行中的前 ${limit} 行`
        : `The first ${limit} of ${rows.length} rows`;
  const table: ShownTable = { columns, rows: shown, digits: places, caption: options.caption, note };
  displayBundle({ [tableMime]: table, "text/html": tableHtml(table), "text/plain": tableText(table) });
}

function present(cell: TableCell): TableCell {
  return typeof cell === "number" && !Number.isFinite(cell) ? null : cell;
}

/** An id or a date, which a narrow page would otherwise break at its hyphens. */
const oneWord = /^[\x21-\x7e]{1,16}$/;

/** The table as HTML, with all text escaped. */
export function tableHtml(table: ShownTable): string {
  const cell = (value: TableCell, column: number) =>
    typeof value === "number"
      ? `<td style="text-align:right">${value.toFixed(table.digits?.[column])}</td>`
      : `<td style="text-align:left${oneWord.test(String(value)) ? ";white-space:nowrap" : ""}">${htmlText(value === null ? "" : String(value))}</td>`;
  const align = (column: number) =>
    table.rows.some((row) => typeof row[column] === "number") ? ' style="text-align:right"' : "";
  return (
    "<table>" +
    (table.caption === undefined ? "" : `<caption>${htmlText(table.caption)}</caption>`) +
    `<thead><tr>${table.columns.map((column, j) => `<th scope="col"${align(j)}>${htmlText(column)}</th>`).join("")}</tr></thead>` +
    `<tbody>${table.rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</tbody>` +
    "</table>" +
    (table.note === undefined ? "" : `<p class="note">${htmlText(table.note)}</p>`)
  );
}

function tableText(table: ShownTable): string {
  const lines = [table.columns, ...table.rows].map((row) =>
    row.map((cell) => (cell === null ? "" : String(cell))).join("\t"),
  );
  return [
    ...(table.caption === undefined ? [] : [table.caption]),
    ...lines,
    ...(table.note ? [table.note] : []),
  ].join("\n");
}
