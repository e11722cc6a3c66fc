import {
  cellOfUse,
  fieldsOf,
  rowOf,
  valuesOf,
  type Batch,
  type Customer,
  type FieldValues,
  type Interaction,
  type Inverse,
  type Language,
  type LongWork,
} from "@crm-functions/core";
import { inSlices, mapped, stopIfAsked } from "../in-slices";
import type { ActionOptions, CellValue, RowAt, TableWrite, WrittenValue } from "../workbook";
import type { Context, StoredKind } from "./context";
import { allOrNothing, type Journal } from "./journal";
import { areaOfRow, positionsById, singlyUpTo } from "./places";
import { ensureTable, requireColumn, type RecordTable, type Tables } from "./tables";

/** Current rows of the records of a write, by id. */
export interface Places {
  readonly customer: ReadonlyMap<string, number>;
  readonly interaction: ReadonlyMap<string, number>;
}

/** Fields that every record has anyway; a table may lack columns for them. */
const filledIn: readonly string[] = ["kind", "created", "done"];

/** @throws CrmError `columnMissing` rather than silently drop a value that has no column */
function requireColumnsFor(
  language: Language,
  table: RecordTable,
  record: FieldValues,
  before?: FieldValues,
): void {
  for (const { name, required } of fieldsOf[table.kind]) {
    const value = record[name];
    const matters =
      before === undefined
        ? required === true || (value !== "" && value !== null && !filledIn.includes(name))
        : value !== before[name];
    if (matters) requireColumn(table, name, language);
  }
}

function written(cell: CellValue | undefined): WrittenValue | undefined {
  return typeof cell === "object" && cell !== null ? undefined : cell;
}

/** The cells of new rows; `undefined` leaves a cell to the table. */
export function newRows(
  language: Language,
  table: RecordTable,
  records: readonly FieldValues[],
): LongWork<(WrittenValue | undefined)[][]> {
  return mapped(records, (record) => {
    requireColumnsFor(language, table, record);
    return rowOf(record, table.columns).map((cell, column) =>
      table.calculated.has(column) ? undefined : written(cell),
    );
  });
}

/** The writes that turn one record into another: only cells that change, adjacent ones together. */
function writesFor(
  context: Context,
  table: RecordTable,
  row: number,
  before: FieldValues,
  after: FieldValues,
): TableWrite[] {
  requireColumnsFor(context.language, table, after, before);
  const writes: { row: number; column: number; values: WrittenValue[][] }[] = [];
  table.columns.uses.forEach((use, column) => {
    if (use === undefined || table.calculated.has(column)) return;
    const cell = written(cellOfUse(after, use, table.columns)) ?? null;
    if (cell === (written(cellOfUse(before, use, table.columns)) ?? null)) return;
    const last = writes.at(-1);
    if (last !== undefined && last.column + last.values[0].length === column) last.values[0].push(cell);
    else writes.push({ row, column, values: [[cell]] });
  });
  return writes;
}

/**
 * Writes a batch into the tables, all or nothing.
 *
 * @param places rows of restored records before they were removed
 */
export async function writeChange(
  context: Context,
  batch: Batch,
  tables: Tables,
  at: Places,
  options: ActionOptions,
  places?: Inverse["places"],
): Promise<void> {
  stopIfAsked(options);
  await allOrNothing(context.workbook, async (journal) => {
    const { putCustomers, putInteractions } = batch;
    await putAll(context, "customer", tables, putCustomers, at, options, journal, places?.customers);
    await putAll(context, "interaction", tables, putInteractions, at, options, journal, places?.interactions);
    const { signal } = options;
    const interactions = rowsOf(at.interaction, batch.removeInteractions);
    const customers = rowsOf(at.customer, batch.removeCustomers);
    await removeRows(context, tables.interaction, "id", interactions, { signal }, journal);
    await removeRows(context, tables.customer, "id", customers, options, journal);
  });
  if (batch.removeCustomers.length + batch.removeInteractions.length > 0 || places !== undefined) {
    // Other rows have moved.
    context.lastSeen.customer.clear();
    context.lastSeen.interaction.clear();
  }
}

/** The keys of rows, by position. */
export type KnownRows = ReadonlyMap<number, string>;

function rowsOf(positions: ReadonlyMap<string, number>, ids: readonly string[]): KnownRows {
  return new Map(ids.filter((id) => positions.has(id)).map((id) => [positions.get(id)!, id]));
}

async function putAll(
  context: Context,
  kind: StoredKind,
  tables: Tables,
  put: readonly (Customer | Interaction)[],
  at: Places,
  options: ActionOptions,
  journal: Journal,
  places: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  if (put.length === 0) return;
  const { workbook, records, language } = context;
  const after = put.map(valuesOf);
  const table = await ensureTable(workbook, tables[kind], kind, language, after, context);
  const name = table.info.name;
  const writes: TableWrite[] = [];
  const back: TableWrite[] = [];
  const added: FieldValues[] = [];
  put.forEach(({ id }, i) => {
    const row = at[kind].get(id);
    if (row === undefined) {
      added.push(after[i]);
      return;
    }
    const stored = kind === "customer" ? records.customer(id) : records.interaction(id);
    const before = valuesOf(stored!);
    writes.push(...writesFor(context, table, row, before, after[i]));
    back.push(...writesFor(context, table, row, after[i], before));
  });
  if (writes.length > 0) {
    const known = rowsOf(
      at[kind],
      put.map(({ id }) => id),
    );
    const keys = { column: requireColumn(table, "id", language), at: known };
    journal.did(async () => {
      const now = await positionsById(context, table);
      const there = back.flatMap((write): TableWrite[] => {
        const row = now.get(known.get(write.row)!);
        return row === undefined ? [] : [{ ...write, row }];
      });
      await workbook.writeTable(name, there);
    });
    await workbook.writeTable(name, writes, { ...options, keys });
  }
  if (added.length === 0) return;
  const rows = await inSlices(newRows(language, table, added), { signal: options.signal });
  const ids = added.map(({ id }) => String(id));
  journal.did(async () => {
    const now = await positionsById(context, table);
    const there = rowsOf(now, ids);
    const keys = { column: requireColumn(table, "id", language), at: there };
    if (there.size > 0) await workbook.deleteRows(name, [...there.keys()], { keys });
  });
  const returning: RowAt[] = [];
  const appended: (WrittenValue | undefined)[][] = [];
  ids.forEach((id, i) => {
    const row = places.get(id);
    if (row === undefined) appended.push(rows[i]);
    else returning.push({ row, cells: rows[i] });
  });
  if (returning.length > 0) {
    returning.sort((a, b) => a.row - b.row);
    await workbook.insertRows(name, returning, options);
  }
  if (appended.length === 0) return;
  await workbook.appendRows(name, appended, options);
  if (returning.length > 0) return;
  ids.forEach((id, i) => context.lastSeen[kind].set(id, table.info.rowCount + i));
}

/** Deletes rows identified by the column of `key`; undoing puts them back where they were. */
export async function removeRows(
  context: Context,
  table: RecordTable | undefined,
  key: string,
  rows: KnownRows,
  options: ActionOptions,
  journal: Journal,
): Promise<void> {
  if (table === undefined || rows.size === 0) return;
  const { name } = table.info;
  const keys = { column: requireColumn(table, key, context.language), at: rows };
  const rising = [...rows.keys()].sort((a, b) => a - b);
  const cells = await cellsOf(context, table, rising, options.signal);
  const idColumn = requireColumn(table, "id", context.language);
  let deleted = 0;
  journal.did(async () => {
    // The last rows go first: if deletion stopped early, the rows above still exist and must not be duplicated.
    const ids = new Set((await context.workbook.readTable(name, [idColumn])).map(([id]) => id));
    const gone = rising.flatMap((row, i): RowAt[] =>
      i >= rising.length - deleted || !ids.has(cells[i][idColumn] ?? null) ? [{ row, cells: cells[i] }] : [],
    );
    if (gone.length > 0) await context.workbook.insertRows(name, gone);
  });
  // Reported before the first row is deleted, so that the caller can still stop the action.
  options.onProgress?.({ done: 0, total: rows.size });
  await context.workbook.deleteRows(name, rising, {
    ...options,
    keys,
    onProgress: (progress) => {
      deleted = progress.done;
      options.onProgress?.(progress);
    },
  });
}

/** The cells of rows, in all columns; undefined for a formula or an error, which the table fills in. */
async function cellsOf(
  { workbook }: Context,
  table: RecordTable,
  rows: readonly number[],
  signal?: ActionOptions["signal"],
): Promise<(WrittenValue | undefined)[][]> {
  const { area, rowCount } = table.info;
  const whole = { ...area, row: area.row + 1, rows: rowCount };
  const areas = rows.length > singlyUpTo ? [whole] : rows.map((row) => areaOfRow(table, row));
  const pick = <Cell>(read: readonly (readonly (readonly Cell[])[])[]) =>
    rows.length > singlyUpTo ? rows.map((row) => read[0][row]) : read.map(([cells]) => cells);
  const values = pick<CellValue>(await workbook.read(areas));
  const formulas = pick<string>(await workbook.formulas(areas));
  const kept = mapped(values, (cells, i) =>
    cells.map((value, column) => (formulas[i][column] === "" ? written(value) : undefined)),
  );
  return inSlices(kept, { signal });
}
