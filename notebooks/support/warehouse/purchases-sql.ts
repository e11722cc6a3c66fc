import type { Returns } from "@crm-functions/core";
import { countRows } from "./counted-rows";
import { integer } from "./dialect";
import type { Engine, RunOptions } from "./engine";
import type { TableColumns } from "./table-columns";
import type { AmountsRequest, PurchasesRequest } from "./warehouse";
import { dayOf } from "./days";

/**
 * Conditions on `crm_customer` that deal the customers out to blocks which the engine can group in its memory; one that
 * is always true where it can group all of them.
 */
export async function customerBlocks(
  engine: Engine,
  { from }: TableColumns,
  { signal }: RunOptions,
): Promise<string[]> {
  const { dialect, groupedRows = Infinity } = engine;
  const rows = groupedRows === Infinity ? 0 : await countRows(engine, from, { signal });
  const blocks = Math.ceil(rows / groupedRows);
  if (blocks <= 1) return ["1 = 1"];
  return Array.from({ length: blocks }, (_, k) => `${dialect.hash("crm_customer")} % ${blocks} = ${k}`);
}

/** A purchase a row: `crm_customer`, `crm_day`. Rows without a customer or a date are left out. */
export function purchasesSql(
  { dialect }: Engine,
  request: PurchasesRequest,
  columns: TableColumns,
  block: string,
): string {
  const customer = columns.key(request.customer);
  const date = columns.date(request.date);
  return (
    `(SELECT ${dialect.textOf(customer)} AS crm_customer, ${dialect.day(date)} AS crm_day FROM ${columns.from} ` +
    `WHERE NOT ${dialect.isBlank(customer)} AND NOT ${dialect.isBlank(date)} AND ${block}) AS crm_purchases`
  );
}

/**
 * A row per customer and day, `crm_customer`, `crm_day`, `crm_total`, up to the day asked for, and `crm_bought`: 0 where
 * there were nothing but returns on that day, else 1. A purchase without an amount is left out.
 */
export function dayTotalsSql(
  { dialect }: Engine,
  request: AmountsRequest,
  columns: TableColumns,
  block: string,
  returns: Returns,
): string {
  const customer = columns.key(request.customer);
  const date = columns.date(request.date);
  const amount = dialect.number(columns.number(request.amount));
  const rows =
    `(SELECT ${dialect.textOf(customer)} AS crm_customer, ${dialect.day(date)} AS crm_day, ${amount} AS crm_amount ` +
    `FROM ${columns.from} WHERE NOT ${dialect.isBlank(customer)} AND NOT ${dialect.isBlank(date)} AND ${block}) AS crm_purchases`;
  return (
    `(SELECT crm_customer, crm_day, ${dialect.sum("crm_amount")} AS crm_total, ` +
    `max(${returns === "net" ? dialect.branch("crm_amount < 0", "0", "1") : "1"}) AS crm_bought FROM ${rows} ` +
    `WHERE NOT ${dialect.isNaN("crm_amount")}${returns === "ignore" ? " AND crm_amount >= 0" : ""} AND crm_day <= ${integer(dayOf(request.asOf))} ` +
    `GROUP BY crm_customer, crm_day) AS crm_days`
  );
}
