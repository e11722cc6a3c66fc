/// <reference types="office-js" />
import { stopIfAsked } from "../in-slices";
import { runsOf } from "../runs";
import type { ActionOptions, CellValue } from "../workbook";
import { readValues } from "./excel-cells";
import { readAreas } from "./read-areas";
import { infoOf, loadTable } from "./table";

/** The rows of a table, with all columns or those at the given positions; adjacent columns are read together. */
export async function readTable(
  context: Excel.RequestContext,
  table: Excel.Table,
  columns?: readonly number[],
  options?: ActionOptions,
): Promise<CellValue[][]> {
  const loaded = loadTable(table);
  await context.sync();
  const { area, headers, rowCount } = infoOf(loaded);
  stopIfAsked(options);
  if (rowCount === 0) return [];
  const wanted = columns ?? headers.map((_, i) => i);
  const runs = runsOf([...new Set(wanted)].sort((a, b) => a - b));
  const areas = runs.map(({ first, length }) => ({
    ...area,
    row: area.row + 1,
    column: area.column + first,
    rows: rowCount,
    columns: length,
  }));
  const values = await readAreas(context, areas, readValues, options);
  const places = wanted.map((column) => {
    const run = runs.findIndex(({ first, length }) => column < first + length);
    return [run, column - runs[run].first];
  });
  return Array.from({ length: rowCount }, (_, row) =>
    places.map(([run, offset]) => values[run][row][offset]),
  );
}
