/**
 * Share of filled cells in each row, 0 … 1. `null`, `undefined`, `""` and `NaN` are blank.
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
      if (cell !== null && cell !== undefined && cell !== "" && !Number.isNaN(cell)) filled++;
    }
    return filled / row.length;
  });
}
