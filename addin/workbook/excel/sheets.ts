/// <reference types="office-js" />
import { CrmError } from "@crm-functions/core";
import { freeSheetName } from "../file/sheet-name";
import type { Area } from "../workbook";
import { areaOf } from "./areas";

/** Names of the visible sheets, from left to right; with `hidden`, of all sheets. */
export async function sheetNames(context: Excel.RequestContext, hidden: boolean): Promise<string[]> {
  const { worksheets } = context.workbook;
  worksheets.load("items/name,items/visibility");
  await context.sync();
  return worksheets.items
    .filter(({ visibility }) => hidden || visibility === "Visible")
    .map(({ name }) => name);
}

/** Adds a sheet and returns its name. @throws CrmError `structureProtected` */
export async function addSheet(context: Excel.RequestContext, name: string): Promise<string> {
  const { worksheets, protection } = context.workbook;
  worksheets.load("items/name");
  protection.load("protected");
  await context.sync();
  if (protection.protected) throw new CrmError("value", "structureProtected");
  const free = freeSheetName(
    name,
    worksheets.items.map((sheet) => sheet.name),
  );
  worksheets.add(free);
  await context.sync();
  return free;
}

export async function usedArea(context: Excel.RequestContext, name: string): Promise<Area | undefined> {
  const used = context.workbook.worksheets.getItem(name).getUsedRangeOrNullObject(true);
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  return used.isNullObject ? undefined : areaOf(name, used);
}

/**
 * Adds and deletes a sheet. That cannot be undone and, according to Microsoft ("Undo support with the Excel JavaScript
 * API"), clears the undo history. Not every version does so (office-js issue 6453), and an add-in cannot tell.
 */
export async function forgetHistory(context: Excel.RequestContext): Promise<void> {
  const { protection, worksheets } = context.workbook;
  protection.load("protected");
  await context.sync();
  if (protection.protected) return;
  const sheet = worksheets.add(`crm-${Date.now().toString(36)}`);
  sheet.visibility = "Hidden";
  sheet.delete();
  await context.sync();
}
