/**
 * A table of the playground: position of its header row, width and number of data rows. Kept in the workbook's notes,
 * because Univer does not know it.
 */
export interface KeptTable {
  readonly name: string;
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  /** Number of data rows; missing in workbooks saved by older pages. */
  readonly rows?: number;
}

/** What the page stores in the workbook's `custom` data, under the name `notes`. */
export interface WorkbookNotes {
  readonly tables: readonly KeptTable[];
  readonly settings: Readonly<Record<string, string>>;
  /** Language of the sample that the workbook began as; undefined for any other workbook. */
  readonly sample?: string;
}

/** Rows or columns inserted into or removed from a sheet: `count` of them, starting at `first`. */
export interface StructureChange {
  readonly sheetId: string;
  readonly what: "rows" | "columns";
  readonly inserted: boolean;
  readonly first: number;
  readonly count: number;
}

/** The table after rows or columns were inserted or removed, as in Excel; undefined if the table is gone. */
export function tableAfter(table: KeptTable, change: StructureChange): KeptTable | undefined {
  if (table.sheetId !== change.sheetId) return table;
  if (change.what === "rows") {
    const moved = spanAfter(table.row, 1 + (table.rows ?? 0), change);
    // A table does not exist without its header row.
    if (moved === undefined || (!change.inserted && covers(change, table.row))) return undefined;
    return { ...table, row: moved.start, rows: moved.length - 1 };
  }
  const moved = spanAfter(table.column, table.columns, change);
  return moved && { ...table, column: moved.start, columns: moved.length };
}

function covers({ first, count }: StructureChange, position: number): boolean {
  return position >= first && position < first + count;
}

function spanAfter(
  start: number,
  length: number,
  { inserted, first, count }: StructureChange,
): { start: number; length: number } | undefined {
  if (inserted) {
    if (first <= start) return { start: start + count, length };
    return { start, length: first < start + length ? length + count : length };
  }
  const before = Math.max(0, Math.min(start, first + count) - first);
  const within = Math.max(0, Math.min(start + length, first + count) - Math.max(start, first));
  return within === length ? undefined : { start: start - before, length: length - within };
}
