import type { ICellData } from "@univerjs/core";
import { pause } from "../in-slices";
import type { Area, CellValue } from "../workbook";
import { sheetNamed, type Sheet, type UniverSpreadsheet } from "./univer-spreadsheet";

export type Place = readonly [row: number, column: number, rows: number, columns: number];

/** Rows read at a time. */
const blockRows = 2000;

export function valuesOf(spreadsheet: UniverSpreadsheet, sheet: Sheet, ...place: Place): CellValue[][] {
  const values = spreadsheet.valuesAt(sheet.getSheetId(), ...place);
  for (const line of values) line.forEach((value, j) => value === "" && (line[j] = null));
  return values;
}

/** Reads many rows in blocks, so that the page can draw and react in between. */
export async function inBlocks<Cell>(
  rows: number,
  look: (from: number, count: number) => Cell[][],
): Promise<Cell[][]> {
  const all: Cell[][] = [];
  for (let from = 0; from < rows; from += blockRows) {
    if (from > 0) await pause();
    for (const row of look(from, Math.min(blockRows, rows - from))) all.push(row);
  }
  return all;
}

/** What the sheet has in each of these areas. */
export async function inAreas<Cell>(
  spreadsheet: UniverSpreadsheet,
  areas: readonly Area[],
  look: (sheet: Sheet, ...place: Place) => Cell[][],
): Promise<Cell[][][]> {
  const all: Cell[][][] = [];
  for (const { sheet: name, row, column, rows, columns } of areas) {
    const sheet = sheetNamed(spreadsheet, name);
    all.push(await inBlocks(rows, (from, count) => look(sheet, row + from, column, count, columns)));
  }
  return all;
}

/** Puts cells in place of those that stand there; the sheet grows if it is too small. */
export function put(sheet: Sheet, row: number, column: number, cells: ICellData[][]): void {
  if (cells.length === 0 || cells[0].length === 0) return;
  if (row + cells.length > sheet.getMaxRows()) sheet.setRowCount(row + cells.length + 200);
  if (column + cells[0].length > sheet.getMaxColumns()) sheet.setColumnCount(column + cells[0].length + 10);
  // Univer measures the height of every cell that is written, before and after; as it is shown that takes longer than all else.
  const stored = sheet.getSheet();
  stored.getCell = (row, column) => stored.getCellRaw(row, column);
  try {
    sheet.getRange(row, column, cells.length, cells[0].length).setValues(cells);
  } finally {
    Reflect.deleteProperty(stored, "getCell");
  }
}
