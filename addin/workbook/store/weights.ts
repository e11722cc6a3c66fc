import {
  defaultRatingRange,
  finished,
  tableNames,
  weightFields,
  type Field,
  type Language,
  type RatedAnalysis,
  type RatingRange,
} from "@crm-functions/core";
import type { TableWrite, Workbook } from "../workbook";
import {
  ensureRecordTable,
  findRecordTable,
  readRows,
  rowsOf,
  type RecordTable,
  type RecordTableDescription,
} from "./record-table";
import { cellOfRecord, type FlatRecord } from "./table-columns";

/**
 * A criterion of an analysis as the `Weights` table has it. A weight that is missing or no number is `NaN`; the range is
 * that of the ratings, `null` where the default holds.
 */
export interface Criterion {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
  readonly weight: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

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

async function rowsOfWeights(
  workbook: Workbook,
): Promise<{ table: RecordTable | undefined; weights: Criterion[] }> {
  const table = findRecordTable(await workbook.tables(), description(workbook.language));
  if (table === undefined) return { table, weights: [] };
  const rows = await readRows(workbook, table, {});
  const weights = rows.flatMap(({ record }): Criterion[] =>
    record.criterion === "" || !isAnalysis(record.analysis)
      ? []
      : [
          {
            analysis: record.analysis,
            criterion: String(record.criterion),
            weight: typeof record.weight === "number" ? record.weight : NaN,
            minimum: record.minimum as number | null,
            maximum: record.maximum as number | null,
          },
        ],
  );
  return { table, weights };
}

function isAnalysis(value: unknown): value is RatedAnalysis {
  return weightFields[0].choices!.some((choice) => choice.value === value);
}

/** The weights of the workbook's `Weights` table, in its order; rows without a criterion or an analysis do not count. */
export async function readWeights(workbook: Workbook): Promise<Criterion[]> {
  return (await rowsOfWeights(workbook)).weights;
}

/**
 * Makes the `Weights` table hold these weights and no others. Rows that stay are overwritten in place, so that columns
 * that users have added stay beside their row.
 *
 * @param language of the table where it has to be made; default that of the workbook
 */
export async function writeWeights(
  workbook: Workbook,
  weights: readonly Criterion[],
  language: Language = workbook.language,
): Promise<void> {
  const found = findRecordTable(await workbook.tables(), description(language));
  const table = await ensureRecordTable(workbook, found, description(language), []);
  const records = weights.map((each): FlatRecord => ({
    id: "",
    ...each,
    weight: Number.isNaN(each.weight) ? null : each.weight,
  }));
  const { rowCount, name } = table.info;
  const kept = records.slice(0, rowCount);
  await workbook.quietly(async () => {
    const writes = table.columns.uses.flatMap((use, column): TableWrite[] =>
      use === undefined || kept.length === 0
        ? []
        : [
            {
              row: 0,
              column,
              values: kept.map((record) => [cellOfRecord(record, use, table.columns.language) ?? null]),
            },
          ],
    );
    if (writes.length > 0) await workbook.writeTable(name, writes);
    if (records.length > rowCount) {
      await workbook.appendRows(name, finished(rowsOf(table, records.slice(rowCount))));
    }
    if (records.length < rowCount) {
      const surplus = Array.from({ length: rowCount - records.length }, (_, i) => records.length + i);
      await workbook.deleteRows(name, surplus);
    }
  });
}

/** The ranges of ratings that weights give, for `WorkbookStoreSettings.ratingRange`. Perceived goes by expectation. */
export function ratingRangeBy(
  weights: readonly Criterion[],
): (analysis: RatedAnalysis, criterion: string) => RatingRange {
  return (analysis, criterion) => {
    const of = analysis === "perceived" ? "expectation" : analysis;
    const weight = weights.find((each) => each.analysis === of && each.criterion === criterion);
    return {
      minimum: weight?.minimum ?? defaultRatingRange.minimum,
      maximum: weight?.maximum ?? defaultRatingRange.maximum,
    };
  };
}
