import { rename, rm, writeFile } from "node:fs/promises";
import {
  cellOfField,
  customerFields,
  interactionFields,
  ratedAnalyses,
  ratingHeader,
  tableNames,
  weightFields,
  type Customer,
  type Field,
  type FieldValue,
  type Interaction,
  type Language,
  type RatedAnalysis,
} from "@crm-functions/core";
import { writeXlsx, type FileCell, type SheetFile, type WorkbookFile } from "../../../addin/workbook/file";
import type { CriterionWeight } from "./team-workbook";

/** What is written as the tables that the add-in knows. */
export interface TeamTables {
  readonly customers: readonly Customer[];
  readonly interactions?: readonly Interaction[];
  readonly weights?: readonly CriterionWeight[];
  /** Language of headers and choices; `"en-US"` unless told. */
  readonly language?: Language;
  /** More sheets, after the tables. */
  readonly sheets?: readonly SheetFile[];
}

/** Writes an `.xlsx` that Excel, the add-in and `readWorkbook` open. A file of that name is replaced as a whole. */
export async function writeWorkbook(file: string, tables: TeamTables): Promise<void> {
  await replaceFile(file, writeXlsx(workbookOf(tables)));
}

/** Nobody ever sees half a file: it is written beside and then takes the name. */
async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** The tables as sheets, each a table from its first cell. */
export function workbookOf(tables: TeamTables): WorkbookFile {
  const language = tables.language ?? "en-US";
  const sheets: SheetFile[] = [customersSheet(tables.customers, language)];
  if (tables.interactions !== undefined) {
    sheets.push(recordsSheet(tableNames.interactions, interactionFields, tables.interactions, language));
  }
  if (tables.weights !== undefined) {
    sheets.push(recordsSheet(tableNames.weights, weightFields, tables.weights, language));
  }
  return { sheets: [...sheets, ...(tables.sheets ?? [])] };
}

/** The rated criteria of the customers, in the order of their columns. */
export function ratedCriteria(
  customers: readonly Customer[],
): { readonly analysis: RatedAnalysis; readonly criterion: string }[] {
  return ratedAnalyses.flatMap((analysis) =>
    [...new Set(customers.flatMap((each) => Object.keys(each.ratings[analysis] ?? {})))].map((criterion) => ({
      analysis,
      criterion,
    })),
  );
}

function customersSheet(customers: readonly Customer[], language: Language): SheetFile {
  const sheet = recordsSheet(tableNames.customers, customerFields, customers, language);
  const rated = ratedCriteria(customers);
  const [headers, ...rows] = sheet.cells;
  const cells = [
    [
      ...headers,
      ...rated.map(({ analysis, criterion }) => ({ value: ratingHeader(analysis, criterion, language) })),
    ],
    ...rows.map((row, i) => [
      ...row,
      ...rated.map(({ analysis, criterion }) => {
        const value = customers[i]?.ratings[analysis]?.[criterion];
        return value === undefined ? undefined : { value };
      }),
    ]),
  ];
  const [table] = sheet.tables!;
  return { ...sheet, cells, tables: [{ ...table, columns: table.columns + rated.length }] };
}

function recordsSheet(
  name: string,
  fields: readonly Field[],
  records: readonly object[],
  language: Language,
): SheetFile {
  const headers: FileCell[] = fields.map((field) => ({ value: field.header[language] }));
  const rows = records.map((record) =>
    fields.map((field): FileCell | undefined => {
      const value = (record as Record<string, FieldValue | undefined>)[field.name];
      const cell = value === undefined ? null : cellOfField(value, field, language);
      if (cell === null) return undefined;
      const format = typeof cell === "number" ? dateFormats[field.type] : undefined;
      return format === undefined ? { value: cell } : { value: cell, format };
    }),
  );
  return {
    name,
    cells: [headers, ...rows],
    widths: fields.map((field) => (field.type === "longText" ? 40 : 16)),
    frozen: { rows: 1, columns: 0 },
    tables: [{ name, row: 0, column: 0, rows: Math.max(2, rows.length + 1), columns: fields.length }],
  };
}

const dateFormats: Readonly<Partial<Record<Field["type"], string>>> = {
  date: "yyyy-mm-dd",
  dateTime: "yyyy-mm-dd hh:mm",
};
