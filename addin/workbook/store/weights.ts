import {
  finished,
  tableNames,
  weightFields,
  type CriterionWeight,
  type Field,
  type Language,
  type RatedAnalysis,
} from "@crm-functions/core";
import type { TableInfo, TableWrite, Workbook } from "../workbook";
import {
  ensureRecordTable,
  findRecordTable,
  readRows,
  rowsOf,
  type RecordTable,
  type RecordTableDescription,
} from "./record-table";
import { cellOfRecord, type FlatRecord } from "./table-columns";

function description(language: Language): RecordTableDescription {
  return {
    name: tableNames.weights,
    sheet: language === "zh-CN" ? "权重" : "Weights",
    fields: weightFields as readonly Field[],
    knownBy: ["analysis", "criterion", "weight"],
    withRatings: false,
    mapping: {},
    language,
  };
}

/** The weights and the row of each; other rows are a user's notes, an analysis of their own, or blank. */
async function rowsOfWeights(
  workbook: Workbook,
  tables?: readonly TableInfo[],
): Promise<{ table: RecordTable | undefined; places: number[]; weights: CriterionWeight[] }> {
  const table = findRecordTable(tables ?? (await workbook.tables()), description(workbook.language));
  const places: number[] = [];
  const weights: CriterionWeight[] = [];
  if (table === undefined) return { table, places, weights };
  for (const [row, { record }] of (await readRows(workbook, table, {})).entries()) {
    if (record.criterion === "" || !isAnalysis(record.analysis)) continue;
    places.push(row);
    weights.push({
      analysis: record.analysis,
      criterion: String(record.criterion),
      weight: typeof record.weight === "number" ? record.weight : NaN,
      ...(typeof record.minimum === "number" && { minimum: record.minimum }),
      ...(typeof record.maximum === "number" && { maximum: record.maximum }),
    });
  }
  return { table, places, weights };
}

function isAnalysis(value: unknown): value is RatedAnalysis {
  return weightFields[0].choices!.some((choice) => choice.value === value);
}

/**
 * The weights of the workbook's `Weights` table, in its order; rows without a criterion or an analysis do not count.
 *
 * @param tables of the workbook, where they have just been asked for
 */
export async function readWeights(
  workbook: Workbook,
  tables?: readonly TableInfo[],
): Promise<CriterionWeight[]> {
  return (await rowsOfWeights(workbook, tables)).weights;
}

/**
 * Makes the `Weights` table hold these weights and no others. Rows that stay are overwritten in place, so that columns
 * that users have added stay beside their row. Rows that are no weight are left as they are.
 *
 * @param language of the table where it has to be made; default that of the workbook
 */
export async function writeWeights(
  workbook: Workbook,
  weights: readonly CriterionWeight[],
  language: Language = workbook.language,
): Promise<void> {
  const { table: found, places } = await rowsOfWeights(workbook);
  const table = await ensureRecordTable(workbook, found, description(language), []);
  const records = weights.map((each): FlatRecord => ({
    id: "",
    ...each,
    weight: Number.isNaN(each.weight) ? null : each.weight,
  }));
  const { name } = table.info;
  const kept = Math.min(records.length, places.length);
  await workbook.quietly(async () => {
    const writes = runsOf(places.slice(0, kept)).flatMap(({ first, length }) =>
      table.columns.uses.flatMap((use, column): TableWrite[] => {
        if (use === undefined) return [];
        const values = records
          .slice(first, first + length)
          .map((record) => [cellOfRecord(record, use, table.columns.language) ?? null]);
        return [{ row: places[first], column, values }];
      }),
    );
    if (writes.length > 0) await workbook.writeTable(name, writes);
    if (records.length > kept) await workbook.appendRows(name, finished(rowsOf(table, records.slice(kept))));
    if (places.length > kept) await workbook.deleteRows(name, places.slice(kept));
  });
}

/** Where in ascending numbers those begin that follow one another without a gap, and how many they are. */
function runsOf(numbers: readonly number[]): { first: number; length: number }[] {
  const runs: { first: number; length: number }[] = [];
  numbers.forEach((number, i) => {
    if (i > 0 && number === numbers[i - 1] + 1) runs[runs.length - 1].length++;
    else runs.push({ first: i, length: 1 });
  });
  return runs;
}
