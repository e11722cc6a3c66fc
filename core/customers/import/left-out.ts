import { headerKey, type ColumnUse } from "../columns";
import { isOurExport } from "./header-row";
import { columnLetters, isBlank, shownText, textsShown, type SheetRow, type SourceSheet } from "./source";
import { isTotalAt } from "./total-rows";

/** A row or column of the file that is no part of what is imported, and why. */
export interface LeftOutPart {
  /** The row as the file numbers it. */
  readonly row?: number;
  readonly column?: string;
  readonly reason: "total" | "header" | "note" | "title" | "blankColumn" | "chosen" | "already" | "table";
  readonly text: string;
}

/** The rows above this one that hold something. */
export function titlesAbove(sheet: SourceSheet, row: number): LeftOutPart[] {
  return sheet.rows.slice(0, Math.max(0, row)).flatMap((cells, at): LeftOutPart[] => {
    const text = rowText(cells);
    return text === "" ? [] : [{ row: at + (sheet.firstRow ?? 1), reason: "title", text }];
  });
}

/** What a row shows, as one line. */
export function rowText(cells: SheetRow): string {
  return textsShown(cells).join(" · ").slice(0, 120);
}

/** Columns that are blank between others, and those that are to be left out. */
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
  /^(?:source|sources|note|notes|remark|quelle|hinweis|stand|exported|generated|erstellt|来源|数据来源|注|备注|说明|导出|导出时间|制表)(?:\s*[:：]|\s+(?:by|on|at|am|von)\b)|^[*†]|^(?:page|seite|第)\s*\d+(?:\s*(?:of|von|\/|页).{0,12})?$/i;

/** Columns of a table that is known from notes below it. */
const fewestColumns = 3;

/** The row from which below the table, after a blank row, no row fills two columns: what stands there are notes. */
function notesBelow(
  rows: SourceSheet["rows"],
  first: number,
  columns: readonly { readonly column: number }[],
): number {
  let from = rows.length;
  for (let at = rows.length - 1; columns.length >= fewestColumns && at >= first; at--) {
    if (columns.filter(({ column }) => !isBlank(rows[at][column])).length > 1) return from;
    if (rows[at].every(isBlank)) from = at;
  }
  return rows.length;
}

/**
 * Tells of each row of the data, by its position, why it is none of the table's; undefined where it is one. What we have
 * written ourselves holds nothing but customers, whatever they are called.
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
  const below = notesBelow(rows, first, columns);
  return (at) => {
    const cells = rows[at];
    if (isTotalAt(rows, at, first, contactColumns)) return "total";
    const filled = headers.filter(({ column }) => !isBlank(cells[column]));
    if (filled.length === 0) return undefined;
    if (filled.length > 1 || columns.length === 1) {
      const isHeader = ({ column, key }: (typeof headers)[number]): boolean =>
        headerKey(shownText(cells[column]).slice(0, 500)) === key;
      return filled.every(isHeader) ? "header" : undefined;
    }
    // A cell across the table is a caption.
    const merged = captions.get(at);
    const isCaption = merged !== undefined && merged.rows === 1 && merged.columns * 2 > columns.length;
    return at >= below || isCaption || note.test((textsShown(cells)[0] ?? "").slice(0, 200))
      ? "note"
      : undefined;
  };
}
