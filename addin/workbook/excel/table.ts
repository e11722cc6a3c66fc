/// <reference types="office-js" />
import { CrmError } from "@crm-functions/core";
import type { TableInfo } from "../workbook";

/** The proxies of a table, with the properties needed queued for the next sync. */
export function loadTable(table: Excel.Table) {
  const header = table.getHeaderRowRange();
  header.load("values,rowIndex,columnIndex,columnCount");
  const body = table.getDataBodyRange();
  body.load("rowCount");
  const first = body.getRow(0);
  first.load("values,formulas,numberFormat");
  const sheet = table.worksheet;
  sheet.load("name");
  table.load("name");
  return { table, header, body, first, sheet };
}

/** Like `loadTable`, with everything that can prevent a change. */
export function loadTableToChange(table: Excel.Table) {
  const loaded = loadTable(table);
  const { protection } = loaded.sheet;
  protection.load("protected");
  const { autoFilter } = table;
  autoFilter.load("isDataFiltered,criteria");
  return { ...loaded, protection, autoFilter };
}

export type LoadedTable = ReturnType<typeof loadTable>;
export type LoadedTableToChange = ReturnType<typeof loadTableToChange>;

/** A table without data shows one blank row, which may still contain the formulas of its columns. */
export function isBlankBody({ body, first }: LoadedTable): boolean {
  if (body.rowCount !== 1) return false;
  const own = first.values[0].filter((_, j) => !isFormula(first.formulas[0][j], first.values[0][j]));
  return own.length > 0 && own.every((value) => value === "");
}

/** A text that begins with = equals its own "formula"; a formula differs from its value. */
export function isFormula(formula: unknown, value: unknown): boolean {
  return typeof formula === "string" && formula.startsWith("=") && formula !== value;
}

export function infoOf(loaded: LoadedTable): TableInfo {
  const { table, header, body, sheet } = loaded;
  return {
    name: table.name,
    headers: header.values[0].map(String),
    area: {
      sheet: sheet.name,
      row: header.rowIndex,
      column: header.columnIndex,
      rows: 1 + body.rowCount,
      columns: header.columnCount,
    },
    rowCount: isBlankBody(loaded) ? 0 : body.rowCount,
  };
}

/** The tables with a header row. */
export async function tablesOf(context: Excel.RequestContext): Promise<TableInfo[]> {
  const { tables } = context.workbook;
  tables.load("items/name,items/showHeaders");
  await context.sync();
  const loaded = tables.items.filter(({ showHeaders }) => showHeaders).map(loadTable);
  if (loaded.length > 0) await context.sync();
  return loaded.map(infoOf);
}

/** Avoids starting what Excel would refuse half-way. @throws CrmError `sheetProtected` */
export function mustBeChangeable({ protection, sheet }: LoadedTableToChange): void {
  if (protection.protected) throw new CrmError("value", "sheetProtected", { name: sheet.name });
}

/** Unlocked cells of a protected sheet may be written. @throws CrmError `sheetProtected` */
export async function mustBeWritable(
  context: Excel.RequestContext,
  loaded: LoadedTableToChange,
): Promise<void> {
  if (!loaded.protection.protected) return;
  const { protection } = loaded.body.format;
  protection.load("locked");
  await context.sync();
  if (protection.locked !== false) mustBeChangeable(loaded);
}

/**
 * Clears the table's filter for the duration of `work` and applies it again afterwards: in a filtered table Excel
 * refuses some changes and applies others only to the visible rows.
 */
export async function unfiltered<Result>(
  context: Excel.RequestContext,
  { table, autoFilter }: LoadedTableToChange,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!autoFilter.isDataFiltered) return work();
  const criteria = [...autoFilter.criteria];
  autoFilter.clearCriteria();
  await context.sync();
  try {
    return await work();
  } finally {
    criteria.forEach((each, column) => {
      if (each !== null && each !== undefined && each.filterOn !== undefined) {
        table.autoFilter.apply(table.getRange(), column, each);
      }
    });
    await context.sync();
  }
}
