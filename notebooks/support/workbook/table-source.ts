import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fieldOfHeader, type Field } from "@crm-functions/core";
import {
  cellOfText,
  isFileError,
  WorkbookFileError,
  xlsxSheets,
  type FileCell,
  type FileValue,
  type SheetRows,
  type TableFile,
} from "../../../addin/workbook/file";
import { csvChunks } from "../csv";

/** Rows of a table that follow each other; `firstRow` as the spreadsheet numbers them. */
export interface TableChunk {
  readonly firstRow: number;
  readonly rows: readonly (readonly FileValue[])[];
}

/** A table in a file, wherever it stands. Its rows pass by some at a time, so that nobody need keep them all. */
export interface TableSource {
  readonly headers: readonly string[];
  chunks(): AsyncIterable<TableChunk> | Iterable<TableChunk>;
}

/** The file's tables by their name, else by the fields that make them what they are; `knownBy` says which. */
export type FindTable = <Name extends string>(
  name: string,
  fields: readonly Field<Name>[],
  knownBy: readonly Name[],
) => Promise<TableSource | undefined>;

/** @throws WorkbookFileError where the file cannot be read */
export async function openTables(file: string): Promise<FindTable> {
  if (/\.(?:csv|txt|tsv)$/i.test(file)) return csvTables(file);
  try {
    const sheets = xlsxSheets(await readFile(file));
    return async (name, fields, knownBy) => findIn(sheets, name, fields, knownBy);
  } catch (error) {
    throw named(error, file);
  }
}

/** The error saying which file is meant. */
export function named(error: unknown, file: string): unknown {
  return error instanceof WorkbookFileError ? error.of(basename(file)) : error;
}

function isKnown<Name extends string>(
  headers: readonly string[],
  fields: readonly Field<Name>[],
  knownBy: readonly Name[],
): boolean {
  const found = new Set(headers.map((header) => fieldOfHeader(header, fields)));
  return knownBy.every((field) => found.has(field));
}

function textOf(cell: FileCell | undefined): string {
  const value = cell?.value ?? null;
  return value === null || isFileError(value) ? "" : String(value);
}

function findIn<Name extends string>(
  sheets: readonly SheetRows[],
  name: string,
  fields: readonly Field<Name>[],
  knownBy: readonly Name[],
): TableSource | undefined {
  for (const sheet of sheets) {
    const table = sheet.tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (table !== undefined) return sourceOf(sheet, table);
  }
  for (const sheet of sheets) {
    const table = { name, row: 0, column: 0, rows: Infinity, columns: Infinity };
    const source = sourceOf(sheet, table);
    if (isKnown(source.headers, fields, knownBy)) return source;
  }
  return undefined;
}

function sourceOf(sheet: SheetRows, { row, column, rows, columns }: Omit<TableFile, "name">): TableSource {
  const headers = headersOf(sheet, row, column, columns);
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
  return { headers, chunks };
}

function headersOf(sheet: SheetRows, row: number, column: number, columns: number): string[] {
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
  return async (_name, fields, knownBy) =>
    isKnown(headers, fields, knownBy) ? { headers, chunks } : undefined;
}
