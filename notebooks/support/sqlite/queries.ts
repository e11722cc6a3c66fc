import type {
  Changes,
  Customer,
  CustomerOrder,
  CustomerQuery,
  Interaction,
  InteractionQuery,
  Page,
} from "@crm-functions/core";
import type { Database } from "./database";
import { customersIn, firstTexts, interactionsIn, textsIn, type SqlValue } from "./records";
import type { Condition } from "./search";
import { TextOrder, type TextOrderField } from "./text-order";

const columnOfOrder: Readonly<Record<Exclude<CustomerOrder, TextOrderField>, string>> = {
  created: "created",
  serviceDate: "service_date",
  marketingDate: "marketing_date",
  marketingValue: "marketing_value",
};

/** The conjunction of the conditions as a `WHERE` clause, empty if there are none, with its bound values. */
function whereAll(conditions: readonly (Condition | undefined)[]): Condition {
  const given = conditions.filter((each) => each !== undefined);
  return {
    sql: given.length === 0 ? "" : `WHERE ${given.map(({ sql }) => `(${sql})`).join(" AND ")}`,
    values: given.flatMap(({ values }) => values),
  };
}

const when = (value: SqlValue | undefined, sql: string): Condition | undefined =>
  value === undefined ? undefined : { sql, values: [value] };

/**
 * A page of the customers that match a query and, if given, a search.
 *
 * @param textOrders text orders cached by earlier queries
 */
export function customersWhere(
  database: Database,
  textOrders: Map<TextOrderField, TextOrder>,
  search: Condition | undefined,
  query: CustomerQuery,
): Page<Customer> {
  const isIn = (column: string, value: string | undefined): Condition | undefined =>
    value === "" ? { sql: `${column} IS NULL`, values: [] } : when(value, `${column} = ?`);
  const where = whereAll([
    search,
    isIn("kind", query.kind),
    isIn("segment", query.segment),
    isIn("owner", query.owner),
  ]);
  const order = query.order ?? "name";
  return order in columnOfOrder
    ? inColumnOrder(database, columnOfOrder[order as keyof typeof columnOfOrder], where, query)
    : inTextOrder(database, textOrders, order as TextOrderField, where, query);
}

function inTextOrder(
  database: Database,
  textOrders: Map<TextOrderField, TextOrder>,
  order: TextOrderField,
  where: Condition,
  query: CustomerQuery,
): Page<Customer> {
  let ranking = textOrders.get(order);
  if (ranking === undefined) textOrders.set(order, (ranking = new TextOrder(order)));
  let rows = ranking.rows(database, query.descending === true);
  if (where.sql !== "") {
    const found = database.all(`SELECT row FROM customers ${where.sql}`, ...where.values);
    const wanted = new Set(found.map(([row]) => row as number));
    rows = rows.filter((row) => wanted.has(row));
  }
  const offset = query.offset ?? 0;
  const part = rows.slice(offset, query.limit === undefined ? undefined : offset + query.limit);
  return { items: part.flatMap((row) => customersIn(database, "WHERE row = ?", row)), total: rows.length };
}

function inColumnOrder(
  database: Database,
  column: string,
  where: Condition,
  query: CustomerQuery,
): Page<Customer> {
  const direction = query.descending ? "DESC" : "ASC";
  const missing = `${column} IS NULL`;
  const items = customersIn(
    database,
    `${where.sql} ORDER BY (${missing}), ${column} ${direction}, ` +
      `CASE WHEN ${missing} THEN id END, id ${direction} LIMIT ? OFFSET ?`,
    ...where.values,
    query.limit ?? -1,
    query.offset ?? 0,
  );
  return {
    items,
    total: database.number(`SELECT count(*) FROM customers ${where.sql}`, ...where.values),
  };
}

export function interactionsWhere(database: Database, query: InteractionQuery): Page<Interaction> {
  const { customerId, kinds, from, to, dueBy, limit, offset } = query;
  const where = whereAll([
    when(customerId, "customer_id = ?"),
    kinds && { sql: `kind IN (${kinds.map(() => "?").join(", ")})`, values: kinds },
    when(from, "happened >= ?"),
    when(to, "substr(happened, 1, 10) <= ?"),
    when(dueBy, "done = 0 AND follow_up IS NOT NULL AND follow_up <= ?"),
  ]);
  const order = dueBy === undefined ? "happened DESC, id" : "follow_up, happened DESC, id";
  const items = interactionsIn(
    database,
    `${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...where.values,
    limit ?? -1,
    offset ?? 0,
  );
  const isWhole = limit === undefined && !offset;
  return {
    items,
    total: isWhole
      ? items.length
      : database.number(`SELECT count(*) FROM interactions ${where.sql}`, ...where.values),
  };
}

/** The changes after a version; after 0, everything in the store. */
export function changesSince(database: Database, version: number): Changes {
  const removed = (kind: string): string[] => {
    if (version === 0) return [];
    const sql = `SELECT ${textsIn("id")} FROM removed WHERE kind = ? AND version > ? ORDER BY version, id`;
    return firstTexts(database.all(sql, kind, version)).filter((id) => id !== "");
  };
  const changed = "WHERE version > ? ORDER BY row";
  return {
    version: database.version,
    customers: customersIn(database, changed, version),
    removedCustomers: removed("customer"),
    interactions: interactionsIn(database, changed, version),
    removedInteractions: removed("interaction"),
  };
}
