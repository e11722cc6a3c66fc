import { CrmError } from "@crm-functions/core";
import type { CellValue, RowKeys } from "./workbook";

/** `cellAt` returns the key cell of a row. @throws CrmError `rowsMoved` if one of the rows does not hold its key */
export function mustHoldKeys(
  table: string,
  { at }: RowKeys,
  rows: Iterable<number>,
  cellAt: (row: number) => CellValue | undefined,
): void {
  for (const row of rows) {
    const key = at.get(row);
    if (key === undefined) continue;
    const cell = cellAt(row) ?? "";
    if (String(cell).trim() !== key) throw new CrmError("value", "rowsMoved", { name: table });
  }
}

/** The positions of the rows that the writes touch. */
export function* rowsOfWrites(
  writes: readonly { readonly row: number; readonly values: readonly unknown[] }[],
): Generator<number> {
  for (const { row, values } of writes) for (let i = 0; i < values.length; i++) yield row + i;
}
