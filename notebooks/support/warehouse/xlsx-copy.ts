import { readFileSync } from "node:fs";
import { standsForNone, unixEpochSerial } from "@crm-functions/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import {
  cellAddress,
  isFileError,
  readXlsx,
  shownAs,
  tableHeaders,
  type FileCell,
  type SheetFile,
} from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";
import { createTableOf, type AppendedColumn, type AppendedValue } from "./append-rows";
import { isoDay } from "./days";

/**
 * Copies a sheet of a workbook into DuckDB's own file: its table or, without one, the first row of texts and everything
 * below. A column with only days, only numbers or only logical values has that type, any other is text; words for
 * "none" and `#N/A` are blanks.
 *
 * @throws WorkbookFileError if the file is not a workbook; NotebookError `tableNotFound`, `sheetEmpty`, `sheetError`
 */
export async function copyXlsxSheet(
  connection: DuckDBConnection,
  name: string,
  file: string,
  sheetName: string | undefined,
): Promise<void> {
  const { sheets } = readXlsx(readFileSync(file));
  const sheet =
    sheetName === undefined
      ? sheets.find(({ cells }) => headerRowOf(cells) !== undefined)
      : sheets.find((each) => each.name === sheetName);
  if (sheet === undefined && sheetName !== undefined)
    throw new NotebookError("tableNotFound", {
      table: sheetName,
      known: sheets.map((each) => each.name).join(", "),
    });
  const area = sheet && areaOf(sheet);
  if (sheet === undefined || area === undefined)
    throw new NotebookError("sheetEmpty", { path: file, sheet: sheetName ?? "" });
  const { row, column, rows, columns } = area;
  const cellsOf = (i: number) =>
    Array.from({ length: columns }, (_, j) => sheet.cells[i]?.[column + j] ?? undefined);
  const headers = tableHeaders(cellsOf(row));
  const filled: AppendedValue[][] = [];
  const types: (AppendedColumn["type"] | undefined)[] = headers.map(() => undefined);
  for (let i = row + 1; i < row + rows; i++) {
    const cells = cellsOf(i).map((cell, j) =>
      valueOf(cell, () => `${sheet.name}!${cellAddress(i, column + j)}`),
    );
    if (cells.every(({ value }) => value === null)) continue;
    filled.push(cells.map(({ value }) => value));
    cells.forEach(({ type }, j) => {
      if (type !== undefined) types[j] = types[j] === undefined || types[j] === type ? type : "VARCHAR";
    });
  }
  const typed = headers.map((header, j) => ({ name: header, type: types[j] ?? "VARCHAR" }));
  await createTableOf(connection, name, typed, filled);
}

/** The first table of the sheet, or the area that begins at its first row of texts. */
function areaOf({ cells, tables = [] }: SheetFile) {
  const [table] = tables;
  if (table !== undefined) return table;
  const row = headerRowOf(cells);
  if (row === undefined) return undefined;
  const filled = Array.from(cells[row], isFilled);
  const column = filled.indexOf(true);
  return { row, column, rows: cells.length - row, columns: filled.lastIndexOf(true) + 1 - column };
}

const isFilled = (cell: FileCell | undefined): boolean =>
  cell !== undefined && cell.value !== null && cell.value !== "";

/** The first row with only texts, at least two, and rows below it; a title above it is a single text. */
function headerRowOf(cells: SheetFile["cells"]): number | undefined {
  const row = cells.findIndex((each) => {
    const filled = Array.from(each).filter(isFilled);
    return filled.length > 1 && filled.every((cell) => typeof cell!.value === "string");
  });
  return row < 0 || row === cells.length - 1 ? undefined : row;
}

interface TypedValue {
  readonly value: AppendedValue;
  readonly type?: AppendedColumn["type"];
}

/** The value of a cell, with a day as ISO text. @throws NotebookError `sheetError` */
function valueOf(cell: FileCell | undefined, place: () => string): TypedValue {
  if (cell === undefined || cell.value === null) return { value: null };
  const { value, format } = cell;
  if (isFileError(value)) {
    if (value.error === "#N/A") return { value: null };
    throw new NotebookError("sheetError", { place: place(), found: value.error });
  }
  if (typeof value === "boolean") return { value, type: "BOOLEAN" };
  if (typeof value === "number") {
    const shown = format === undefined ? undefined : shownAs(format);
    return shown === "date" || shown === "dateTime"
      ? { value: isoDay(Math.floor(value) - unixEpochSerial), type: "DATE" }
      : { value, type: "DOUBLE" };
  }
  const text = value.trim();
  return text === "" || standsForNone(text) ? { value: null } : { value: text, type: "VARCHAR" };
}
