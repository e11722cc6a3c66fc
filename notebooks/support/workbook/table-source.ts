import { readFile } from "node:fs/promises";
import { isTableOf, tableNameOf, type RecordKind } from "@crm-functions/core";
import {
  cellOfText,
  isFileError,
  xlsxSheets,
  type FileCell,
  type FileValue,
  type SheetRows,
} from "../../../addin/workbook/file";
import { csvChunks } from "../csv";
import { named } from "../import/file-source";

/** Consecutive rows of a table; `firstRow` is numbered as in the spreadsheet. */
interface TableChunk {
  readonly firstRow: number;
  readonly rows: readonly (readonly FileValue[])[];
}

/** A table in a file, wherever it is. Its rows are read in chunks, so that they need not all be kept. */
export interface TableSource {
  readonly headers: readonly string[];
  /** Whether an apostrophe guards texts that look like formulas, as in a `.csv`. */
  readonly guarded: boolean;
  chunks(): AsyncIterable<TableChunk> | Iterable<TableChunk>;
}

/** Finds the file's table of a kind: by its name, else by its headers. */
type FindTable = (kind: RecordKind) => Promise<TableSource | undefined>;

/** @throws WorkbookFileError if the file cannot be read */
export async function openTables(file: string): Promise<FindTable> {
  if (/\.(?:csv|txt|tsv)$/i.test(file)) return csvTables(file);
  try {
    return xlsxTables(xlsxSheets(await readFile(file)));
  } catch (error) {
    throw named(error, file);
  }
}

/** Finds the tables of an `.xlsx`. */
export const xlsxTables =
  (sheets: readonly SheetRows[]): FindTable =>
  async (kind) => {
    const place = findPlace(sheets, kind);
    return place && sourceOf(place);
  };

function textOf(cell: FileCell | undefined): string {
  const value = cell?.value ?? null;
  return value === null || isFileError(value) ? "" : String(value);
}

/** The position of a table: a named one, or a sheet from its first row to the end of its cells. */
export interface TablePlace {
  readonly sheet: SheetRows;
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** Including the header row; infinite if only the end of the sheet ends the table. */
  readonly rows: number;
  readonly columns: number;
}

/** The table of a kind by name; else the sheet whose first row has its headers. */
export function findPlace(sheets: readonly SheetRows[], kind: RecordKind): TablePlace | undefined {
  const name = tableNameOf[kind];
  for (const sheet of sheets) {
    const table = sheet.tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (table !== undefined) return { ...table, sheet };
  }
  return sheets
    .map((sheet) => ({ sheet, name, row: 0, column: 0, rows: Infinity, columns: Infinity }))
    .find((place) => isTableOf(kind, headersOf(place)));
}

/** The rows of a table in an `.xlsx`. */
export function sourceOf(place: TablePlace): TableSource {
  const { sheet, row, column, rows } = place;
  const headers = headersOf(place);
  function* chunks(): Generator<TableChunk> {
    for (const part of sheet.rows()) {
      let chunk: { firstRow: number; rows: FileValue[][] } | undefined;
      for (const { row: at, cells } of part) {
        if (at <= row || at >= row + rows) continue;
        if (chunk !== undefined && chunk.firstRow + chunk.rows.length !== at + 1) {
          yield chunk;
          chunk = undefined;
        }
        chunk ??= { firstRow: at + 1, rows: [] };
        chunk.rows.push(headers.map((_, j) => cells[column + j]?.value ?? null));
      }
      if (chunk !== undefined) yield chunk;
    }
  }
  return { headers, guarded: false, chunks };
}

function headersOf({ sheet, row, column, columns }: TablePlace): string[] {
  for (const part of sheet.rows()) {
    for (const { row: at, cells } of part) {
      if (at < row) continue;
      if (at > row) return [];
      return Array.from(cells.slice(column, column + columns), textOf);
    }
  }
  return [];
}

async function csvTables(file: string): Promise<FindTable> {
  let headers: readonly string[] = [];
  for await (const chunk of csvChunks(file)) {
    headers = chunk.headers;
    break;
  }
  async function* chunks(): AsyncGenerator<TableChunk> {
    for await (const { first, rows } of csvChunks(file)) {
      yield {
        firstRow: first + 2,
        rows: rows.map((row) => row.map((text) => cellOfText(text)?.value ?? null)),
      };
    }
  }
  return async (kind) => (isTableOf(kind, headers) ? { headers, guarded: true, chunks } : undefined);
}
