import {
  defaultRatingRange,
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

/** A criterion of an analysis with its weight. The range is that of its ratings, `null` where the default holds. */
export interface CriterionWeight {
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
): Promise<{ table: RecordTable | undefined; weights: CriterionWeight[] }> {
  const table = findRecordTable(await workbook.tables(), description(workbook.language));
  if (table === undefined) return { table, weights: [] };
  const rows = await readRows(workbook, table, {});
  const weights = rows.flatMap(({ record }): CriterionWeight[] =>
    record.criterion === "" || typeof record.weight !== "number" || !isAnalysis(record.analysis)
      ? []
      : [
          {
            analysis: record.analysis,
            criterion: String(record.criterion),
            weight: record.weight,
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

/** The weights of the workbook's `Weights` table, in its order; rows without a criterion or a weight do not count. */
export async function readWeights(workbook: Workbook): Promise<CriterionWeight[]> {
  return (await rowsOfWeights(workbook)).weights;
}

/** Makes the `Weights` table hold these weights and no others. Columns that users have added stay beside their row. */
export async function writeWeights(workbook: Workbook, weights: readonly CriterionWeight[]): Promise<void> {
  const found = findRecordTable(await workbook.tables(), description(workbook.language));
  const table = await ensureRecordTable(workbook, found, description(workbook.language), []);
  const records = weights.map((weight): FlatRecord => ({ id: "", ...weight }));
  const { rowCount, name } = table.info;
  await workbook.quietly(async () => {
    const writes = records.slice(0, rowCount).flatMap((record, row): TableWrite[] =>
      table.columns.uses.flatMap((use, column) => {
        const cell = cellOfRecord(record, use, table.columns.language);
        return cell === undefined ? [] : [{ row, column, values: [[cell]] }];
      }),
    );
    if (writes.length > 0) await workbook.writeTable(name, writes);
    if (records.length > rowCount) await workbook.appendRows(name, rowsOf(table, records.slice(rowCount)));
    if (records.length < rowCount) {
      const surplus = Array.from({ length: rowCount - records.length }, (_, i) => records.length + i);
      await workbook.deleteRows(name, surplus);
    }
  });
}

/** The ranges of ratings that weights give, for `WorkbookStoreSettings.ratingRange`. Perceived goes by expectation. */
export function ratingRangeBy(
  weights: readonly CriterionWeight[],
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
