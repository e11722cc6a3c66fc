import {
  cellOf,
  customerFields,
  interactionFields,
  ratedCriteria,
  ratingHeader,
  tableNames,
  weightFields,
  type Customer,
  type CustomerFieldName,
  type Field,
  type FieldValue,
  type Interaction,
  type Language,
} from "@crm-functions/core";
import { xlsxPieces, type FileCell, type SheetSource } from "../../../addin/workbook/file";
import { replaceFile } from "./replace-file";
import type { CriterionWeight } from "./team-workbook";

/** What is written as the tables that the add-in knows. */
export interface TeamTables {
  readonly customers: readonly Customer[];
  readonly interactions?: readonly Interaction[];
  readonly weights?: readonly CriterionWeight[];
  /** Language of headers and choices; `"en-US"` unless told. */
  readonly language?: Language;
  /** More sheets, after the tables. */
  readonly sheets?: readonly SheetSource[];
}

/**
 * Writes an `.xlsx` that Excel, the add-in and `readWorkbook` open, piece by piece. A file of that name is replaced as a
 * whole.
 */
export async function writeWorkbook(file: string, tables: TeamTables): Promise<void> {
  await replaceFile(file, xlsxPieces(sheetsOf(tables)));
}

/** The tables as sheets, each a table from its first cell; rows are made when they are asked for. */
export function sheetsOf(tables: TeamTables): SheetSource[] {
  const language = tables.language ?? "en-US";
  const { customers, interactions, weights } = tables;
  const sheets = [recordsSheet(tableNames.customers, customerColumns(customers, language), customers)];
  if (interactions !== undefined) {
    sheets.push(
      recordsSheet(tableNames.interactions, fieldColumns(interactionFields, language), interactions),
    );
  }
  if (weights !== undefined) {
    sheets.push(recordsSheet(tableNames.weights, fieldColumns(weightFields, language), weights));
  }
  return [...sheets, ...(tables.sheets ?? [])];
}

/** A column of a sheet of records. */
interface Column<Item> {
  readonly header: string;
  readonly width: number;
  cell(record: Item): FileCell | undefined;
}

function fieldColumns<Name extends string, Item extends Readonly<Partial<Record<Name, unknown>>>>(
  fields: readonly Field<Name>[],
  language: Language,
): Column<Item>[] {
  return fields.map((field) => ({
    header: field.header[language],
    width: field.type === "longText" ? 40 : 16,
    cell(record) {
      const value = record[field.name] as FieldValue | undefined;
      return value === undefined ? undefined : cellOfRecordField(value, field, language);
    },
  }));
}

/** The cell for the value of a field; undefined where it is blank. */
export function cellOfRecordField(value: FieldValue, field: Field, language: Language): FileCell | undefined {
  const cell = cellOf(value, field, language);
  if (cell === null) return undefined;
  const format = typeof cell === "number" ? dateFormats[field.type] : undefined;
  return format === undefined ? { value: cell } : { value: cell, format };
}

function customerColumns(customers: readonly Customer[], language: Language): Column<Customer>[] {
  return [
    ...fieldColumns<CustomerFieldName, Customer>(customerFields, language),
    ...ratedCriteria(customers).map(({ analysis, criterion }): Column<Customer> => ({
      header: ratingHeader(analysis, criterion, language),
      width: 16,
      cell(customer) {
        const given = customer.ratings[analysis];
        return given !== undefined && Object.hasOwn(given, criterion)
          ? { value: given[criterion] }
          : undefined;
      },
    })),
  ];
}

function recordsSheet<Item>(
  name: string,
  columns: readonly Column<Item>[],
  records: readonly Item[],
): SheetSource {
  return {
    name,
    cells: {
      *[Symbol.iterator]() {
        yield columns.map(({ header }) => ({ value: header }));
        for (const record of records) yield columns.map((column) => column.cell(record));
      },
    },
    widths: columns.map(({ width }) => width),
    frozen: { rows: 1, columns: 0 },
    tables: [{ name, row: 0, column: 0, rows: Math.max(2, records.length + 1), columns: columns.length }],
  };
}

const dateFormats: Readonly<Partial<Record<Field["type"], string>>> = {
  date: "yyyy-mm-dd",
  dateTime: "yyyy-mm-dd hh:mm",
};
