import { overlap } from "../../workbook/file/areas";
import { sheetColumnLimit, sheetRowLimit } from "../../workbook/file/sheet-cells";
import type { Area, TableInfo, Workbook } from "../../workbook/workbook";

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** The place for a formula. */
export interface Place {
  /** The whole area of the result; undefined if only a new sheet has room for it. */
  readonly area: Area | undefined;
  /** Why it differs from the place wanted: that is filled, or it is in a table, in which nothing can spill. */
  readonly instead?: "filled" | "table";
}

/**
 * A place for a formula with a result of `size` that overwrites nothing: at `cell`, else in the same row to the right
 * of all content of the sheet, with a blank column between, so that no table absorbs it.
 */
export async function placeFor(workbook: Workbook, cell: Area, size: Size): Promise<Place> {
  const wanted: Area = { ...cell, ...size };
  const tables = await workbook.tables();
  const inTable = tables.some(({ area }) => overlap(wanted, withNeighbours(area)));
  if (!inTable && fits(wanted) && (await isBlank(workbook, wanted))) return { area: wanted };
  const instead = inTable ? "table" : "filled";
  const used = await workbook.usedArea(cell.sheet);
  const right = Math.max(
    used === undefined ? 0 : used.column + used.columns,
    ...tables.filter(({ area }) => area.sheet === cell.sheet).map(({ area }) => area.column + area.columns),
  );
  const beside: Area = { ...wanted, column: right + 1 };
  return { area: fits(beside) ? beside : undefined, instead };
}

/** The table whose body contains a cell. */
export function tableAt(tables: readonly TableInfo[], cell: Area): TableInfo | undefined {
  return tables.find(({ area }) => overlap({ ...cell, rows: 1, columns: 1 }, area) && cell.row > area.row);
}

function fits({ row, column, rows, columns }: Area): boolean {
  return row + rows <= sheetRowLimit && column + columns <= sheetColumnLimit;
}

export async function isBlank(workbook: Workbook, area: Area): Promise<boolean> {
  const [[values], [formulas]] = [await workbook.read([area]), await workbook.formulas([area])];
  return (
    values.every((row) => row.every((value) => value === null)) &&
    formulas.every((row) => row.every((formula) => formula === ""))
  );
}

/** A table with the cells that it absorbs when they are filled: the row below and the column to the right. */
function withNeighbours(area: Area): Area {
  return { ...area, rows: area.rows + 1, columns: area.columns + 1 };
}
