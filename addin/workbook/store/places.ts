import { positionOf, stepSize, type Customer, type Interaction, type LongWork } from "@crm-functions/core";
import { inSlices } from "../in-slices";
import { overlap } from "../file/areas";
import type { ActionOptions, Area } from "../workbook";
import type { Context, StoredKind } from "./context";
import { nothingRead, readingOf, readRows, recordOf, rowRead, takeOver, type RowRead } from "./reading";
import { findTables, requireColumn, type RecordTable } from "./tables";

/** Up to this many rows are read one by one; for more, the whole table is read. */
export const singlyUpTo = 50;

/** The rows that a write depends on. */
export interface Wanted {
  /** Ids of records that should exist: their rows are read again. */
  readonly ids?: readonly string[];
  /** Ids that should be unused: looked up among all ids now in the sheet. */
  readonly free?: readonly string[];
}

/** The current row of each id. Users sort, so a position is valid for one action only. */
export async function positionsById(context: Context, table: RecordTable): Promise<Map<string, number>> {
  const positions = new Map<string, number>();
  const column = requireColumn(table, "id", context.language);
  const ids = await context.workbook.readTable(table.info.name, [column]);
  ids.forEach(([cell], row) => {
    const id = cell === null ? "" : String(cell).trim();
    if (id !== "" && !positions.has(id)) positions.set(id, row);
  });
  return positions;
}

/** The area of one table row on its sheet. */
export function areaOfRow({ info: { area } }: RecordTable, row: number): Area {
  return { ...area, row: area.row + 1 + row, rows: 1 };
}

async function rowsAt(context: Context, table: RecordTable, places: readonly number[]): Promise<RowRead[]> {
  const read = await context.workbook.read(places.map((row) => areaOfRow(table, row)));
  return read.map(([cells], i) => rowRead(table, cells, places[i], readingOf(context)));
}

/** The rows of records at their last known positions; undefined unless every record is still there. */
async function rowsWhereLastSeen(
  context: Context,
  kind: StoredKind,
  table: RecordTable,
  ids: readonly string[],
): Promise<RowRead[] | undefined> {
  const places = ids.map((id) => context.lastSeen[kind].get(id) ?? Infinity);
  if (places.some((row) => row >= table.info.rowCount)) return undefined;
  requireColumn(table, "id", context.language);
  const rows = await rowsAt(context, table, places);
  return rows.every(({ id }, i) => id === ids[i]) ? rows : undefined;
}

/**
 * Reads the rows to be changed again, so that a recent change by someone else is not overwritten unseen. Returns the
 * current row of each id.
 */
export async function freshPlaces(
  context: Context,
  kind: StoredKind,
  table: RecordTable | undefined,
  { ids = [], free = [] }: Wanted,
  options?: ActionOptions,
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(ids)];
  if (wanted.length + free.length === 0) return new Map();
  const isKnown = (id: string): boolean =>
    (kind === "customer" ? context.records.customer(id) : context.records.interaction(id)) !== undefined;
  function* recordsOf(rows: readonly RowRead[]): LongWork<Map<string, Customer | Interaction>> {
    const rules = readingOf(context);
    const found = new Map<string, Customer | Interaction>();
    for (const [i, row] of rows.entries()) {
      if (i % stepSize === 0) yield i;
      if (!found.has(row.id)) found.set(row.id, recordOf(kind, row, rules).record);
    }
    return found;
  }
  const take = async (rows: readonly RowRead[], gone: readonly string[]): Promise<void> => {
    const found = await inSlices(recordsOf(rows), { signal: options?.signal });
    return takeOver(context, { ...nothingRead, [kind]: found }, { gone: { [kind]: gone } });
  };
  // Finds one row of 100,000 at its last known position, without reading the ids of all others.
  const few = table !== undefined && free.length === 0 && wanted.length <= singlyUpTo;
  const rows = few ? await rowsWhereLastSeen(context, kind, table, wanted) : undefined;
  if (rows !== undefined) {
    await take(rows, []);
    return new Map(rows.map(({ id, row }) => [id, row]));
  }
  const positions = table === undefined ? new Map<string, number>() : await positionsById(context, table);
  context.lastSeen[kind] = positions;
  const gone = wanted.filter((id) => !positions.has(id) && isKnown(id));
  // An id that a co-author has just used is in the sheet, but not yet among the records.
  const present = [...wanted, ...free.filter((id) => !isKnown(id))].filter((id) => positions.has(id));
  if (table !== undefined && present.length > singlyUpTo) {
    const among = new Set(present);
    const all = await readRows(context.workbook, table, readingOf(context), options);
    await take(
      all.filter(({ id }) => among.has(id)),
      gone,
    );
  } else {
    const places = present.map((id) => positions.get(id)!);
    await take(table === undefined || places.length === 0 ? [] : await rowsAt(context, table, places), gone);
  }
  return new Map(positions);
}

/** True if a row has no id in the sheet yet; as far as is known, it is still at its last known position. */
function isUnwritten({ unwritten, lastSeen }: Context, id: string): boolean {
  return lastSeen.customer.has(id) && [...unwritten.values()].some((ids) => ids.includes(id));
}

/** The current row of a customer; undefined if there is none. */
export async function areaOfCustomer(context: Context, id: string): Promise<Area | undefined> {
  const { customer } = await findTables(context);
  if (customer === undefined || positionOf(customer.columns.uses, "id") < 0) return undefined;
  if (isUnwritten(context, id)) return areaOfRow(customer, context.lastSeen.customer.get(id)!);
  const [seen] = (await rowsWhereLastSeen(context, "customer", customer, [id])) ?? [];
  const row = seen?.row ?? (await positionsById(context, customer)).get(id);
  return row === undefined ? undefined : areaOfRow(customer, row);
}

/** The customer of the first row (of the customers or the interactions) that an area touches. */
export async function customerAt(context: Context, area: Area): Promise<Customer | undefined> {
  const { customer, interaction } = await findTables(context);
  for (const [table, key] of [
    [customer, "id"],
    [interaction, "customerId"],
  ] as const) {
    if (table === undefined) continue;
    const { area: whole, rowCount } = table.info;
    const first = Math.max(area.row, whole.row + 1);
    const position = positionOf(table.columns.uses, key);
    const body = { ...whole, row: whole.row + 1, rows: rowCount };
    if (position < 0 || rowCount === 0 || !overlap(area, body)) continue;
    const cell = { sheet: whole.sheet, row: first, column: whole.column + position, rows: 1, columns: 1 };
    const [[[id]]] = await context.workbook.read([cell]);
    if (id !== null) return context.records.customer(String(id).trim());
    if (table !== customer || context.unwritten.size === 0) return undefined;
    for (const [known, row] of context.lastSeen.customer) {
      if (row === first - whole.row - 1 && isUnwritten(context, known))
        return context.records.customer(known);
    }
    return undefined;
  }
  return undefined;
}
