/**
 * A workbook as a file keeps it: plain data between the spreadsheet page, `.xlsx`, `.csv` and the notebooks.
 * Rows and columns count from 0.
 */
export interface WorkbookFile {
  readonly sheets: readonly SheetFile[];
}

/** The errors that a cell of a file may hold. */
export const errorNames: readonly string[] = [
  "#NULL!",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#N/A",
];

/** An error that a cell shows, by the spreadsheet's name for it. */
export interface FileError {
  readonly error: string;
}

/** `null` is a blank; dates are serial numbers of the 1900 system. */
export type FileValue = string | number | boolean | null | FileError;

export interface FileCell {
  /** The value, computed where the cell has a formula. */
  readonly value: FileValue;
  /** As users type it, without `=`: `CRM.NEEDSCORE(A1:C3,E1:E3)`. */
  readonly formula?: string;
  /** How far the formula's result spills, its own cell included. Absent: one cell. */
  readonly spill?: { readonly rows: number; readonly columns: number };
  /** Number format, such as `0.00` or `yyyy-mm-dd`; absent: General. */
  readonly format?: string;
}

export interface TableFile {
  /** Unique in the workbook. */
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** Header row and body. */
  readonly rows: number;
  readonly columns: number;
}

export interface SheetFile {
  readonly name: string;
  /** Cells by row and column; what is missing is blank. */
  readonly cells: readonly (readonly (FileCell | undefined)[])[];
  /** Widths in characters; what is missing has the usual width. */
  readonly widths?: readonly (number | undefined)[];
  /** How many rows and columns stay in view when one scrolls. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Rows shown as headers. */
  readonly headerRows?: readonly number[];
  readonly tables?: readonly TableFile[];
  /** Cells shown as one: the first of them holds the value. */
  readonly merges?: readonly {
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  }[];
  /** Rows that are not shown. */
  readonly hiddenRows?: readonly number[];
  /** The sheet itself is not shown. */
  readonly hidden?: boolean;
}

/** True for an error cell. */
export function isFileError(value: FileValue): value is FileError {
  return typeof value === "object" && value !== null;
}
