/// <reference types="office-js" />
import { CrmError } from "@crm-functions/core";
import type { Area } from "../workbook";
import { areaOf, rangeOf } from "./areas";
import { codeOf } from "./run";

/** The selected area; undefined if the selection is not a range of cells. */
export async function readSelection(context: Excel.RequestContext): Promise<Area | undefined> {
  const range = context.workbook.getSelectedRange();
  range.load("rowIndex,columnIndex,rowCount,columnCount");
  range.worksheet.load("name");
  try {
    await context.sync();
  } catch (error) {
    // A chart, or several areas at once: not a single area of cells.
    if (codeOf(error) === "InvalidSelection") return undefined;
    throw error;
  }
  return areaOf(range.worksheet.name, range);
}

export async function select(context: Excel.RequestContext, area: Area): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(area.sheet);
  sheet.load("visibility");
  await context.sync();
  if (sheet.visibility !== "Visible") throw new CrmError("value", "sheetHidden", { name: area.sheet });
  sheet.activate();
  rangeOf(context, area).select();
  await context.sync();
}
