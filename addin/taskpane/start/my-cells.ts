import { columnsOf, keyOf, tableNameOf, type RatedAnalysis } from "@crm-functions/core";
import { findTable } from "../../workbook/store/tables";
import { areaOfWeights } from "../../workbook/store/weights";
import type { Area, Workbook } from "../../workbook/workbook";

/**
 * The cells of an analysis in this workbook: the customers' ratings and the weights, if both have the criteria in
 * adjacent cells and in the same order; else none.
 */
export async function myCells(workbook: Workbook, analysis: RatedAnalysis): Promise<readonly Area[]> {
  const tables = await workbook.tables();
  const weights = await areaOfWeights(workbook, analysis, tables);
  const customers =
    findTable(tables, "customer")?.info ?? tables.find(({ name }) => name === tableNameOf.customer);
  if (weights === undefined || customers === undefined || customers.rowCount === 0) return [];
  const { uses } = columnsOf(customers.headers, "customer");
  const keys = uses.map((use) => use && keyOf(use));
  const first = keys.indexOf(keyOf({ analysis, criterion: weights.criteria[0] }));
  const isBeside = weights.criteria.every(
    (criterion, i) => keys[first + i] === keyOf({ analysis, criterion }),
  );
  if (first < 0 || !isBeside) return [];
  const ratings = {
    ...customers.area,
    row: customers.area.row + 1,
    rows: customers.rowCount,
    column: customers.area.column + first,
    columns: weights.criteria.length,
  };
  return [ratings, weights.area];
}
