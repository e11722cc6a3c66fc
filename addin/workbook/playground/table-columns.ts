import { dateFormats } from "../file/number-format";
import type { ColumnLayout, TableInfo, TableLayout } from "../workbook";
import { put } from "./cells";
import { setWidths } from "./sheets";
import { infoOf, keepNotes, keepTable, notesOf, sheetOf, tableNamed, tableWith } from "./tables";
import type { PageTables } from "./tables";
import { headerStyle, writtenCells } from "./univer-cells";
import { newSheet, type Sheet } from "./univer-spreadsheet";

/** The table with the layout's name; if missing, created one column to the right of the sheet's contents. */
export function ensureTable(page: PageTables, { name, sheet: wanted, columns }: TableLayout): TableInfo {
  const existing = tableWith(page, name);
  if (existing !== undefined) return infoOf(page, existing);
  const { spreadsheet } = page;
  const sheet = spreadsheet.workbook().getSheetByName(wanted) ?? newSheet(spreadsheet, wanted);
  const sheetId = sheet.getSheetId();
  const used = spreadsheet.filledRange(sheetId);
  const column = used === undefined ? 0 : used.endColumn + 2;
  putHeaders(page, sheet, 0, column, columns);
  const table = { name, sheetId, row: 0, column, columns: columns.length, rows: 0 };
  keepNotes(page, { tables: [...notesOf(page).tables, table] });
  return infoOf(page, table);
}

/** Adds columns at the right end of a table. */
export function addColumns(page: PageTables, name: string, columns: readonly ColumnLayout[]): TableInfo {
  const table = tableNamed(page, name);
  putHeaders(page, sheetOf(page, table), table.row, table.column + table.columns, columns);
  const wider = { ...table, columns: table.columns + columns.length };
  keepTable(page, wider);
  return infoOf(page, wider);
}

function putHeaders(
  { spreadsheet }: PageTables,
  sheet: Sheet,
  row: number,
  column: number,
  columns: readonly ColumnLayout[],
): void {
  const [headers] = writtenCells([columns.map(({ header }) => header)]);
  put(sheet, row, column, [headers.map((cell) => ({ ...cell, s: headerStyle }))]);
  const widths = columns.map(({ width }) => width);
  setWidths(spreadsheet, sheet, column, widths);
  columns.forEach(({ format }, j) => {
    const pattern = dateFormats[format];
    if (pattern !== undefined) sheet.setColumnDefaultStyle(column + j, { n: { pattern } });
  });
}
