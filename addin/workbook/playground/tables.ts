import { CrmError } from "@crm-functions/core";
import type { CellValue, TableInfo } from "../workbook";
import { tableAfter, type KeptTable, type WorkbookNotes } from "./kept-tables";
import { valuesOf, type Place } from "./cells";
import type { FormulaTable } from "./table-reference";
import type { Sheet, UniverSpreadsheet } from "./univer-spreadsheet";

/** The tables of the page's spreadsheet, which Univer does not know, and what formulas have seen of them. */
export interface PageTables {
  readonly spreadsheet: UniverSpreadsheet;
  /** The tables as formulas saw them when last computed. */
  seen?: { readonly workbook: string; readonly tables: ReadonlyMap<string, string> };
  comingLook?: Promise<void>;
}

/** A table whose size is known: that of its rows is missing in a workbook saved by an older page. */
export type Table = KeptTable & { readonly rows: number };

/** Makes tables follow the rows and columns of their sheets, and formulas follow the tables. */
export function startTables(spreadsheet: UniverSpreadsheet): PageTables {
  const page: PageTables = { spreadsheet };
  spreadsheet.onStructureChange((change) => {
    const before = notesOf(page).tables;
    const after = before.flatMap((table) => tableAfter(table, change) ?? []);
    if (after.some((table, i) => table !== before[i]) || after.length < before.length)
      keepNotes(page, { tables: after });
  });
  spreadsheet.useTables(() => tablesOfFormulas(page));
  spreadsheet.onChange(() => lookAtTablesSoon(page));
  return page;
}

export function notesOf({ spreadsheet }: PageTables): WorkbookNotes {
  const kept = (spreadsheet.workbook().getCustomMetadata() as { notes?: WorkbookNotes } | undefined)?.notes;
  return kept ?? { tables: [], settings: {} };
}

export function keepNotes(page: PageTables, changed: Partial<WorkbookNotes>): void {
  const workbook = page.spreadsheet.workbook();
  const notes = { ...notesOf(page), ...changed };
  workbook.setCustomMetadata({ ...workbook.getCustomMetadata(), notes });
  if (changed.tables !== undefined) lookAtTablesSoon(page);
}

export function keepTable(page: PageTables, table: KeptTable): void {
  keepNotes(page, { tables: notesOf(page).tables.map((each) => (each.name === table.name ? table : each)) });
}

export const sheetOf = ({ spreadsheet }: PageTables, table: KeptTable): Sheet =>
  spreadsheet.workbook().getSheetBySheetId(table.sheetId) as Sheet;

/** Values of cells of a table and around it, by their place in it: row 0 is its header row. */
export const valuesIn = (
  page: PageTables,
  table: KeptTable,
  ...[row, column, ...size]: Place
): CellValue[][] =>
  valuesOf(page.spreadsheet, sheetOf(page, table), table.row + row, table.column + column, ...size);

export const areFilled = (page: PageTables, table: KeptTable, ...place: Place): boolean =>
  valuesIn(page, table, ...place).some((row) => row.some((value) => value !== null));

/** The table, extended by rows right below it and columns right beside it that a user has typed. */
function grown(page: PageTables, table: KeptTable): Table {
  const sheet = sheetOf(page, table);
  const [below, right] = [sheet.getMaxRows() - table.row, sheet.getMaxColumns() - table.column];
  let { columns, rows = 0 } = table;
  while (columns < right && areFilled(page, table, 0, columns, 1, 1)) columns++;
  while (1 + rows < below && areFilled(page, table, 1 + rows, 0, 1, columns)) rows++;
  const wider = { ...table, columns, rows };
  if (columns !== table.columns || rows !== table.rows) keepTable(page, wider);
  return wider;
}

/** Tables whose sheet still exists. */
export function tablesOf(page: PageTables): Table[] {
  return notesOf(page)
    .tables.filter(({ sheetId }) => page.spreadsheet.workbook().getSheetBySheetId(sheetId) !== null)
    .map((table) => grown(page, table));
}

export const tableWith = (page: PageTables, name: string): Table | undefined =>
  tablesOf(page).find((each) => each.name.toLowerCase() === name.toLowerCase());

/** @throws CrmError `tableNotFound` */
export function tableNamed(page: PageTables, name: string): Table {
  const table = tableWith(page, name);
  if (table === undefined) throw new CrmError("value", "tableNotFound", { name });
  return table;
}

export function infoOf(page: PageTables, table: Table): TableInfo {
  const { name, row, column, columns, rows: rowCount } = table;
  const [headers] = valuesIn(page, table, 0, 0, 1, columns);
  const sheet = sheetOf(page, table).getSheetName();
  return {
    name,
    headers: headers.map((header) => String(header ?? "")),
    area: { sheet, row, column, rows: 1 + Math.max(1, rowCount), columns },
    rowCount,
  };
}

function tablesOfFormulas(page: PageTables): FormulaTable[] {
  return tablesOf(page).map((table) => {
    const { name, headers, area } = infoOf(page, table);
    return { ...area, name, headers };
  });
}

/** Recomputes formulas that name a table that has grown, moved or got other headers, once per burst of changes. */
function lookAtTablesSoon(page: PageTables): void {
  page.comingLook ??= new Promise<void>((done) => setTimeout(done)).then(() => {
    page.comingLook = undefined;
    const before = page.seen;
    const workbook = page.spreadsheet.workbook().getId();
    const tables = new Map(tablesOfFormulas(page).map((table) => [table.name, JSON.stringify(table)]));
    page.seen = { workbook, tables };
    if (before?.workbook !== workbook) return;
    const names = new Set([...before.tables.keys(), ...tables.keys()]);
    const changed = [...names].filter((name) => before.tables.get(name) !== tables.get(name));
    if (changed.length > 0) page.spreadsheet.tablesChanged(changed);
  });
}
