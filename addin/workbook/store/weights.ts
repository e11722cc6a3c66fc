import {
  keyOf,
  rowOf,
  valuesOf,
  weightOf,
  type CriterionWeight,
  type Language,
  type RatedAnalysis,
} from "@crm-functions/core";
import type { Area, CellValue, TableInfo, TableWrite, Workbook, WrittenValue } from "../workbook";
import { runsOf } from "../runs";
import { readRows } from "./reading";
import { ensureTable, findTable, type RecordTable } from "./tables";

/** The weights and the row of each. Other rows are a user's notes, an unknown analysis, or blank. */
async function rowsOfWeights(
  workbook: Workbook,
  tables?: readonly TableInfo[],
): Promise<{ table: RecordTable | undefined; places: number[]; weights: CriterionWeight[] }> {
  const table = findTable(tables ?? (await workbook.tables()), "weight");
  const places: number[] = [];
  const weights: CriterionWeight[] = [];
  if (table === undefined) return { table, places, weights };
  for (const { values, row } of await readRows(workbook, table)) {
    const { record, problems } = weightOf(values);
    if (problems.some(({ key }) => key === "analysis" || key === "criterion")) continue;
    places.push(row);
    weights.push(record);
  }
  return { table, places, weights };
}

/**
 * The weights of the workbook's `Weights` table, in its order; rows without a criterion or an analysis are skipped.
 *
 * @param tables of the workbook, if the caller has just read them
 */
export async function readWeights(
  workbook: Workbook,
  tables?: readonly TableInfo[],
): Promise<CriterionWeight[]> {
  return (await rowsOfWeights(workbook, tables)).weights;
}

/** The cells with an analysis's weights; undefined if there are none or they are not in consecutive rows. */
export async function areaOfWeights(
  workbook: Workbook,
  analysis: RatedAnalysis,
  tables?: readonly TableInfo[],
): Promise<{ readonly area: Area; readonly criteria: readonly string[] } | undefined> {
  const { table, places, weights } = await rowsOfWeights(workbook, tables);
  const mine = weights.flatMap((each, i) => (each.analysis === analysis ? [i] : []));
  const column = table?.columns.uses.findIndex((use) => use !== undefined && keyOf(use) === "weight") ?? -1;
  if (table === undefined || column < 0 || mine.length === 0) return undefined;
  const [first] = mine;
  if (mine.some((i, k) => places[i] !== places[first] + k)) return undefined;
  const { area } = table.info;
  return {
    area: {
      sheet: area.sheet,
      row: area.row + 1 + places[first],
      column: area.column + column,
      rows: mine.length,
      columns: 1,
    },
    criteria: mine.map((i) => weights[i].criterion),
  };
}

/**
 * Makes the `Weights` table hold exactly these weights. Overwrites existing rows in place, so that columns added by
 * users stay beside their row. Leaves rows that are not weights as they are.
 *
 * @param language of the table if it has to be created; defaults to that of the workbook
 */
export async function writeWeights(
  workbook: Workbook,
  weights: readonly CriterionWeight[],
  language: Language = workbook.language,
): Promise<void> {
  const { table: found, places } = await rowsOfWeights(workbook);
  const table = await ensureTable(workbook, found, "weight", language);
  const rows = weights.map((each) => {
    const values = { ...valuesOf(each), weight: Number.isNaN(each.weight) ? null : each.weight };
    return rowOf(values, table.columns) as (Exclude<CellValue, object> | undefined)[];
  });
  const { name } = table.info;
  const kept = Math.min(rows.length, places.length);
  await workbook.quietly(async () => {
    let done = 0;
    const writes = runsOf(places.slice(0, kept)).flatMap(({ first, length }) => {
      const mine = rows.slice(done, (done += length));
      return table.columns.uses.flatMap((use, column): TableWrite[] => {
        const values = mine.map((row) => [row[column] ?? null] as WrittenValue[]);
        return use === undefined ? [] : [{ row: first, column, values }];
      });
    });
    if (writes.length > 0) await workbook.writeTable(name, writes);
    if (rows.length > kept) await workbook.appendRows(name, rows.slice(kept));
    if (places.length > kept) await workbook.deleteRows(name, places.slice(kept));
  });
}
