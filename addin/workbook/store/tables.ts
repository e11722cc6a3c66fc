import {
  columnsOf,
  CrmError,
  fieldsOf,
  headerOf,
  isTableOf,
  missingColumns,
  positionOf,
  tableNameOf,
  type ColumnUse,
  type Field,
  type FieldValues,
  type Language,
  type RecordKind,
  type TableColumns,
} from "@crm-functions/core";
import type { ColumnLayout, TableInfo, Workbook } from "../workbook";
import type { Context, StoredKind } from "./context";

/** A table of the workbook as it is now. */
export interface RecordTable {
  readonly kind: RecordKind;
  readonly info: TableInfo;
  readonly columns: TableColumns;
  /** Positions of the user's own columns that formulas fill; the table maintains them. */
  readonly calculated: ReadonlySet<number>;
}

export interface Tables {
  readonly customer?: RecordTable;
  readonly interaction?: RecordTable;
  /** Every table of the workbook. */
  readonly all: readonly TableInfo[];
}

const sheetNames: Readonly<Record<RecordKind, Readonly<Record<Language, string>>>> = {
  customer: { "en-US": "Customers", "zh-CN": "客户" },
  interaction: { "en-US": "Interactions", "zh-CN": "互动" },
  weight: { "en-US": "Weights", "zh-CN": "权重" },
  erasure: { "en-US": "Erasures", "zh-CN": "删除记录" },
  purchase: { "en-US": "Purchases", "zh-CN": "购买" },
  answer: { "en-US": "Answers", "zh-CN": "答卷" },
};

type Finding = Partial<Pick<Context, "mapping" | "calculated">>;

function mappingOf(kind: RecordKind, { mapping = {} }: Finding) {
  return kind === "customer" ? mapping.customers : kind === "interaction" ? mapping.interactions : undefined;
}

function tableOf(kind: RecordKind, info: TableInfo, finding: Finding): RecordTable {
  const headers = finding.calculated?.get(info.name);
  return {
    kind,
    info,
    columns: columnsOf(info.headers, kind, mappingOf(kind, finding)),
    calculated: new Set(info.headers.flatMap((header, i) => (headers?.has(header) ? [i] : []))),
  };
}

/** The table of a kind, by name or else by headers; for customers and interactions those must include the id. */
export function findTable(
  tables: readonly TableInfo[],
  kind: RecordKind,
  finding: Finding = {},
): RecordTable | undefined {
  const name = tableNameOf[kind].toLowerCase();
  const hasIds = kind === "customer" || kind === "interaction";
  const info =
    tables.find((each) => each.name.toLowerCase() === name) ??
    tables.find(
      ({ headers }) =>
        isTableOf(kind, headers) && (!hasIds || positionOf(columnsOf(headers, kind).uses, "id") >= 0),
    );
  return info && tableOf(kind, info, finding);
}

/** The current tables of the records. */
export async function findTables(context: Context): Promise<Tables> {
  return tablesAmong(context, await context.workbook.tables());
}

export function tablesAmong(context: Context, all: readonly TableInfo[]): Tables {
  const interaction = findTable(all, "interaction", context);
  const others = all.filter(({ name }) => name !== interaction?.info.name);
  return { customer: findTable(others, "customer", context), interaction, all };
}

/** @throws CrmError `columnMissing` if the table lacks a required column */
export function requireColumn({ info, columns, kind }: RecordTable, key: string, language: Language): number {
  const position = positionOf(columns.uses, key);
  if (position >= 0) return position;
  const field = fieldsOf[kind].find((each) => each.name === key)?.header[language] ?? key;
  throw new CrmError("value", "columnMissing", { name: info.name, field });
}

/** The table, created if missing, with columns added for the records' ratings and own values that have none. */
export async function ensureTable(
  workbook: Workbook,
  found: RecordTable | undefined,
  kind: RecordKind,
  language: Language,
  records: Iterable<FieldValues> = [],
  finding: Finding = {},
): Promise<RecordTable> {
  const table =
    found ??
    tableOf(
      kind,
      await workbook.ensureTable({
        name: tableNameOf[kind],
        sheet: sheetNames[kind][language],
        columns: fieldsOf[kind].map((field) => columnLayout(field, language, kind)),
      }),
      finding,
    );
  const missing = missingColumns(records, table.columns).filter((use) => !("name" in use));
  if (missing.length === 0) return table;
  const added = missing.map((use) => columnLayout(use, table.columns.language, kind));
  return tableOf(kind, await workbook.addColumns(table.info.name, added), finding);
}

/** Format, rule and width of the columns of fields, by the field's type. */
const layouts: Readonly<Partial<Record<Field["type"], Omit<ColumnLayout, "header">>>> = {
  date: { format: "date", rule: { date: true }, width: 12 },
  dateTime: { format: "dateTime", width: 17 },
  number: { format: "number", width: 14 },
  choice: { format: "text", width: 14 },
  boolean: { format: "general", width: 10 },
  longText: { format: "text", width: 48 },
};

/** The layout of the column for a field, rating or column of the user's own. */
function columnLayout(
  use: Exclude<ColumnUse, undefined>,
  language: Language,
  kind: RecordKind,
): ColumnLayout {
  const header = headerOf(use, language, kind);
  if ("analysis" in use) return { header, format: "number", width: 14 };
  if ("own" in use) return { header, format: "general", width: 16 };
  const layout: ColumnLayout = { header, ...(layouts[use.type] ?? { format: "text", width: 22 }) };
  if (use.type !== "choice") return layout;
  return { ...layout, rule: { oneOf: (use.choices ?? []).map(({ label }) => label[language]) } };
}

/** The column for the ids of records. */
export function idColumn(kind: StoredKind, language: Language): ColumnLayout {
  const field = fieldsOf[kind].find(({ name }) => name === "id") as Field;
  return columnLayout(field, language, kind);
}
