import { isCellError, type CellValue } from "../cells";
import type { ImportQuestion } from "./question";

/** A number that its sheet shows differently: a date as ISO text, leading zeros, a percentage, a currency. */
export interface ShownNumber {
  readonly number: number;
  readonly shown: string;
  readonly isDate?: boolean;
}

/** The content of a cell before its column has been interpreted. */
export type SourceCell = CellValue | ShownNumber;

/** A rectangle of cells, counted from 0. */
export interface CellArea {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A row of cells; anything past its end is blank. */
export type SheetRow = readonly (SourceCell | undefined)[];

/** A sheet, or a text table, before interpretation. */
export interface SourceSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** The number of the first row, as shown to users; default 1. */
  readonly firstRow?: number;
  readonly hidden?: boolean;
  /** Hidden rows, from 0. */
  readonly hiddenRows?: readonly number[];
  /** Merged cells. */
  readonly merges?: readonly CellArea[];
  /** Excel tables on the sheet, including header rows. */
  readonly tables?: readonly (CellArea & { readonly name: string })[];
  /** Addresses, such as `B2`, of cells whose formulas have no value in the file. */
  readonly unvalued?: readonly string[];
}

/** The letters of a column counted from 0: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A file or sheet before the import: its cells, and how they were read. */
export interface ImportSource {
  readonly name: string;
  /** In a text, every cell is exactly its characters. */
  readonly kind: "text" | "workbook";
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheets: readonly SourceSheet[];
  /** Sheets that are not to be chosen, whole or their first rows: a legend, weights, purchases or answers. */
  readonly beside?: readonly SourceSheet[];
  /** Questions that reading it left open. */
  readonly questions?: readonly ImportQuestion[];
}

/** All sheets of a source, also those not to be chosen. */
export const allSheets = ({ sheets, beside = [] }: ImportSource): SourceSheet[] => [...sheets, ...beside];

/** The text that the sheet shows for a cell; `""` if blank. */
export function shownText(cell: SourceCell | undefined): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "object") return isCellError(cell) ? cell.error : cell.shown;
  return typeof cell === "boolean" ? (cell ? "TRUE" : "FALSE") : String(cell);
}

/** The texts shown in a row's cells, without empty ones. */
export function textsShown(cells: SheetRow): string[] {
  return cells.map((cell) => shownText(cell).trim()).filter((text) => text !== "");
}

/** Whether a cell is empty or contains only whitespace. */
export function isBlank(cell: SourceCell | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");
}

/** The number in a cell; undefined for anything else, dates included. */
export function numberIn(cell: SourceCell | undefined): number | undefined {
  if (typeof cell === "number") return cell;
  return typeof cell === "object" && cell !== null && "number" in cell && cell.isDate !== true
    ? cell.number
    : undefined;
}
