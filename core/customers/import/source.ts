import { isCellError, type CellValue } from "../cells";
import type { ImportQuestion } from "./question";

/** A number that its sheet shows otherwise: a date as ISO text, zeros in front, per cent. */
export interface ShownNumber {
  readonly number: number;
  readonly shown: string;
  readonly isDate?: boolean;
}

/** What a cell of a file or a sheet holds before anybody has said what its column means. */
export type SourceCell = CellValue | ShownNumber;

/** A rectangle of cells from 0. */
export interface CellArea {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A row of cells; what is past its end is blank. */
export type SheetRow = readonly (SourceCell | undefined)[];

/** A sheet, or a text table, as it stands. */
export interface SourceSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** The number of the first of the rows as users count; default 1. */
  readonly firstRow?: number;
  readonly hidden?: boolean;
  /** Rows not shown, from 0. */
  readonly hiddenRows?: readonly number[];
  /** Cells shown as one. */
  readonly merges?: readonly CellArea[];
  /** Excel tables on the sheet, header rows included. */
  readonly tables?: readonly (CellArea & { readonly name: string })[];
  /** Cells whose formulas have no value in the file, as `B2`. */
  readonly unvalued?: readonly string[];
}

/** The letters of a column that counts from 0: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A file or a sheet before the import: its cells, and what had to be found out to read them. */
export interface ImportSource {
  readonly name: string;
  /** In a text every cell is what its characters are. */
  readonly kind: "text" | "workbook";
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheets: readonly SourceSheet[];
  /** What reading it left open. */
  readonly questions?: readonly ImportQuestion[];
}

/** The cell as its sheet shows it; `""` of a blank one. */
export function shownText(cell: SourceCell | undefined): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "object") return isCellError(cell) ? cell.error : cell.shown;
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
}

/** What the cells of a row show, without those that show nothing. */
export function textsShown(cells: SheetRow): string[] {
  return cells.map((cell) => shownText(cell).trim()).filter((text) => text !== "");
}

/** A text of so many characters at most, with `…` where it is cut. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Whether a cell holds nothing, or nothing but space. */
export function isBlank(cell: SourceCell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
}

/** The number that a cell holds as such; undefined where it holds anything else. */
export function numberIn(cell: SourceCell | undefined): number | undefined {
  if (typeof cell === "number") return cell;
  return typeof cell === "object" && cell !== null && "number" in cell && cell.isDate !== true
    ? cell.number
    : undefined;
}
