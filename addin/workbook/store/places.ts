import { positionOf, stepSize, type Customer, type Interaction, type LongWork } from "@crm-functions/core";
import { inSlices } from "../in-slices";
import { overlap } from "../file/areas";
import type { ActionOptions, Area } from "../workbook";
import type { Context, StoredKind } from "./context";
import { nothingRead, readingOf, readRows, recordOf, rowRead, takeOver, type RowRead } from "./reading";
import { findTables, requireColumn, type RecordTable } from "./tables";

/** How many rows are looked up one by one before the whole table is read instead. */
export const singlyUpTo = 50;

/** Which rows a write looks at. */
export interface Wanted {
  /** Records that are to be there: their rows are read once more. */
  readonly ids?: readonly string[];
  /** Ids that are to be free: looked up among all that the sheet has by now. */
  readonly free?: readonly string[];
}

/** Where each id stands now. Users sort, so a position is good for one action only. */
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

/** The area of one row on its sheet. */
export function areaOfRow({ info: { area } }: RecordTable, row: number): Area {
  return { ...area, row: area.row + 1 + row, rows: 1 };
}

async function rowsAt(context: Context, table: RecordTable, places: readonly number[]): Promise<RowRead[]> {
  const read = await context.workbook.read(places.map((row) => areaOfRow(table, row)));
  return read.map(([cells], i) => rowRead(table, cells, places[i], readingOf(context)));
}

/** The rows of records where they were last seen; undefined unless every one of them is still there. */
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
 * Looks at the rows that are to be changed once more, so that nothing that somebody changed a moment ago is overwritten
 * unseen; gives where they stand at this moment.
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
  // One row of 100,000 is found where it stood before, without reading the ids of all others.
  const few = table !== undefined && free.length === 0 && wanted.length <= singlyUpTo;
  const rows = few ? await rowsWhereLastSeen(context, kind, table, wanted) : undefined;
  if (rows !== undefined) {
    await take(rows, []);
    return new Map(rows.map(({ id, row }) => [id, row]));
  }
  const positions = table === undefined ? new Map<string, number>() : await positionsById(context, table);
  context.lastSeen[kind] = positions;
  const gone = wanted.filter((id) => !positions.has(id) && isKnown(id));
  // An id that a co-author has taken a moment ago is in the sheet, but not yet among the records.
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

/** True where a row has no id in the sheet yet: it is where it was last seen, as far as can be told. */
function isUnwritten({ unwritten, lastSeen }: Context, id: string): boolean {
  return lastSeen.customer.has(id) && [...unwritten.values()].some((ids) => ids.includes(id));
}

/** Where the row of a customer is now; undefined where there is none. */
export async function areaOfCustomer(context: Context, id: string): Promise<Area | undefined> {
  const { customer } = await findTables(context);
  if (customer === undefined || positionOf(customer.columns.uses, "id") < 0) return undefined;
  if (isUnwritten(context, id)) return areaOfRow(customer, context.lastSeen.customer.get(id)!);
  const [seen] = (await rowsWhereLastSeen(context, "customer", customer, [id])) ?? [];
  const row = seen?.row ?? (await positionsById(context, customer)).get(id);
  return row === undefined ? undefined : areaOfRow(customer, row);
}

/** The customer whose row (of the customers or the interactions) an area touches first. */
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
