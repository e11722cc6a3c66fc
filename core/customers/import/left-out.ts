import type { ColumnUse } from "../columns";
import { headerKey } from "../headers";
import { isOurExport } from "./header-row";
import { columnLetters, isBlank, shownText, textsShown, type SheetRow, type SourceSheet } from "./source";
import { statisticRows } from "./statistic-rows";
import { isTotalAt } from "./total-rows";
import { isAsideWord } from "./total-words";

/** A row or column of the file that is not imported, and why. */
export interface LeftOutPart {
  /** The file's own row number. */
  readonly row?: number;
  readonly column?: string;
  readonly reason:
    | "total"
    | "aside"
    | "header"
    | "note"
    | "title"
    | "blankColumn"
    | "chosen"
    | "already"
    | "again"
    | "table"
    | "below";
  readonly text: string;
}

/** The non-blank rows above `row`. */
export function titlesAbove(sheet: SourceSheet, row: number): LeftOutPart[] {
  return sheet.rows.slice(0, Math.max(0, row)).flatMap((cells, at): LeftOutPart[] => {
    const text = rowText(cells);
    return text === "" ? [] : [{ row: at + (sheet.firstRow ?? 1), reason: "title", text }];
  });
}

/** Whether a row that is no customer is about the columns: their weights, highest scores or targets. */
function isAside(cells: SheetRow): boolean {
  return cells.slice(0, 3).some((cell) => typeof cell === "string" && isAsideWord(cell.trim()));
}

/** The texts of a row as one line. */
export function rowText(cells: SheetRow): string {
  return textsShown(cells).join(" · ").slice(0, 120);
}

/** Blank columns between others, and columns that the user leaves out. */
export function columnsLeftOut(
  present: readonly boolean[],
  first: number,
  columns: readonly { readonly header: string; readonly use: ColumnUse }[],
): LeftOutPart[] {
  const last = present.lastIndexOf(true);
  const blank = present.flatMap((is, i) => (!is && i >= first && i < last ? [columnLetters(i)] : []));
  return [
    ...blank.slice(0, 20).map((column) => ({ column, reason: "blankColumn" as const, text: column })),
    ...columns
      .filter(({ use }) => use === undefined)
      .map(({ header }) => ({ column: header, reason: "chosen" as const, text: header })),
  ];
}

const note =
  /^(?:source|sources|note|notes|remark|quelle|hinweis|stand|exported|generated|erstellt|来源|数据来源|注|备注|说明|导出|导出时间|制表)(?:\s*[:：]|\s+(?:by|on|at|am|von)\b)|^[*†]|^\p{L}[^:：=]{0,40}\s?[:：=]\s?\d[\d.,]*\s?[%\p{L}]{0,10}$|^\p{L}[\p{L} ]{2,30} \d+\s?%$|^\d+ (?:answers?|responses?|antworten|réponses|respuestas|risposte)$|^(?:page|seite|第)\s*\d+(?:\s*(?:of|von|\/|页).{0,12})?$/iu;

/** Tables with fewer columns than this cannot be distinguished from notes. */
const fewestColumns = 3;

/** The row after which, following a blank row or a total below the table, no row fills two columns: these rows are notes. */
function notesBelow(
  rows: SourceSheet["rows"],
  first: number,
  columns: readonly { readonly column: number }[],
  contacts: readonly number[],
): number {
  let from = rows.length;
  for (let at = rows.length - 1; columns.length >= fewestColumns && at >= first; at--) {
    if (columns.filter(({ column }) => !isBlank(rows[at][column])).length > 1)
      return isTotalAt(rows, at, first, contacts) ? at : from;
    if (rows[at].every(isBlank) || isTotalAt(rows, at, first, contacts)) from = at;
  }
  return rows.length;
}

/**
 * Returns, for each data row by position, why it is not part of the table; undefined if it is. Our own exports contain
 * only customers, whatever their names are.
 */
export function rowsToLeaveOut(
  { rows, merges = [] }: SourceSheet,
  first: number,
  columns: readonly { readonly column: number; readonly header: string; readonly field: string }[],
): (at: number) => LeftOutPart["reason"] | undefined {
  if (isOurExport(columns.map(({ header }) => header))) return () => undefined;
  const headers = columns.map(({ column, header }) => ({ column, key: headerKey(header) }));
  const contacts = columns.filter(({ field }) => ["phone", "email"].includes(field));
  const contactColumns = contacts.map(({ column }) => column);
  const captions = new Map(merges.map((area) => [area.row, area]));
  const below = notesBelow(rows, first, columns, contactColumns);
  const statistics = statisticRows(rows, first);
  return (at) => {
    const cells = rows[at];
    if (statistics.has(at)) return isAside(cells) ? "aside" : "total";
    if (isTotalAt(rows, at, first, contactColumns)) return isAside(cells) ? "aside" : "total";
    const filledIn = (row: SheetRow) => headers.filter(({ column }) => !isBlank(row[column]));
    const areHeaders = (row: SheetRow): boolean =>
      filledIn(row).every(({ column, key }) => headerKey(shownText(row[column]).slice(0, 500)) === key);
    const filled = filledIn(cells);
    if (filled.length === 0) return undefined;
    if (filled.length > 1 || columns.length === 1) return areHeaders(cells) ? "header" : undefined;
    // A title above the headers again.
    if (at + 1 < rows.length && filledIn(rows[at + 1]).length > 1 && areHeaders(rows[at + 1])) return "note";
    // A cell merged across the table is a caption.
    const merged = captions.get(at);
    const isCaption = merged !== undefined && merged.rows === 1 && merged.columns * 2 > columns.length;
    return at >= below || isCaption || note.test((textsShown(cells)[0] ?? "").slice(0, 200))
      ? "note"
      : undefined;
  };
}
