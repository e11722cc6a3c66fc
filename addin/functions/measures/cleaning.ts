import { completeness as completenessOf, duplicates as groupsOf } from "@crm-functions/core";
import { answer, isBlank, isErrorCell, passedError, type Range } from "../../cells";
import { readColumns, rowsInUse } from "../ranges";

/**
 * Records of the same customer by telephone, e-mail and name: a group number per row, blank where a row has no double.
 * @customfunction DUPLICATES
 * @param {any[][]} names Names, one per row. A blank (n/a, -, unknown and the like too) is none.
 * @param {any[][]} phones Telephone numbers in the same order; a single blank cell where there are none.
 * @param {any[][]} emails E-mail addresses in the same order; a single blank cell where there are none.
 * @returns {any[][]} A group number per row.
 */
export function duplicates(names: any[][], phones: any[][], emails: any[][]): any[][] {
  return answer(() => {
    const ranges = { names, phones: columnLike(phones, names), emails: columnLike(emails, names) };
    const columns = readColumns(ranges, { names: "texts", phones: "texts", emails: "texts" });
    const errors = new Map<number, CustomFunctions.Error>();
    const texts = columns.cells.map((cells, k) =>
      cells.map((cell, i) => {
        if (!isErrorCell(cell)) return isBlank(cell) ? "" : String(cell);
        errors.set(i, passedError(cell, Object.keys(ranges)[k], i + 1, 1));
        return "";
      }),
    );
    const groups = groupsOf(texts[0], texts[1], texts[2]);
    return columns.shape(Array.from(groups, (group, i) => errors.get(i) ?? (group === 0 ? "" : group)));
  });
}

/** A single blank cell stands for a column without content. */
function columnLike(range: Range, names: Range): Range {
  return range.length === 1 && range[0].length === 1 && isBlank(range[0][0])
    ? names.map((row) => row.map(() => ""))
    : range;
}

/**
 * Share of filled cells in each row, 0 to 1. n/a, - and the like are not filled; every row counts, so leave headers out. Blank rows at the end of the range stay blank.
 * @customfunction COMPLETENESS
 * @param {any[][]} table A row per record.
 * @returns {any[][]} A share per row.
 */
export function completeness(table: any[][]): any[][] {
  return answer(() => {
    const used = rowsInUse(table);
    const shares = completenessOf(table.slice(0, used));
    return table.map((row, i) => {
      const error = row.findIndex(isErrorCell);
      if (error >= 0) return [passedError(row[error], "table", i + 1, error + 1)];
      return [i < used ? shares[i] : ""];
    });
  });
}
