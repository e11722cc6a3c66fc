import {
  cellOf,
  cellOfUse,
  columnsFor,
  headerOf,
  isCellError,
  tableNameOf,
  valuesOf,
  type CellValue,
  type ColumnUse,
  type CriterionWeight,
  type Customer,
  type Field,
  type FieldValue,
  type Interaction,
  type Language,
  type RecordKind,
} from "@crm-functions/core";
import { dateFormats } from "./number-format";
import type { FileCell, SheetSource } from "./workbook-file";

/** The cell for the value of a field; undefined if it is blank. */
export function cellOfRecordField(value: FieldValue, field: Field, language: Language): FileCell | undefined {
  return fileCell(cellOf(value, field, language), field);
}

function fileCell(cell: CellValue | undefined, use: ColumnUse): FileCell | undefined {
  if (cell === null || cell === undefined || isCellError(cell)) return undefined;
  const format =
    typeof cell === "number" && use !== undefined && "name" in use ? dateFormats[use.type] : undefined;
  return format === undefined ? { value: cell } : { value: cell, format };
}

/**
 * Records as the sheets that add-in, notebooks and playground know, each with a table that starts in its first cell.
 * Rows are generated on demand.
 */
export function recordSheets(
  records: {
    readonly customers: readonly Customer[];
    readonly interactions?: readonly Interaction[];
    readonly weights?: readonly CriterionWeight[];
  },
  language: Language,
): SheetSource[] {
  const { customers, interactions, weights } = records;
  return [
    recordSheet("customer", customers, language),
    ...(interactions === undefined ? [] : [recordSheet("interaction", interactions, language)]),
    ...(weights === undefined ? [] : [recordSheet("weight", weights, language)]),
  ];
}

function recordSheet(
  kind: RecordKind,
  records: readonly (Customer | Interaction | CriterionWeight)[],
  language: Language,
): SheetSource {
  function* allValues() {
    for (const record of records) yield valuesOf(record);
  }
  const columns = columnsFor(allValues(), kind, language);
  const { uses } = columns;
  const name = tableNameOf[kind];
  return {
    name,
    cells: {
      *[Symbol.iterator]() {
        yield uses.map((use) => ({ value: headerOf(use, language, kind) }));
        for (const values of allValues())
          yield uses.map((use) => fileCell(cellOfUse(values, use, columns), use));
      },
    },
    widths: uses.map((use) => ("name" in use && use.type === "longText" ? 40 : 16)),
    frozen: { rows: 1, columns: 0 },
    tables: [{ name, row: 0, column: 0, rows: Math.max(2, records.length + 1), columns: uses.length }],
  };
}
