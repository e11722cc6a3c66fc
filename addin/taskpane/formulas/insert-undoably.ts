import { CrmError } from "@crm-functions/core";
import type { Area, Workbook } from "../../workbook/workbook";
import { areaReference } from "./formula-text";

/**
 * Puts a formula into a cell. Gives what brings back the cell as it was, unless somebody has written something else into
 * it since.
 */
export async function insertUndoably(
  workbook: Workbook,
  cell: Area,
  formula: string,
): Promise<() => Promise<void>> {
  const one = { ...cell, rows: 1, columns: 1 };
  const [[[[before]]], [[[value]]]] = [await workbook.formulas([one]), await workbook.read([one])];
  await workbook.insertFormula(one, formula);
  // As the spreadsheet spells it.
  const [[[written]]] = await workbook.formulas([one]);
  return async () => {
    const [[[now]]] = await workbook.formulas([one]);
    if (now !== written) throw new CrmError("value", "cellChanged", { cell: areaReference(one) });
    if (before !== "") await workbook.insertFormula(one, before);
    else await workbook.write([{ area: one, values: [[typeof value === "object" ? null : value]] }]);
  };
}
