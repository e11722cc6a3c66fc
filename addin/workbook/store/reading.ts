import {
  batchSize,
  customerOf,
  interactionOf,
  nameKeys,
  newId,
  problemAt,
  readRow,
  sameRecord,
  stepSize,
  positionOf,
  type CellReading,
  type Checked,
  type Customer,
  type FieldValues,
  type Interaction,
  type LongWork,
  type ValidationSettings,
} from "@crm-functions/core";
import { inSlices, mapped } from "../in-slices";
import type { ActionOptions, CellValue, TableWrite } from "../workbook";
import type { Context, StoredKind } from "./context";
import { findTables, idColumn, requireColumn, tablesAmong, type RecordTable } from "./tables";

/** A table row as read. */
export interface RowRead {
  readonly values: FieldValues;
  readonly id: string;
  /** Position in the body of the table. */
  readonly row: number;
}

/** The records of both tables, by id. */
export interface ReadRecords {
  readonly customer: ReadonlyMap<string, Customer>;
  readonly interaction: ReadonlyMap<string, Interaction>;
}

export const nothingRead: ReadRecords = { customer: new Map(), interaction: new Map() };

/** Parses a row, except for columns that formulas fill. */
export function rowRead(
  table: RecordTable,
  cells: readonly (CellValue | undefined)[],
  row: number,
  reading: CellReading,
): RowRead {
  const own =
    table.calculated.size === 0 ? cells : cells.map((cell, i) => (table.calculated.has(i) ? null : cell));
  const values = readRow(own, table.columns, reading);
  return { values, id: idOf(values.id), row };
}

function idOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

/** Every row of the table. */
export async function readRows(
  workbook: Context["workbook"],
  table: RecordTable,
  reading: CellReading = {},
  options?: ActionOptions,
): Promise<RowRead[]> {
  const wanted = table.columns.uses.flatMap((use, i) =>
    use === undefined || table.calculated.has(i) ? [] : [i],
  );
  const rows = await workbook.readTable(table.info.name, wanted, options);
  const read = mapped(rows, (cells, row) => {
    const whole: CellValue[] = [];
    wanted.forEach((column, i) => (whole[column] = cells[i]));
    return rowRead(table, whole, row, reading);
  });
  return inSlices(read, { signal: options?.signal });
}

/** Values already in a sheet are accepted as they are: no range applies to their ratings. */
const anyRating = { minimum: -Infinity, maximum: Infinity };

export function readingOf({ region, phones }: Context): CellReading & ValidationSettings {
  return { region, phones, ratingRange: () => anyRating, interactionRatingRange: anyRating };
}

/** The record in a row; a cell that cannot be understood is left out and reported as a problem. */
export function recordOf(
  kind: StoredKind,
  { values, id }: RowRead,
  rules: ValidationSettings,
): Checked<Customer | Interaction> {
  if (kind === "customer") return customerOf({ ...values, id }, rules);
  const { record, problems } = interactionOf({ ...values, id }, rules);
  const isOfKind = !problems.some(({ key }) => key === "kind");
  return { record: isOfKind ? record : { ...record, kind: "message" }, problems };
}

/** Gives ids to rows typed without one and writes them into the sheet, or remembers them until the first write. */
async function giveIds(
  context: Context,
  table: RecordTable,
  rows: readonly RowRead[],
  kind: StoredKind,
  writesIds: boolean,
): Promise<RowRead[]> {
  const { workbook, language } = context;
  const remembered = new Map<string, string[]>();
  const writes: TableWrite[] = [];
  const column = requireColumn(table, "id", language);
  const used = new Set(rows.map(({ id }) => id));
  const named = kind === "customer" ? nameKeys : ["customerId"];
  const withIds = rows.map((read): RowRead => {
    const isNamed = named.some((key) => idOf(read.values[key]) !== "");
    if (read.id !== "" || !isNamed) return read;
    const content = `${kind} ${JSON.stringify(read.values)}`;
    let id = context.unwritten.get(content)?.shift();
    while (id === undefined || used.has(id)) id = newId(kind);
    used.add(id);
    if (!writesIds) remembered.set(content, [...(remembered.get(content) ?? []), id]);
    writes.push({ row: read.row, column, values: [[id]] });
    return { ...read, id };
  });
  for (const content of context.unwritten.keys()) {
    if (content.startsWith(`${kind} `)) context.unwritten.delete(content);
  }
  for (const [content, ids] of remembered) context.unwritten.set(content, ids);
  if (writesIds && writes.length > 0) {
    // Write each id only if its cell is still blank.
    const keys = { column, at: new Map(writes.map(({ row }) => [row, ""])) };
    await workbook.quietly(() => workbook.writeTable(table.info.name, writes, { keys }));
  }
  return withIds;
}

/** The row number that the spreadsheet shows. */
const numberOf = ({ info }: RecordTable, row: number): number => info.area.row + 2 + row;

/** The records of a table by id. If two rows share an id, the first counts and the other is a problem. */
function* byId(
  context: Context,
  table: RecordTable,
  rows: readonly RowRead[],
  kind: StoredKind,
): LongWork<Map<string, Customer | Interaction>> {
  const { problems, lastSeen } = context;
  const found = new Map<string, Customer | Interaction>();
  const rules = readingOf(context);
  for (const read of rows) {
    if (read.row % stepSize === 0) yield read.row;
    if (read.id === "") continue;
    const { record, problems: wrong } = recordOf(kind, read, rules);
    const number = numberOf(table, read.row);
    for (const problem of wrong) {
      // Problems in the user's own columns are not reported.
      if (!problem.key.startsWith("own: ")) {
        problems.push(problemAt(problem, number, table.columns, table.info.headers));
      }
    }
    const holder = found.get(record.id);
    if (holder !== undefined) {
      const parameters = { id: record.id, holder: "name" in holder ? holder.name : holder.customerId };
      problems.push({ table: kind, row: number, header: "", key: "id", message: "idTakenBy", parameters });
    } else {
      found.set(record.id, record);
      lastSeen[kind].set(record.id, read.row);
    }
  }
  return found;
}

/** Finds which of the user's own columns formulas fill, judging by the first and the last row. */
async function lookForFormulas(
  { workbook, calculated }: Context,
  { info, columns }: RecordTable,
): Promise<void> {
  const { area, rowCount, name, headers } = info;
  if (rowCount === 0 || !columns.uses.some((use) => use !== undefined && "own" in use)) return;
  const rows = [...new Set([1, rowCount])].map((row) => ({ ...area, row: area.row + row, rows: 1 }));
  const formulas = await workbook.formulas(rows);
  const filled = headers.filter((_, i) => formulas.some(([cells]) => (cells[i] ?? "") !== ""));
  calculated.set(name, new Set(filled));
}

async function readTable(
  context: Context,
  kind: StoredKind,
  table: RecordTable | undefined,
  writesIds: boolean,
  options?: ActionOptions,
): Promise<Map<string, Customer | Interaction>> {
  context.lastSeen[kind].clear();
  if (table === undefined) return new Map();
  if (positionOf(table.columns.uses, "id") < 0) {
    const { header: field } = idColumn(kind, context.language);
    context.withoutId.push({ kind: `${kind}s`, name: table.info.name, field });
    return new Map();
  }
  const rows = await readRows(context.workbook, table, readingOf(context), options);
  const withIds = await giveIds(context, table, rows, kind, writesIds);
  return inSlices(byId(context, table, withIds, kind), { signal: options?.signal });
}

/** Reads the tables again and applies all changes. True if the number of tables without an id column has changed. */
export async function refresh(
  context: Context,
  options?: ActionOptions,
  { writesIds = true } = {},
): Promise<boolean> {
  let tables = await findTables(context);
  for (const table of [tables.customer, tables.interaction]) {
    if (table !== undefined) await lookForFormulas(context, table);
  }
  tables = tablesAmong(context, tables.all);
  const lacking = context.withoutId.length;
  context.problems = [];
  context.withoutId = [];
  const before = context.phones;
  const phones = new Map<string, string>();
  context.phones = {
    get(text) {
      const known = phones.get(text) ?? before.get(text);
      if (known !== undefined) phones.set(text, known);
      return known;
    },
    set: (text, phone) => void phones.set(text, phone),
  };
  const read = {
    customer: await readTable(context, "customer", tables.customer, writesIds, options),
    interaction: await readTable(context, "interaction", tables.interaction, writesIds),
  } as ReadRecords;
  // Forget numbers that no row uses any more.
  context.phones = phones;
  await takeOver(context, read, { whole: true });
  return context.withoutId.length !== lacking;
}

/** Makes the records match what was read; with `whole`, removes records that were not read. */
export async function takeOver(
  { records, applied }: Context,
  read: ReadRecords,
  { whole = false, gone = {} as Readonly<Partial<Record<StoredKind, readonly string[]>>> } = {},
): Promise<void> {
  function* different<Item extends Customer | Interaction>(
    items: ReadonlyMap<string, Item>,
    stored: (id: string) => Item | undefined,
  ): LongWork<Item[]> {
    const put: Item[] = [];
    let done = 0;
    for (const item of items.values()) {
      if (done++ % stepSize === 0) yield done;
      if (!sameRecord(item, stored(item.id))) put.push(item);
    }
    return put;
  }
  const putCustomers = await inSlices(different(read.customer, records.customer));
  const putInteractions = await inSlices(different(read.interaction, records.interaction));
  const removeCustomers = [...(gone.customer ?? [])];
  const removeInteractions = [...(gone.interaction ?? [])];
  if (whole) {
    for (const { id } of records.allCustomers()) if (!read.customer.has(id)) removeCustomers.push(id);
    for (const { id } of records.allInteractions())
      if (!read.interaction.has(id)) removeInteractions.push(id);
  }
  const batch = { putCustomers, putInteractions, removeCustomers, removeInteractions };
  if (batchSize(batch) > 0) await applied(batch);
}
