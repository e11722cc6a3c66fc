import { BooleanNumber, CellValueType, LocaleType, type ICellData, type IWorkbookData } from "@univerjs/core";
import {
  isFileError,
  type FileCell,
  type SheetFile,
  type TableFile,
  type WorkbookFile,
} from "../../workbook/file";
import type { KeptTable, WorkbookNotes } from "../../workbook/playground/kept-tables";
import { headerStyle, pixelsOf, typedValue } from "../../workbook/playground/univer-cells";
import { widthsOfTexts } from "./widths-of-texts";

/** Includes room for descenders. */
const headerHeight = 30;
const leastRows = 400;
const leastColumns = 52;

/** A workbook from a file in Univer's format. Univer computes the formulas and ignores their values in the file. */
export function workbookData(file: WorkbookFile, id: string, sample?: string): IWorkbookData {
  const sheets: IWorkbookData["sheets"] = {};
  const tables: KeptTable[] = [];
  file.sheets.forEach((sheet, index) => {
    const sheetId = `sheet-${index + 1}`;
    sheets[sheetId] = worksheetData(sheet, sheetId);
    for (const table of sheet.tables ?? []) {
      const { name, row, column, columns } = table;
      // A table without data has one blank row in a file, which does not count as data.
      const rows = isBlank(sheet, table) ? 0 : table.rows - 1;
      tables.push({ name, sheetId, row, column, columns, rows });
    }
  });
  const notes: WorkbookNotes = { tables, settings: {}, ...(sample !== undefined && { sample }) };
  return {
    id,
    name: "CRM Functions",
    appVersion: "0.25.1",
    locale: LocaleType.EN_US,
    styles: {},
    sheetOrder: Object.keys(sheets),
    sheets,
    custom: { notes },
  };
}

function isBlank(sheet: SheetFile, { row, column, columns, rows }: TableFile): boolean {
  if (rows > 2) return false;
  return Array.from({ length: columns }, (_, j) => sheet.cells[row + 1]?.[column + j]).every(
    (cell) => cell === undefined || (cell.value === null && cell.formula === undefined),
  );
}

function worksheetData(sheet: SheetFile, id: string): IWorkbookData["sheets"][string] {
  const cellData: Record<number, Record<number, ICellData>> = {};
  const headers = new Set(sheet.headerRows ?? []);
  const formats = new Map<number, string>();
  let columns = 0;
  const spilled = spilledCells(sheet);
  const widths = sheet.widths?.some((width) => width !== undefined) ? sheet.widths : widthsOfTexts(sheet);
  sheet.cells.forEach((row, i) => {
    row.forEach((cell, j) => {
      if (cell === undefined) return;
      // A file has spilled cells as values; these would block the spill of the formula.
      const data = cellDataOf(spilled.has(`${i},${j}`) ? { ...cell, value: null } : cell, headers.has(i));
      if (data === undefined) return;
      (cellData[i] ??= {})[j] = data;
      columns = Math.max(columns, j + 1);
      // Later spills of the formula take its format.
      if (cell.formula !== undefined && cell.format !== undefined) formats.set(j, cell.format);
    });
  });
  return {
    id,
    name: sheet.name,
    rowCount: Math.max(leastRows, sheet.cells.length + 200),
    columnCount: Math.max(leastColumns, columns + 12),
    cellData,
    mergeData: (sheet.merges ?? []).map(({ row, column, rows, columns }) => ({
      startRow: row,
      endRow: row + rows - 1,
      startColumn: column,
      endColumn: column + columns - 1,
    })),
    columnData: Object.fromEntries(
      Array.from({ length: Math.max(columns, widths.length) }, (_, j) => {
        const width = widths[j];
        const pattern = formats.get(j);
        return [
          j,
          {
            ...(width !== undefined && { w: pixelsOf(width) }),
            ...(pattern !== undefined && { s: { n: { pattern } } }),
          },
        ];
      }),
    ),
    rowData: Object.fromEntries(
      [...headers].map((row) => [row, { h: headerHeight, ia: BooleanNumber.FALSE }]),
    ),
    defaultColumnWidth: 96,
    defaultRowHeight: 24,
    freeze:
      sheet.frozen === undefined
        ? { xSplit: 0, ySplit: 0, startRow: -1, startColumn: -1 }
        : {
            xSplit: sheet.frozen.columns,
            ySplit: sheet.frozen.rows,
            startRow: sheet.frozen.rows === 0 ? -1 : sheet.frozen.rows,
            startColumn: sheet.frozen.columns === 0 ? -1 : sheet.frozen.columns,
          },
  };
}

/** The cells, as `row,column`, that the formulas of other cells fill. */
function spilledCells(sheet: SheetFile): Set<string> {
  const spilled = new Set<string>();
  sheet.cells.forEach((row, i) =>
    row.forEach((cell, j) => {
      if (cell?.formula === undefined || cell.spill === undefined) return;
      for (let k = 0; k < cell.spill.rows * cell.spill.columns; k++) {
        if (k > 0) spilled.add(`${i + Math.floor(k / cell.spill.columns)},${j + (k % cell.spill.columns)}`);
      }
    }),
  );
  return spilled;
}

function cellDataOf(cell: FileCell, isHeader: boolean): ICellData | undefined {
  const style = {
    ...(isHeader ? headerStyle : undefined),
    ...(cell.format === undefined ? undefined : { n: { pattern: cell.format } }),
  };
  const s = Object.keys(style).length === 0 ? undefined : { s: style };
  if (cell.formula !== undefined) return { f: `=${cell.formula}`, ...s };
  if (cell.value === null) return s;
  if (isFileError(cell.value)) return { v: cell.value.error, t: CellValueType.STRING, ...s };
  return { ...typedValue(cell.value), ...s };
}
