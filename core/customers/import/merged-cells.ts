import { isBlank, type SourceCell, type SourceSheet } from "./source";

/** The rows with vertically merged cells filled: every row gets the first value, such as its company. */
export function withMergedFilled(sheet: SourceSheet, headerRow: number): SourceSheet["rows"] {
  const tall = (sheet.merges ?? []).filter(({ row, rows }) => rows > 1 && row > headerRow);
  if (tall.length === 0) return sheet.rows;
  const rows = sheet.rows.map((row) => row);
  let left = 2_000_000;
  for (const { row, column, rows: height } of tall) {
    const value = sheet.rows[row]?.[column];
    if (isBlank(value)) continue;
    for (let at = row + 1; at < Math.min(row + height, rows.length) && left-- > 0; at++) {
      const cells = rows[at] === sheet.rows[at] ? [...rows[at]] : (rows[at] as (SourceCell | undefined)[]);
      if (isBlank(cells[column])) cells[column] = value;
      rows[at] = cells;
    }
  }
  return rows;
}
