import type { CellValue } from "@crm-functions/core";
import type { Rectangle } from "./areas";

/**
 * The contents of a workbook as plain data, exchanged between the spreadsheet page, `.xlsx`, `.csv` and the notebooks.
 * Rows and columns count from 0.
 */
export interface WorkbookFile {
  readonly sheets: readonly SheetFile[];
}

/** The errors that a cell in a file may hold. */
export const errorNames: readonly string[] = [
  "#NULL!",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#N/A",
];

export { isCellError as isFileError, type CellValue as FileValue } from "@crm-functions/core";

export interface FileCell {
  /** The value, computed if the cell has a formula. */
  readonly value: CellValue;
  /** As users type it, without `=`: `CRM.NEEDSCORE(A1:C3,E1:E3)`. */
  readonly formula?: string;
  /** Size of the area that the formula spills into, including its own cell; omitted for one cell. */
  readonly spill?: { readonly rows: number; readonly columns: number };
  /** Number format, such as `0.00` or `yyyy-mm-dd`; omitted for General. */
  readonly format?: string;
}

/** A table; its rows are header row and body. */
export interface TableFile extends Rectangle {
  /** Unique in the workbook. */
  readonly name: string;
}

export interface SheetFile {
  readonly name: string;
  /** Cells by row and column; missing ones are blank. */
  readonly cells: readonly (readonly (FileCell | undefined)[])[];
  /** Column widths in characters; missing ones have the default width. */
  readonly widths?: readonly (number | undefined)[];
  /** Number of rows and columns that stay in view while scrolling. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Rows formatted as headers. */
  readonly headerRows?: readonly number[];
  readonly tables?: readonly TableFile[];
  /** Merged cells; the first cell of each area holds the value. */
  readonly merges?: readonly Rectangle[];
  /** Positions of hidden rows. */
  readonly hiddenRows?: readonly number[];
  /** True if the sheet itself is hidden. */
  readonly hidden?: boolean;
}

/** A sheet whose rows may be generated one by one; they are iterated only once. */
export interface SheetSource extends Omit<SheetFile, "cells"> {
  readonly cells: Iterable<readonly (FileCell | undefined)[]>;
}
