import type { Area, CellValue } from "../../../addin/workbook/workbook";

/** A cell: blank if it has neither value nor formula. */
export interface Cell {
  readonly value?: string | number | boolean;
  readonly isError?: boolean;
  readonly formula?: string;
  readonly format?: string;
  /** The cell whose formula spills into this one. */
  readonly spilledFrom?: Cell;
}

export interface Place {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export interface SheetPlace extends Place {
  readonly sheet: Sheet;
}

export interface Sheet {
  readonly id: string;
  name: string;
  visibility: "Visible" | "Hidden";
  isProtected: boolean;
  /** Rows of cells, sparse. */
  cells: Cell[][];
  /** Formats of whole columns. */
  readonly columnFormats: Map<number, string>;
  readonly merged: Place[];
  charts: Chart[];
  /** The range of columns that have ever held anything. */
  first: number;
  last: number;
}

export interface Chart {
  readonly sheet: Sheet;
  name: string;
  readonly type: string;
  place?: readonly [Place, Place];
  series: ChartSeries[];
  /** All other settings, by path: `ValueAxis.Minimum`. */
  readonly settings: Map<string, unknown>;
}

export interface ChartSeries {
  readonly chart: Chart;
  name: string;
  values: SheetPlace;
  names?: SheetPlace;
  readonly settings: Map<string, unknown>;
}

export interface Table {
  readonly id: string;
  name: string;
  readonly sheet: Sheet;
  /** Position of the header. */
  row: number;
  column: number;
  columns: number;
  /** Number of rows in the body. */
  rows: number;
  hasTotals: boolean;
  /** Filter criteria by column, if there is a filter. */
  filter: Map<number, object>;
}

/** An error of Excel, by its code. */
export class ExcelError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const sheetRows = 1_048_576;
export const sheetColumns = 16_384;

/** A workbook as Excel keeps it, with the user's activity in it. */
export interface Book {
  readonly sheets: Sheet[];
  readonly tables: Table[];
  /** Defined names. */
  readonly names: Set<string>;
  readonly settings: Map<string, unknown>;
  selection: SheetPlace | undefined;
  isStructureProtected: boolean;
  isReadOnly: boolean;
  eventsEnabled: boolean;
  /** What Ctrl+Z would undo, the newest last. */
  undo: string[];
  /** Ranges held by clients; they follow their cells. */
  readonly held: Set<SheetPlace>;
  readonly validations: { readonly place: SheetPlace; readonly rule: unknown }[];
  calculate(formula: string, read: (area: Area) => CellValue[][], cell: Area): CellValue[][];
  /** Called with the cells that changed. */
  changed(place: SheetPlace): void;
  nextId: number;
}

export function makeSheet(book: Book, name: string): Sheet {
  const sheet: Sheet = {
    id: `{sheet-${book.nextId++}}`,
    name,
    visibility: "Visible",
    isProtected: false,
    cells: [],
    columnFormats: new Map(),
    merged: [],
    charts: [],
    first: Infinity,
    last: -1,
  };
  book.sheets.push(sheet);
  return sheet;
}

/** Excel ignores case in the names of sheets and tables. */
export const sheetNamed = (book: Book, name: string): Sheet | undefined =>
  book.sheets.find((sheet) => sheet.id === name || same(sheet.name, name));
export const tableNamed = (book: Book, name: string): Table | undefined =>
  book.tables.find((table) => table.id === name || same(table.name, name));

export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined =>
  sheet.cells[row]?.[column];

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (cell.value === undefined && cell.formula === undefined);

export function setCell(sheet: Sheet, row: number, column: number, cell: Cell | undefined): void {
  const cells = (sheet.cells[row] ??= []);
  if (cell === undefined) delete cells[column];
  else {
    cells[column] = cell;
    sheet.first = Math.min(sheet.first, column);
    sheet.last = Math.max(sheet.last, column);
  }
}

/** The format of a cell: its own, else its column's, else General. */
export function formatAt(sheet: Sheet, row: number, column: number): string {
  return cellAt(sheet, row, column)?.format ?? sheet.columnFormats.get(column) ?? "General";
}

export function bodyOf(table: Table): SheetPlace {
  const { sheet, row, column, rows, columns } = table;
  return { sheet, row: row + 1, column, rows, columns };
}

export function wholeOf(table: Table): SheetPlace {
  const { sheet, row, column, columns } = table;
  return { sheet, row, column, rows: 1 + table.rows + (table.hasTotals ? 1 : 0), columns };
}

export const overlap = (one: Place, other: Place): boolean =>
  one.row < other.row + other.rows &&
  other.row < one.row + one.rows &&
  one.column < other.column + other.columns &&
  other.column < one.column + one.columns;

export const tablesIn = (book: Book, place: SheetPlace): Table[] =>
  book.tables.filter((table) => table.sheet === place.sheet && overlap(wholeOf(table), place));

/** The smallest place that contains all filled cells of another; undefined if there are none. */
export function usedWithin(place: SheetPlace): SheetPlace | undefined {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  const end = Math.min(place.row + place.rows, place.sheet.cells.length);
  for (let i = place.row; i < end; i++) {
    place.sheet.cells[i]?.forEach((cell, j) => {
      if (j < place.column || j >= place.column + place.columns || isBlank(cell)) return;
      [top, left] = [Math.min(top, i), Math.min(left, j)];
      [bottom, right] = [Math.max(bottom, i), Math.max(right, j)];
    });
  }
  if (bottom < 0) return undefined;
  return { sheet: place.sheet, row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

export const wholeSheet = (sheet: Sheet): SheetPlace => ({
  sheet,
  row: 0,
  column: 0,
  rows: sheetRows,
  columns: sheetColumns,
});

/**
 * Moves cells of some columns down (count > 0) or, over the rows right above, up, with the tables, merged cells and
 * held ranges below. @throws ExcelError if these would be torn apart
 */
export function shift(book: Book, sheet: Sheet, row: number, count: number, columns: Place): void {
  const strip: SheetPlace = {
    sheet,
    row,
    column: columns.column,
    rows: sheetRows - row,
    columns: columns.columns,
  };
  const inStrip = (place: Place) =>
    place.column >= columns.column && place.column + place.columns <= columns.column + columns.columns;
  for (const table of book.tables) {
    if (table.sheet !== sheet || !overlap(wholeOf(table), strip) || table.row < row) continue;
    if (!inStrip(wholeOf(table))) throw new ExcelError("InsertDeleteConflict");
  }
  for (const merged of sheet.merged) {
    if (overlap(merged, strip) && !(inStrip(merged) && merged.row >= row)) {
      throw new ExcelError("MergedRangeConflict");
    }
  }
  if (count > 0) {
    const used = usedWithin({ ...strip, row: sheetRows - count, rows: count });
    if (used !== undefined) throw new ExcelError("NonBlankCellOffSheet");
  }
  const { cells } = sheet;
  const alone = sheet.first >= columns.column && sheet.last < columns.column + columns.columns;
  if (alone && count > 0 && row < cells.length)
    cells.splice(row, 0, ...Array.from({ length: count }, () => []));
  else if (alone && count < 0) cells.splice(row + count, -count);
  else if (!alone && count > 0) {
    for (let i = cells.length - 1; i >= row; i--) {
      for (let j = columns.column; j < columns.column + columns.columns; j++) {
        setCell(sheet, i + count, j, cellAt(sheet, i, j));
        setCell(sheet, i, j, undefined);
      }
    }
  } else if (!alone) {
    const end = cells.length;
    for (let i = row + count; i < end; i++) {
      for (let j = columns.column; j < columns.column + columns.columns; j++) {
        setCell(sheet, i, j, i - count < end ? cellAt(sheet, i - count, j) : undefined);
      }
    }
  }
  for (const table of book.tables) {
    if (table.sheet === sheet && table.row >= row && inStrip(wholeOf(table))) table.row += count;
  }
  for (const merged of sheet.merged) if (overlap(merged, strip)) merged.row += count;
  for (const held of book.held) {
    if (held.sheet !== sheet || !overlap(held, strip)) continue;
    if (held.row >= row) held.row += count;
    else held.rows += count;
  }
}

/** Checks a table's name: valid, and unique among the tables and defined names of the workbook. */
export function checkTableName(book: Book, table: Table, name: string): void {
  const isTaken =
    book.tables.some((other) => other !== table && same(other.name, name)) ||
    [...book.names].some((other) => same(other, name));
  const isCell = /^[a-z]{1,3}\d+$/i.test(name) || /^[rc]$/i.test(name) || /^r\d*c\d*$/i.test(name);
  if (isTaken || isCell || !/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) || name.length > 255) {
    throw new ExcelError("InvalidArgument");
  }
}

export function checkSheetName(book: Book, name: string): void {
  if (name === "" || name.length > 31 || /[\\/?*[\]:]|^'|'$/.test(name) || same(name, "History")) {
    throw new ExcelError("InvalidArgument");
  }
  if (book.sheets.some((sheet) => same(sheet.name, name))) throw new ExcelError("ItemAlreadyExists");
}
