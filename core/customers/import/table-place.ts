import { CrmError } from "../../errors";
import { scaleTold } from "../header-scale";
import type { ImportAnswers } from "./answers";
import { previewRow } from "./chosen-sheet";
import { isColumnNumbers } from "./column-numbers";
import { findHeaders, hasSecondRow, headersAt, isData } from "./header-row";
import { titlesAbove, type LeftOutPart } from "./left-out";
import { otherTable } from "./other-table";
import type { ImportQuestion } from "./question";
import { isTotalRow } from "./total-rows";
import { isBlank, shownText, textsShown, type ImportSource, type SheetRow, type SourceSheet } from "./source";

/** Where the table of a sheet is. All positions count from 0. */
export interface TablePlace {
  /** The header row, -1 if there is none. */
  readonly headerRow: number;
  /** The first data row; a row of internal column names, as in Qualtrics files, or of column numbers may come before. */
  readonly firstData: number;
  /** The row after the last one. */
  readonly end: number;
  readonly firstColumn: number;
  /** Headers of all columns, from the first of the sheet; `""` if there is none. */
  readonly headers: readonly string[];
  /** The rows above the table, and the start of another table below it. */
  readonly leftOut: readonly LeftOutPart[];
}

/**
 * Locates the table: the headers are where the user says, else where they are found; if none of them is recognised,
 * that becomes a question.
 * @throws CrmError `headerRowNotFound`
 */
export function placeOfTable(
  sheet: SourceSheet,
  kind: ImportSource["kind"],
  { headerRow: told }: ImportAnswers,
  questions: ImportQuestion[],
): TablePlace {
  const offset = sheet.firstRow ?? 1;
  const found = findHeaders(sheet);
  const proposed = found.known === 0 && (sheet.rows[found.row] ?? []).some(isData) ? -1 : found.row;
  const second = proposed >= 0 && hasSecondRow(sheet, proposed) ? 1 : 0;
  const row = told === undefined ? proposed + second : told === 0 ? -1 : told - offset;
  if (row >= sheet.rows.length || row < -1) {
    throw new CrmError("value", "headerRowNotFound", { row: told ?? 0 });
  }
  if (told === undefined && found.known === 0) questions.push(headerQuestion(sheet, row, offset));
  const table = sheet.tables?.length === 1 && sheet.tables[0].row === row ? sheet.tables[0] : undefined;
  const width = table === undefined ? widthOf(sheet, row, kind) : table.column + table.columns;
  const { headers, rowsUsed } =
    row < 0 ? { headers: Array<string>(width).fill(""), rowsUsed: 0 } : headersAt(sheet, row, width);
  const end =
    table === undefined
      ? otherTable(sheet.rows, row + 1)
      : Math.min(sheet.rows.length, table.row + table.rows);
  const leftOut = titlesAbove(sheet, row + 1 - rowsUsed);
  const names = textsShown(sheet.rows[row + 1] ?? []);
  const isNames = names.length > 0 && names.every((text) => text.startsWith('{"ImportId"'));
  if (isNames) leftOut.push({ row: row + 1 + offset, reason: "header", text: previewRow(sheet, row + 1) });
  const scales = row >= 0 && !isNames ? scalesIn(sheet.rows[row + 1] ?? []) : undefined;
  if (scales !== undefined)
    leftOut.push({ row: row + 1 + offset, reason: "header", text: previewRow(sheet, row + 1) });
  const isNumbers = row >= 0 && !isNames && isColumnNumbers(sheet.rows, row + 1);
  if (isNumbers) leftOut.push({ row: row + 1 + offset, reason: "aside", text: previewRow(sheet, row + 1) });
  if (table === undefined && end < sheet.rows.length)
    leftOut.push({ row: end + offset, reason: "table", text: previewRow(sheet, end) });
  if (table !== undefined) {
    // Customers typed below a table that did not grow; totals are none.
    const isTyped = (cells: SheetRow, at: number): boolean =>
      at >= end &&
      cells.slice(table.column, width).filter((cell) => !isBlank(cell)).length > 1 &&
      !isTotalRow(cells);
    const below = sheet.rows.findIndex(isTyped);
    if (below >= 0) leftOut.push({ row: below + offset, reason: "below", text: previewRow(sheet, below) });
  }
  return {
    headerRow: row,
    firstData: row + (isNames || isNumbers || scales !== undefined ? 2 : 1),
    end,
    firstColumn: table?.column ?? 0,
    headers:
      scales === undefined
        ? headers
        : headers.map((header, i) => (scales[i] === undefined ? header : `${header} (${scales[i]})`)),
    leftOut,
  };
}

/** The scales in a row that has nothing else, as below headers: `(1-5)`, `0–10`; undefined for any other row. */
function scalesIn(cells: SheetRow): readonly (string | undefined)[] | undefined {
  const scales = Array.from(cells, (cell) => {
    const text = shownText(cell)
      .replace(/[()[\]（）]/g, "")
      .trim();
    return scaleTold(`x (${text})`) === undefined ? undefined : text;
  });
  const found = scales.filter((scale) => scale !== undefined).length;
  return found > 1 && found === cells.filter((cell) => !isBlank(cell)).length ? scales : undefined;
}

function headerQuestion(sheet: SourceSheet, row: number, offset: number): ImportQuestion {
  const rows = [...sheet.rows.keys()].filter(
    (at) => at !== row && sheet.rows[at].some((cell) => !isBlank(cell)),
  );
  return {
    kind: "header",
    choices: [row, ...rows.slice(0, 4)].map((at) => ({
      value: at < 0 ? "0" : String(at + offset),
      preview: at < 0 ? "–" : previewRow(sheet, at),
    })),
    option: `--header-row ${row < 0 ? 0 : row + offset}`,
  };
}

/** The width of the headers and the data below them. In a text, the headers alone determine the width. */
function widthOf({ rows }: SourceSheet, row: number, kind: ImportSource["kind"]): number {
  const counted = row >= 0 && kind === "text" ? [rows[row]] : rows.slice(Math.max(0, row));
  return counted.reduce((width, cells) => Math.max(width, filledTo(cells)), 0);
}

function filledTo(cells: SheetRow): number {
  let end = cells.length;
  while (end > 0 && isBlank(cells[end - 1])) end--;
  return end;
}
