import { CellValueType, type ICellData, type IWorkbookData, type Nullable } from "@univerjs/core";
import { ErrorType } from "@univerjs/engine-formula";
import type { FileCell, FileValue, SheetFile, TableFile, WorkbookFile } from "../../workbook/file";
import type { Rectangle } from "../../workbook/file/areas";
import type { WorkbookNotes } from "../../workbook/playground/kept-tables";
import type { FormulaResults } from "./formula-results";

const errorNames = new Set<string>(Object.values(ErrorType));

/** The value of a cell in a file. */
export function fileValue(cell: Nullable<ICellData>): FileValue {
  if (cell === null || cell === undefined) return null;
  const value = cell.v;
  if (value === null || value === undefined)
    return cell.p === undefined || cell.p === null ? null : richText(cell);
  if (cell.t === CellValueType.BOOLEAN || typeof value === "boolean")
    return value === true || value === 1 || value === "1";
  if (typeof value === "number") return value;
  if (cell.t === CellValueType.NUMBER) return Number(value);
  if (cell.t !== CellValueType.FORCE_STRING && errorNames.has(value)) return { error: value };
  return value;
}

function richText(cell: ICellData): FileValue {
  const text = cell.p?.body?.dataStream.replace(/\r?\n$/, "").replace(/\r/g, "\n");
  return text === undefined || text === "" ? null : text;
}

/** A snapshot of Univer's workbook as a file, with the computed values of its formulas. */
export function fileOfWorkbook(data: IWorkbookData, results: FormulaResults): WorkbookFile {
  const notes = (data.custom as { notes?: WorkbookNotes } | undefined)?.notes;
  return {
    sheets: data.sheetOrder.map((id) => sheetOf(data, id, results, notes)),
  };
}

function sheetOf(
  data: IWorkbookData,
  id: string,
  results: FormulaResults,
  notes: WorkbookNotes | undefined,
): SheetFile {
  const sheet = data.sheets[id];
  const cells: (FileCell | undefined)[][] = [];
  const headerRows = new Set<number>();
  const put = (row: number, column: number, cell: FileCell): void => {
    (cells[row] ??= [])[column] = cell;
  };
  const spills: (Rectangle & { readonly format?: string })[] = [];
  forEachCell(sheet.cellData, (row, column, cell) => {
    const format = formatOf(cell, data);
    if (isBoldRow(cell, data)) headerRows.add(row);
    const formula = cell.f === undefined && cell.si === undefined ? "" : results.formulaOf(id, row, column);
    if (formula === "") {
      const value = fileValue(cell);
      if (value !== null || format !== undefined)
        put(row, column, { value, ...(format !== undefined && { format }) });
      return;
    }
    const spill = results.spillOf(id, row, column);
    if (spill !== undefined) spills.push({ row, column, format, ...spill });
    put(row, column, {
      value: fileValue(spill === undefined ? cell : (results.spilledCell(id, row, column) ?? cell)),
      formula: formula.replace(/^=/, ""),
      ...(spill !== undefined && { spill }),
      ...(format !== undefined && { format }),
    });
  });
  for (const spill of spills) {
    for (let row = spill.row; row < spill.row + spill.rows; row++) {
      for (let column = spill.column; column < spill.column + spill.columns; column++) {
        if (row === spill.row && column === spill.column) continue;
        const format = cells[row]?.[column]?.format ?? spill.format;
        const value = fileValue(results.spilledCell(id, row, column));
        put(row, column, { value, ...(format !== undefined && { format }) });
      }
    }
  }
  const columnCount = Math.max(0, ...cells.map((row) => row?.length ?? 0));
  const frozen = sheet.freeze;
  const merges = (sheet.mergeData ?? []).map(({ startRow, endRow, startColumn, endColumn }) => ({
    row: startRow,
    column: startColumn,
    rows: endRow - startRow + 1,
    columns: endColumn - startColumn + 1,
  }));
  return {
    name: sheet.name ?? id,
    cells: Array.from(cells, (row) => row ?? []),
    widths: Array.from({ length: columnCount }, (_, j) => {
      const width = sheet.columnData?.[j]?.w;
      return width === undefined ? undefined : Math.round((width - 5) / 7.5);
    }),
    ...(frozen !== undefined &&
      (frozen.xSplit > 0 || frozen.ySplit > 0) && {
        frozen: { rows: frozen.ySplit, columns: frozen.xSplit },
      }),
    headerRows: [...headerRows],
    tables: tablesOf(id, cells, notes),
    ...(merges.length > 0 && { merges }),
  };
}

function tablesOf(
  sheetId: string,
  cells: readonly (readonly (FileCell | undefined)[] | undefined)[],
  notes: WorkbookNotes | undefined,
): TableFile[] {
  return (notes?.tables ?? [])
    .filter((table) => table.sheetId === sheetId)
    .map((table) => {
      let rows = 1 + (table.rows ?? 0);
      const isFilled = (row: number): boolean =>
        Array.from({ length: table.columns }, (_, j) => cells[row]?.[table.column + j]).some(
          (cell) => cell !== undefined && (cell.value !== null || cell.formula !== undefined),
        );
      while (isFilled(table.row + rows)) rows++;
      const { name, row, column, columns } = table;
      return { name, row, column, rows: Math.max(rows, 2), columns };
    });
}

function forEachCell(
  matrix: IWorkbookData["sheets"][string]["cellData"],
  visit: (row: number, column: number, cell: ICellData) => void,
): void {
  for (const [row, cells] of Object.entries(matrix ?? {})) {
    for (const [column, cell] of Object.entries(cells as Record<string, Nullable<ICellData>>)) {
      if (cell !== null && cell !== undefined) visit(Number(row), Number(column), cell);
    }
  }
}

function styleOf(cell: ICellData, data: IWorkbookData) {
  return typeof cell.s === "string" ? data.styles[cell.s] : cell.s;
}

function formatOf(cell: ICellData, data: IWorkbookData): string | undefined {
  const pattern = styleOf(cell, data)?.n?.pattern;
  return pattern === undefined || pattern === "General" ? undefined : pattern;
}

function isBoldRow(cell: ICellData, data: IWorkbookData): boolean {
  const style = styleOf(cell, data);
  return style?.bl === 1 && style.bg !== undefined && style.bg !== null && cell.v !== undefined;
}
