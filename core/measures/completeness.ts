import { standsForNone } from "../blank";

/**
 * Share of filled cells in each row, 0 … 1. `null`, `undefined`, `""`, `NaN` and texts that mean "none" (`n/a`, `-` …)
 * are blank.
 *
 * @param table rows of one length
 *
 * ```ts
 * completeness([["Ann", "", 3, null]]); // => Float64Array [0.5]
 * ```
 */
export function completeness(table: readonly (readonly unknown[])[]): Float64Array {
  return Float64Array.from(table, (row) => {
    let filled = 0;
    for (const cell of row) {
      const isBlank =
        typeof cell === "string"
          ? cell === "" || standsForNone(cell)
          : cell === null || cell === undefined || cell !== cell;
      if (!isBlank) filled++;
    }
    return filled / row.length;
  });
}
