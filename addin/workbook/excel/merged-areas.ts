/// <reference types="office-js" />

/**
 * The merged areas that begin in ranges, with one sync. Their `address` may name only the first cell of each (office-js
 * issue 1590), and `areas` with all its properties would be all values, very slowly (4714).
 */
export async function readMerged(
  context: Excel.RequestContext,
  ranges: readonly Excel.Range[],
): Promise<Excel.Range[][][]> {
  const merged = ranges.map((range) => range.getMergedAreasOrNullObject());
  const wanted = ["rowIndex", "columnIndex", "rowCount", "columnCount"].map((name) => `areas/items/${name}`);
  for (const each of merged) each.load(wanted.join());
  await context.sync();
  return merged.map((each) => [each.isNullObject ? [] : each.areas.items]);
}
