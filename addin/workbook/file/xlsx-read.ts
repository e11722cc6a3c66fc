import { finished, type Steps } from "@crm-functions/core";
import { rowReader, type SheetRow } from "./sheet-cells";
import type { FileCell, SheetFile, TableFile, WorkbookFile } from "./workbook-file";
import { openXlsx, type PackageSheet, type XlsxPackage } from "./xlsx-package";
import { attributeOf, elementsOf, tagsOf } from "./xml";
import { unpackedTexts } from "./zip-read";

/** Megabytes that a workbook may have unpacked when it is read whole: a small file may be made to fill the memory. */
const wholeLimit = 400;
/** The same where rows pass by and nobody keeps them all. */
export const rowsLimit = 2000;

/**
 * A workbook from the bytes of an `.xlsx`. Our functions are read in either form, stored (`_xldudf_CRM_…`) or plain.
 * @throws WorkbookFileError `empty`, `notXlsx`, `encrypted`, `damaged` with a reason, `tooLarge`
 */
export function readXlsx(bytes: Uint8Array): WorkbookFile {
  return finished(readXlsxSteps(bytes));
}

/** `readXlsx` with rests; yields how many rows of all sheets it has read. */
export function* readXlsxSteps(bytes: Uint8Array): Steps<WorkbookFile> {
  const xlsx = openXlsx(bytes, wholeLimit);
  const sheets: SheetFile[] = [];
  let before = 0;
  for (const _ of xlsx.readSharedTexts()) yield 0;
  for (const sheet of xlsx.sheets) {
    sheets.push(yield* wholeSheet(xlsx, sheet, before));
    before += sheets[sheets.length - 1].cells.length;
  }
  return { sheets };
}

function* wholeSheet(xlsx: XlsxPackage, sheet: PackageSheet, before: number): Steps<SheetFile> {
  const cells: (FileCell | undefined)[][] = [];
  const widths: (number | undefined)[] = [];
  for (const rows of rowsOf(xlsx, sheet, (head) => widths.push(...widthsOf(head)))) {
    for (const { row, cells: line } of rows) {
      while (cells.length < row) cells.push([]);
      cells[row] = line;
    }
    yield before + cells.length;
  }
  while (cells.length > 0 && cells[cells.length - 1].every((cell) => cell === undefined)) cells.pop();
  return { name: sheet.name, cells, widths, tables: sheet.tables.map(plainTable) };
}

function plainTable({ name, row, column, rows, columns }: TableFile): TableFile {
  return { name, row, column, rows, columns };
}

/** The rows of a sheet, some at a time, in their order. */
function* rowsOf(
  xlsx: XlsxPackage,
  sheet: PackageSheet,
  onHead: (head: string) => void = () => undefined,
): Generator<SheetRow[]> {
  const read = rowReader(xlsx);
  const entry = xlsx.entries.get(sheet.part)!;
  for (const { head, elements } of elementsOf(unpackedTexts(entry, xlsx.limit), "sheetData", "row")) {
    if (head !== undefined) onHead(head);
    if (elements.length > 0) yield elements.map(read);
  }
}

/** What a column's width in characters is more in the file: the space beside the text, as Excel's default font has it. */
export const widthMargin = 0.83203125;

function widthsOf(head: string): (number | undefined)[] {
  const widths: (number | undefined)[] = [];
  for (const tag of tagsOf(head, "col")) {
    const width = Number(attributeOf(tag, "width") ?? NaN);
    const last = Math.min(Number(attributeOf(tag, "max") ?? 0), 256);
    for (let column = Number(attributeOf(tag, "min") ?? 1); column <= last && width === width; column++) {
      widths[column - 1] = Math.round(width - widthMargin);
    }
  }
  return Array.from(widths);
}

/** A sheet whose rows are read when they are asked for. */
export interface SheetRows {
  readonly name: string;
  readonly tables: readonly TableFile[];
  /** Each call reads the sheet from its first row on. */
  rows(): Generator<readonly SheetRow[]>;
}

/**
 * The sheets of an `.xlsx`, their rows some at a time: memory does not grow with the sheet, only with the texts that its
 * cells share. Errors as `readXlsx`, also while rows are read.
 */
export function xlsxSheets(bytes: Uint8Array): SheetRows[] {
  const xlsx = openXlsx(bytes, rowsLimit);
  return xlsx.sheets.map((sheet) => ({
    name: sheet.name,
    tables: sheet.tables.map(plainTable),
    rows: () => rowsOf(xlsx, sheet),
  }));
}
