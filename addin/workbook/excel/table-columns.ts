/// <reference types="office-js" />
import { CrmError } from "@crm-functions/core";
import { sheetRowLimit } from "../file/sheet-cells";
import type { ColumnLayout, TableInfo, TableLayout } from "../workbook";
import { columnRule, numberFormatOf } from "./column-rule";
import { infoOf, loadTable, loadTableToChange, mustBeChangeable } from "./table";

/** The table with the layout's name; if missing, created one column to the right of the sheet's contents. */
export async function ensureTable(context: Excel.RequestContext, layout: TableLayout): Promise<TableInfo> {
  const { tables, names, worksheets, protection } = context.workbook;
  tables.load("items/name");
  names.load("items/name");
  protection.load("protected");
  let sheet = worksheets.getItemOrNullObject(layout.sheet);
  sheet.load("name");
  sheet.protection.load("protected");
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("columnIndex,columnCount");
  await context.sync();
  const has = (items: readonly { readonly name: string }[], name: string) =>
    items.some((item) => item.name.toLowerCase() === name.toLowerCase());
  let name = layout.name;
  // Tables and defined names share one namespace. A table with another name is recognised by its headers.
  for (let i = 2; !has(tables.items, name) && has(names.items, name); i++) name = `${layout.name}_${i}`;
  if (!has(tables.items, name)) {
    let column = 0;
    if (sheet.isNullObject) {
      if (protection.protected) throw new CrmError("value", "structureProtected");
      sheet = worksheets.add(layout.sheet);
    } else {
      if (sheet.protection.protected) throw new CrmError("value", "sheetProtected", { name: layout.sheet });
      if (!used.isNullObject) column = used.columnIndex + used.columnCount + 1;
    }
    const width = layout.columns.length;
    formatColumns(layout.columns, (j) => ({
      format: sheet.getRangeByIndexes(0, column + j, sheetRowLimit, 1),
      rule: sheet.getRangeByIndexes(1, column + j, sheetRowLimit - 1, 1),
    }));
    sheet.getRangeByIndexes(0, column, 1, width).values = [layout.columns.map(({ header }) => header)];
    sheet.tables.add(sheet.getRangeByIndexes(0, column, 2, width), true).name = name;
  }
  const loaded = loadTable(tables.getItem(name));
  await context.sync();
  return infoOf(loaded);
}

/** Adds columns at the right end of a table. */
export async function addColumns(
  context: Excel.RequestContext,
  table: Excel.Table,
  columns: readonly ColumnLayout[],
): Promise<TableInfo> {
  const before = loadTableToChange(table);
  await context.sync();
  mustBeChangeable(before);
  for (const column of columns) table.columns.add(undefined, undefined, column.header);
  const body = table.getDataBodyRange();
  formatColumns(columns, (j) => {
    const cells = body.getColumn(before.header.columnCount + j);
    return { format: cells, rule: cells };
  });
  const loaded = loadTable(table);
  await context.sync();
  return infoOf(loaded);
}

/** Sets format, width and validation rule of columns; `cells` returns the ranges for column `j`. */
function formatColumns(
  columns: readonly ColumnLayout[],
  cells: (j: number) => { readonly format: Excel.Range; readonly rule: Excel.Range },
): void {
  columns.forEach((column, j) => {
    const { format, rule: ruled } = cells(j);
    format.numberFormat = numberFormatOf(column.format) as unknown as string[][];
    if (column.width !== undefined) format.format.columnWidth = column.width * 6;
    const rule = column.rule && columnRule(column.rule);
    if (rule === undefined) return;
    ruled.dataValidation.rule = rule;
    // Excel's dialog accepts 32 characters.
    const title = column.header.slice(0, 32);
    ruled.dataValidation.errorAlert = { showAlert: true, style: "Warning", title, message: "" };
  });
}
