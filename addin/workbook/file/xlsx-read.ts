import { finished, stepSize, type LongWork } from "@crm-functions/core";
import { sheetReader, type SheetFrame, type SheetRow } from "./sheet-cells";
import type { FileCell, SheetFile, TableFile, WorkbookFile } from "./workbook-file";
import { openXlsx, type PackageSheet, type XlsxPackage } from "./xlsx-package";
import { unpackedTexts } from "./zip-read";

/** Limit in megabytes on the unpacked size of a workbook read as a whole: even a small file could fill the memory. */
const wholeLimit = 400;
/** The same limit if rows are read in passing and not all kept. */
export const rowsLimit = 2000;

/**
 * Reads a workbook from an `.xlsx`. The add-in's functions are read in stored (`_xldudf_CRM_…`) and plain form.
 * @throws WorkbookFileError as `openXlsx`; `damaged` has a reason
 */
export function readXlsx(bytes: Uint8Array): WorkbookFile {
  return { sheets: finished(sheetsOf(bytes, (cells) => cells)) };
}

/** Converts the cells of a row as soon as it is read; `row` counts from 0. */
export type LineOf<Cell> = (
  cells: (FileCell | undefined)[],
  row: number,
  sheet: string,
) => (Cell | undefined)[];

/** A sheet with its cells converted by `LineOf`. */
export type SheetOf<Cell> = Omit<SheetFile, "cells"> & { readonly cells: (Cell | undefined)[][] };

/**
 * The sheets of an `.xlsx`, each row converted before the next is read. Yields the number of rows read so far in all
 * sheets. Errors as `readXlsx`.
 */
export function* sheetsOf<Cell>(bytes: Uint8Array, lineOf: LineOf<Cell>): LongWork<SheetOf<Cell>[]> {
  const xlsx = openXlsx(bytes, wholeLimit);
  const sheets: SheetOf<Cell>[] = [];
  let before = 0;
  for (const _ of xlsx.readSharedTexts()) yield 0;
  for (const sheet of xlsx.sheets) {
    sheets.push(yield* wholeSheet(xlsx, sheet, before, lineOf));
    before += sheets[sheets.length - 1].cells.length;
  }
  return sheets;
}

function* wholeSheet<Cell>(
  xlsx: XlsxPackage,
  sheet: PackageSheet,
  before: number,
  lineOf: LineOf<Cell>,
): LongWork<SheetOf<Cell>> {
  const cells: (Cell | undefined)[][] = [];
  const hiddenRows: number[] = [];
  const frame: SheetFrame = { widths: [], merges: [] };
  let width = 0;
  for (const rows of rowsOf(xlsx, sheet, frame)) {
    for (const { row, cells: line, hidden } of rows) {
      while (cells.length < row) cells.push([]);
      if (hidden === true) hiddenRows.push(row);
      let last = line.length;
      while (
        last > width &&
        (line[last - 1]?.value ?? null) === null &&
        line[last - 1]?.formula === undefined
      )
        last--;
      width = Math.max(width, last);
      cells[row] = lineOf(line, row, sheet.name);
      if (row % stepSize === 0) yield before + cells.length;
    }
  }
  // Formats may extend to the last column of the sheet without any values.
  const kept = Math.max(width, widthKept);
  for (const line of cells) if (line.length > kept) line.length = kept;
  while (cells.length > 0 && cells[cells.length - 1].every((cell) => cell === undefined)) cells.pop();
  return {
    name: sheet.name,
    cells,
    widths: Array.from(frame.widths),
    tables: sheet.tables.map(plainTable),
    ...(frame.merges.length > 0 && { merges: frame.merges }),
    ...(hiddenRows.length > 0 && { hiddenRows }),
    ...(sheet.hidden && { hidden: true }),
  };
}

/** Number of columns whose formats are kept even if all their cells are blank. */
const widthKept = 256;

function plainTable({ name, row, column, rows, columns }: TableFile): TableFile {
  return { name, row, column, rows, columns };
}

/** The rows of a sheet in order, a few at a time. */
function* rowsOf(xlsx: XlsxPackage, sheet: PackageSheet, frame?: SheetFrame): Generator<SheetRow[]> {
  const reader = sheetReader(xlsx, frame);
  for (const text of unpackedTexts(xlsx.entries.get(sheet.part)!, xlsx.limit)) {
    const rows = reader.read(text);
    if (rows.length > 0) yield rows;
  }
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}

/** A sheet whose rows are read on demand. */
export interface SheetRows {
  readonly name: string;
  readonly tables: readonly TableFile[];
  /** Each call reads the sheet from its first row. */
  rows(): Generator<readonly SheetRow[]>;
}

/**
 * The sheets of an `.xlsx` with their rows a few at a time: memory use does not grow with the sheet, only with the
 * shared texts. Errors as `readXlsx`, also while rows are read.
 */
export function xlsxSheets(bytes: Uint8Array): SheetRows[] {
  const xlsx = openXlsx(bytes, rowsLimit);
  return xlsx.sheets.map((sheet) => ({
    name: sheet.name,
    tables: sheet.tables.map(plainTable),
    rows: () => rowsOf(xlsx, sheet),
  }));
}
