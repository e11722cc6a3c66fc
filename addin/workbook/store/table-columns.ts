import {
  analysisLabels,
  cellOf,
  fieldOfHeader,
  headerKey,
  ratingHeader,
  ratingOfHeader,
  readFieldCell,
  type CellReading,
  type Field,
  type FieldValue,
  type Language,
  type MessageKey,
  type RatedAnalysis,
  type Ratings,
} from "@crm-functions/core";
import type { CellValue, ColumnLayout, TableLayout, WrittenValue } from "../workbook";

/** Which header keeps which field, for headers that we would not know ourselves. */
export type HeaderMapping = Readonly<Record<string, string>>;

/** What a column of a table is for: a field, a rating, or nothing of ours (undefined). */
export type ColumnUse =
  { readonly field: Field } | { readonly analysis: RatedAnalysis; readonly criterion: string } | undefined;

/** The columns of a table as it stands, by position. */
export interface TableColumns {
  readonly uses: readonly ColumnUse[];
  /** Language of the headers, which is that of choices in the cells as well. */
  readonly language: Language;
}

/** A record as the tables know it: values by field name, and ratings where there are any. */
export type FlatRecord = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly ratings?: Ratings;
};

/** Something in a cell that could not be understood. */
export interface CellProblem {
  readonly column: number;
  readonly key: MessageKey;
  readonly found: string;
}

/** What each column is for: by the mapping first, then by its header in either language; the first of two wins. */
export function columnsOf(
  headers: readonly string[],
  fields: readonly Field[],
  mapping: HeaderMapping = {},
  withRatings = false,
): TableColumns {
  const mapped = new Map(Object.entries(mapping).map(([name, header]) => [headerKey(header), name]));
  const taken = new Set<string>();
  let chinese = 0;
  const byMapping = headers.map((header) => {
    const name = mapped.get(headerKey(header));
    const field = fields.find((each) => each.name === name);
    if (field === undefined || taken.has(field.name)) return undefined;
    taken.add(field.name);
    return field;
  });
  const uses = headers.map((header, i): ColumnUse => {
    if (/\p{Script=Han}/u.test(header)) chinese++;
    const mappedField = byMapping[i];
    if (mappedField !== undefined) return { field: mappedField };
    const name = fieldOfHeader(header, fields);
    if (name !== undefined && !taken.has(name)) {
      taken.add(name);
      return { field: fields.find((each) => each.name === name)! };
    }
    const rating = withRatings ? ratingOfHeader(header) : undefined;
    if (rating === undefined || taken.has(`${rating.analysis}:${rating.criterion}`)) return undefined;
    taken.add(`${rating.analysis}:${rating.criterion}`);
    return rating;
  });
  return { uses, language: chinese * 2 > headers.length ? "zh-CN" : "en-US" };
}

/** Position of the column of a field, -1 where the table has none. */
export function positionOf(columns: TableColumns, fieldName: string): number {
  return columns.uses.findIndex((use) => use !== undefined && "field" in use && use.field.name === fieldName);
}

/** The record that a row holds; fields without a column are empty. */
export function recordOfRow(
  row: readonly CellValue[],
  columns: TableColumns,
  fields: readonly Field[],
  reading: CellReading,
): { readonly record: FlatRecord; readonly problems: readonly CellProblem[] } {
  const values: Record<string, unknown> = {};
  for (const field of fields) values[field.name] = readFieldCell(null, field).value;
  const problems: CellProblem[] = [];
  const ratings: Partial<Record<RatedAnalysis, [string, number][]>> = {};
  columns.uses.forEach((use, column) => {
    if (use === undefined) return;
    if ("field" in use) {
      const { value, problem } = readFieldCell(row[column], use.field, reading);
      values[use.field.name] = typeof value === "string" ? value.trim() : value;
      if (problem !== undefined) problems.push({ column, ...problem });
      return;
    }
    const { value, problem } = readFieldCell(row[column], ratingField, reading);
    if (problem !== undefined) problems.push({ column, ...problem });
    if (typeof value === "number") (ratings[use.analysis] ??= []).push([use.criterion, value]);
  });
  values.ratings = Object.fromEntries(
    Object.entries(ratings).map(([analysis, entries]) => [analysis, Object.fromEntries(entries)]),
  );
  return { record: values as FlatRecord, problems };
}

const ratingField: Field = {
  name: "rating",
  header: { "en-US": "Rating", "zh-CN": "评分" },
  type: "number",
  aliases: [],
};

/** What a column shows for a record; undefined where the column is none of ours. */
export function cellOfRecord(
  record: FlatRecord,
  use: ColumnUse,
  language: Language,
): WrittenValue | undefined {
  if (use === undefined) return undefined;
  if ("field" in use)
    return cellOf((record[use.field.name] ?? null) as FieldValue, use.field, language) as WrittenValue;
  const criteria = record.ratings?.[use.analysis];
  return criteria !== undefined && Object.hasOwn(criteria, use.criterion) ? criteria[use.criterion] : null;
}

/** Ratings of the records that no column keeps yet, in order of appearance. */
export function ratingsWithoutColumn(
  records: readonly FlatRecord[],
  columns: TableColumns,
): { readonly analysis: RatedAnalysis; readonly criterion: string }[] {
  const known = new Set(
    columns.uses.flatMap((use) =>
      use !== undefined && "analysis" in use ? [`${use.analysis}:${use.criterion}`] : [],
    ),
  );
  const wanted: { analysis: RatedAnalysis; criterion: string }[] = [];
  for (const { ratings } of records) {
    for (const analysis of Object.keys(analysisLabels) as RatedAnalysis[]) {
      for (const criterion of Object.keys(ratings?.[analysis] ?? {})) {
        const key = `${analysis}:${criterion}`;
        if (known.has(key)) continue;
        known.add(key);
        wanted.push({ analysis, criterion });
      }
    }
  }
  return wanted;
}

/** The column for a rating. */
export function ratingColumn(analysis: RatedAnalysis, criterion: string, language: Language): ColumnLayout {
  return { header: ratingHeader(analysis, criterion, language), format: "number", width: 14 };
}

/** The table for records of these fields, in one language. */
export function layoutOf(
  name: string,
  sheet: string,
  fields: readonly Field[],
  language: Language,
  more: readonly ColumnLayout[] = [],
): TableLayout {
  return { name, sheet, columns: [...fields.map((field) => columnLayout(field, language)), ...more] };
}

function columnLayout(field: Field, language: Language): ColumnLayout {
  const header = field.header[language];
  switch (field.type) {
    case "date":
      return { header, format: "date", rule: { date: true }, width: 12 };
    case "dateTime":
      return { header, format: "dateTime", width: 17 };
    case "number":
      return { header, format: "number", width: 14 };
    case "choice":
      return {
        header,
        format: "text",
        rule: { oneOf: (field.choices ?? []).map(({ label }) => label[language]) },
        width: 14,
      };
    case "boolean":
      return { header, format: "general", width: 10 };
    case "longText":
      return { header, format: "text", width: 48 };
    default:
      return { header, format: "text", width: 22 };
  }
}
