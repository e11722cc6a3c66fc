import {
  analysisLabels,
  fieldOfHeader,
  headerKey,
  ratedAnalyses,
  tableNames,
  weightFields,
  type Language,
  type RatedAnalysis,
} from "@crm-functions/core";
import type { CellValue, TableInfo, Workbook, WrittenValue } from "../../workbook/workbook";

/** A criterion of an analysis as the `Weights` table has it. */
export interface Criterion {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
  readonly weight: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

type WeightField = (typeof weightFields)[number]["name"];

function columnsOf(table: TableInfo): Partial<Record<WeightField, number>> {
  const columns: Partial<Record<WeightField, number>> = {};
  table.headers.forEach((header, index) => {
    const field = fieldOfHeader(header, weightFields);
    if (field !== undefined) columns[field] ??= index;
  });
  return columns;
}

function analysisOf(cell: CellValue): RatedAnalysis | undefined {
  const key = headerKey(String(cell ?? ""));
  return ratedAnalyses.find(
    (each) =>
      each === key ||
      headerKey(analysisLabels[each]["en-US"]) === key ||
      headerKey(analysisLabels[each]["zh-CN"]) === key,
  );
}

const numberOf = (cell: CellValue): number | null => (typeof cell === "number" ? cell : null);

/** The criteria and weights of the workbook; none where it has no `Weights` table of ours. */
export async function readWeights(workbook: Workbook): Promise<Criterion[]> {
  const table = (await workbook.tables()).find((each) => each.name === tableNames.weights);
  if (table === undefined) return [];
  const columns = columnsOf(table);
  if (columns.analysis === undefined || columns.criterion === undefined || columns.weight === undefined)
    return [];
  const { analysis, criterion, weight, minimum, maximum } = columns;
  const criteria: Criterion[] = [];
  for (const row of await workbook.readTable(table.name)) {
    const found = analysisOf(row[analysis]);
    const name = String(row[criterion] ?? "").trim();
    if (found === undefined || name === "") continue;
    criteria.push({
      analysis: found,
      criterion: name,
      weight: numberOf(row[weight]) ?? NaN,
      minimum: minimum === undefined ? null : numberOf(row[minimum]),
      maximum: maximum === undefined ? null : numberOf(row[maximum]),
    });
  }
  return criteria;
}

/**
 * Makes the `Weights` table hold exactly these criteria: rows that stay are overwritten in place, so that columns
 * which users added keep their rows.
 */
export async function writeWeights(
  workbook: Workbook,
  criteria: readonly Criterion[],
  language: Language,
): Promise<void> {
  const table = await workbook.ensureTable({
    name: tableNames.weights,
    sheet: tableNames.weights,
    columns: weightFields.map((field) => ({
      header: field.header[language],
      format: field.type === "number" ? "number" : "text",
      width: 16,
    })),
  });
  const columns = columnsOf(table);
  const order = weightFields.map((field) => field.name).filter((name) => columns[name] !== undefined);
  const valueOf = (row: Criterion, name: WeightField): WrittenValue =>
    name === "analysis"
      ? analysisLabels[row.analysis][language]
      : name === "weight" && Number.isNaN(row.weight)
        ? null
        : row[name];
  const kept = Math.min(table.rowCount, criteria.length);
  await workbook.quietly(async () => {
    if (kept > 0) {
      await workbook.writeTable(
        table.name,
        order.map((name) => ({
          row: 0,
          column: columns[name] as number,
          values: criteria.slice(0, kept).map((row) => [valueOf(row, name)]),
        })),
      );
    }
    if (criteria.length > kept) {
      await workbook.appendRows(
        table.name,
        criteria.slice(kept).map((row) => {
          const cells = new Array<WrittenValue | undefined>(table.headers.length).fill(undefined);
          for (const name of order) cells[columns[name] as number] = valueOf(row, name);
          return cells;
        }),
      );
    }
    if (table.rowCount > criteria.length) {
      const spare = Array.from({ length: table.rowCount - criteria.length }, (_, i) => criteria.length + i);
      await workbook.deleteRows(table.name, spare);
    }
  });
}
