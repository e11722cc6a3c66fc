import type { ColumnKind, ReportTable } from "./document";

/** A column of a table of items: its header, how its numbers are formatted, and the cell of an item. */
export type Column<Item> = readonly [
  header: string,
  kind: ColumnKind,
  cell: (item: Item, row: number) => string | number | null,
];

/** A table with a row per item. */
export function reportTable<Item>(
  id: string,
  title: string,
  items: readonly Item[],
  columns: readonly Column<Item>[],
  notes: readonly string[] = [],
): ReportTable {
  return {
    id,
    title,
    columns: columns.map(([header]) => header),
    kinds: columns.map(([, kind]) => kind),
    rows: items.map((item, row) => columns.map(([, , cell]) => cell(item, row))),
    ...(notes.length > 0 && { note: notes.join(" ") }),
  };
}
