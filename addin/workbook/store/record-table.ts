import {
  CrmError,
  fieldOfHeader,
  sameRecord,
  stepSize,
  type CellReading,
  type Field,
  type Language,
  type Steps,
} from "@crm-functions/core";
import { inSlices } from "../in-slices";
import type {
  ActionOptions,
  Area,
  CellValue,
  TableInfo,
  TableWrite,
  Workbook,
  WrittenValue,
} from "../workbook";
import {
  cellOfRecord,
  columnsOf,
  layoutOf,
  positionOf,
  ratingColumn,
  ratingsWithoutColumn,
  recordOfRow,
  type CellProblem,
  type FlatRecord,
  type HeaderMapping,
  type TableColumns,
} from "./table-columns";

/** How the records of one kind are kept in a table. */
export interface RecordTableDescription {
  /** The table's name where we make it. */
  readonly name: string;
  readonly sheet: string;
  readonly fields: readonly Field[];
  /** Fields by which a table of another name is known to be this one. */
  readonly knownBy: readonly string[];
  readonly withRatings: boolean;
  readonly mapping: HeaderMapping;
  readonly language: Language;
}

/** A table of the workbook as it stands now. */
export interface RecordTable {
  readonly info: TableInfo;
  readonly columns: TableColumns;
  readonly description: RecordTableDescription;
}

/** Finds the table by its name, else by its headers. */
export function findRecordTable(
  tables: readonly TableInfo[],
  description: RecordTableDescription,
): RecordTable | undefined {
  const { name, fields, knownBy, mapping, withRatings } = description;
  const info =
    tables.find((each) => each.name.toLowerCase() === name.toLowerCase()) ??
    tables.find(({ headers }) =>
      knownBy.every((field) => headers.some((header) => fieldOfHeader(header, fields) === field)),
    );
  if (info === undefined) return undefined;
  return { info, columns: columnsOf(info.headers, fields, mapping, withRatings), description };
}

/** @throws CrmError `columnMissing` where the table lacks a column that we cannot do without */
export function requireColumn(table: RecordTable, fieldName: string): number {
  const position = positionOf(table.columns, fieldName);
  if (position >= 0) return position;
  const { fields, language } = table.description;
  const field = fields.find((each) => each.name === fieldName)?.header[language] ?? fieldName;
  throw new CrmError("value", "columnMissing", { name: table.info.name, field });
}

/** The table, made where the workbook has none, with a column for each rating of the records. */
export async function ensureRecordTable(
  workbook: Workbook,
  found: RecordTable | undefined,
  description: RecordTableDescription,
  records: readonly FlatRecord[],
): Promise<RecordTable> {
  const { name, sheet, fields, language, mapping, withRatings } = description;
  const tableOf = (info: TableInfo): RecordTable => ({
    info,
    columns: columnsOf(info.headers, fields, mapping, withRatings),
    description,
  });
  const table = found ?? tableOf(await workbook.ensureTable(layoutOf(name, sheet, fields, language)));
  const missing = withRatings ? ratingsWithoutColumn(records, table.columns) : [];
  if (missing.length === 0) return table;
  const added = missing.map(({ analysis, criterion }) =>
    ratingColumn(analysis, criterion, table.columns.language),
  );
  return tableOf(await workbook.addColumns(table.info.name, added));
}

/** A row understood. */
export interface RowRead {
  readonly record: FlatRecord;
  /** Position in the body. */
  readonly row: number;
  readonly problems: readonly CellProblem[];
}

export function readRow(
  table: RecordTable,
  cells: readonly CellValue[],
  row: number,
  reading: CellReading,
): RowRead {
  return { row, ...recordOfRow(cells, table.columns, table.description.fields, reading) };
}

/** Every row of the table. */
export async function readRows(
  workbook: Workbook,
  table: RecordTable,
  reading: CellReading,
  options?: ActionOptions,
): Promise<RowRead[]> {
  const wanted = table.columns.uses.flatMap((use, i) => (use === undefined ? [] : [i]));
  const rows = await workbook.readTable(table.info.name, wanted, options);
  function* understood(): Steps<RowRead[]> {
    const read: RowRead[] = [];
    for (const [row, cells] of rows.entries()) {
      if (row % stepSize === 0) yield row;
      const whole: CellValue[] = [];
      wanted.forEach((column, i) => (whole[column] = cells[i]));
      read.push(readRow(table, whole, row, reading));
    }
    return read;
  }
  return inSlices(understood(), { signal: options?.signal });
}

/** Where each id stands now. Users sort, so a position is good for one action only. */
export async function positionsById(workbook: Workbook, table: RecordTable): Promise<Map<string, number>> {
  const positions = new Map<string, number>();
  const ids = await workbook.readTable(table.info.name, [requireColumn(table, "id")]);
  ids.forEach(([cell], row) => {
    const id = cell === null ? "" : String(cell).trim();
    if (id !== "" && !positions.has(id)) positions.set(id, row);
  });
  return positions;
}

/** The area of one row on its sheet. */
export function areaOfRow(table: RecordTable, row: number): Area {
  const { area } = table.info;
  return { ...area, row: area.row + 1 + row, rows: 1 };
}

/** The rows of new records, `undefined` in columns that are the user's. */
export function* rowsOf(
  table: RecordTable,
  records: readonly FlatRecord[],
): Steps<(WrittenValue | undefined)[][]> {
  const { uses, language } = table.columns;
  const rows: (WrittenValue | undefined)[][] = [];
  for (const [i, record] of records.entries()) {
    if (i % stepSize === 0) yield i;
    requireColumnsFor(table, record);
    rows.push(uses.map((use) => cellOfRecord(record, use, language)));
  }
  return rows;
}

/** What has to be written to turn one record into another, only cells that change, neighbours together. */
export function writesFor(
  table: RecordTable,
  row: number,
  before: FlatRecord,
  after: FlatRecord,
): TableWrite[] {
  requireColumnsFor(table, after, before);
  const { uses, language } = table.columns;
  const writes: { row: number; column: number; values: WrittenValue[][] }[] = [];
  uses.forEach((use, column) => {
    const cell = cellOfRecord(after, use, language);
    if (cell === undefined || cell === cellOfRecord(before, use, language)) return;
    const last = writes.at(-1);
    if (last !== undefined && last.column + last.values[0].length === column) last.values[0].push(cell);
    else writes.push({ row, column, values: [[cell]] });
  });
  return writes;
}

/** Fields that every record has, wanted or not: a table that lacks their column goes without. */
const filledIn: readonly string[] = ["kind", "created", "done"];

/** A value that no column would keep is not dropped silently. */
function requireColumnsFor(table: RecordTable, record: FlatRecord, before?: FlatRecord): void {
  for (const field of table.description.fields) {
    const value = record[field.name];
    const matters =
      before === undefined
        ? field.required === true || (value !== "" && value !== null && !filledIn.includes(field.name))
        : !sameRecord(value, before[field.name]);
    if (matters) requireColumn(table, field.name);
  }
}
