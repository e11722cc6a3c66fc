/// <reference types="office-js" />
import { stopIfAsked } from "../in-slices";
import type { ActionOptions, Area } from "../workbook";
import { rangeOf } from "./areas";
import { bytesPerRange, bytesPerRequest, chunksBySize, sendInHalves } from "./chunks";

/** Cells per read: Excel on the web returns at most 5 MB. */
const cellsPerRead = 100_000;
const rangesPerRead = Math.floor(bytesPerRequest / bytesPerRange);

/** Reads ranges with one or two syncs. */
export type ReadRanges<Cell> = (
  context: Excel.RequestContext,
  ranges: readonly Excel.Range[],
) => Promise<Cell[][][]>;

/** Reads many areas, in as many round trips as their size requires. */
export async function readAreas<Cell>(
  context: Excel.RequestContext,
  areas: readonly Area[],
  readRanges: ReadRanges<Cell>,
  options: ActionOptions = {},
): Promise<Cell[][][]> {
  const pieces = areas.flatMap((area, index) => {
    const rowsPerPiece = Math.max(1, Math.floor(cellsPerRead / area.columns));
    const count = Math.ceil(area.rows / rowsPerPiece);
    return Array.from({ length: count }, (_, i) => {
      const first = i * rowsPerPiece;
      const rows = Math.min(rowsPerPiece, area.rows - first);
      return { index, area: { ...area, row: area.row + first, rows } };
    });
  });
  const results: Cell[][][] = areas.map(() => []);
  const total = areas[0]?.rows ?? 0;
  const size = ({ area }: { readonly area: Area }) =>
    Math.max(area.rows * area.columns, cellsPerRead / rangesPerRead);
  await sendInHalves(
    chunksBySize(pieces, size, cellsPerRead),
    async (group) => {
      stopIfAsked(options);
      const values = await readRanges(
        context,
        group.map(({ area }) => rangeOf(context, area)),
      );
      // Not push(...rows): a call cannot take a hundred thousand arguments.
      group.forEach(({ index }, i) => {
        for (const row of values[i]) results[index].push(row);
      });
      options.onProgress?.({ done: results[0].length, total });
    },
    // Long texts take more bytes than the number of cells suggests.
    ({ index, area }) => {
      if (area.rows < 2) return undefined;
      const rows = area.rows >> 1;
      return [
        { index, area: { ...area, rows } },
        { index, area: { ...area, row: area.row + rows, rows: area.rows - rows } },
      ];
    },
  );
  return results;
}
