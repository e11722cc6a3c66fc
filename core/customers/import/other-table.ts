import { isData } from "./header-row";
import { isBlank, type SheetRow, type SourceSheet } from "./source";
import { isTotalRow } from "./total-rows";

/**
 * The row of the headers of a second table below the first: after a blank row a row of only texts, one of which has
 * only numbers above it and a number below it. The end of the rows if there is none.
 */
export function otherTable(rows: SourceSheet["rows"], firstData: number): number {
  const isBlankRow = (row: SheetRow) => row.every(isBlank);
  for (let at = firstData + 2; at < rows.length - 1; at++) {
    if (isBlankRow(rows[at]) || !isBlankRow(rows[at - 1])) continue;
    const filled = [...rows[at].keys()].filter((j) => !isBlank(rows[at][j]));
    if (filled.length < 2 || filled.some((j) => isData(rows[at][j])) || isTotalRow(rows[at])) continue;
    const above = (j: number) =>
      rows.slice(firstData, at).flatMap(({ [j]: cell }) => (isBlank(cell) ? [] : [cell]));
    const isRepeat = filled.every((j) => rows[at][j] === rows[firstData - 1]?.[j]);
    const isHeader = (j: number) => isData(rows[at + 1][j]) && above(j).length > 1 && above(j).every(isData);
    if (!isRepeat && filled.some(isHeader)) return at;
  }
  return rows.length;
}
