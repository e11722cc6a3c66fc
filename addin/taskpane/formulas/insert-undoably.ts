import { CrmError } from "@crm-functions/core";
import type { Area, CellValue, Workbook } from "../../workbook/workbook";
import { areaReference } from "./formula-text";

/**
 * Puts a formula into a cell, or into every cell of a blank area. Returns the values shown and a function that restores
 * the cell, which throws if its content has been changed since.
 */
export async function insertUndoably(
  workbook: Workbook,
  area: Area,
  formula: string,
): Promise<{ readonly values: readonly (readonly CellValue[])[]; readonly takeBack: () => Promise<void> }> {
  const [[[[before]]], [[[value]]]] = [await workbook.formulas([area]), await workbook.read([area])];
  const values = await workbook.insertFormula(area, formula);
  // The formula as the spreadsheet spells it.
  const [written] = await workbook.formulas([area]);
  const takeBack = async () => {
    const [now] = await workbook.formulas([area]);
    if (JSON.stringify(now) !== JSON.stringify(written)) {
      throw new CrmError("value", "cellChanged", { cell: areaReference(area) });
    }
    if (before !== "") await workbook.insertFormula(area, before);
    else {
      const plain = typeof value === "object" ? null : value;
      await workbook.write([{ area, values: now.map((row) => row.map(() => plain)) }]);
    }
  };
  return { values, takeBack };
}
