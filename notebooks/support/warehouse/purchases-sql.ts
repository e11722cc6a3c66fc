import { double, integer } from "./dialect";
import type { Engine } from "./engine";
import type { TableColumns } from "./table-columns";
import type { AmountsRequest, PurchasesRequest } from "./warehouse";
import { dayOf } from "./days";

/** A purchase a row: `crm_customer`, `crm_day`. Rows without a customer or a date are left out. */
export function purchasesSql({ dialect }: Engine, request: PurchasesRequest, columns: TableColumns): string {
  const customer = columns.key(request.customer);
  const date = columns.date(request.date);
  return (
    `(SELECT ${dialect.textOf(customer)} AS crm_customer, ${dialect.day(date)} AS crm_day FROM ${columns.from} ` +
    `WHERE NOT ${dialect.isBlank(customer)} AND NOT ${dialect.isBlank(date)}) AS crm_purchases`
  );
}

/**
 * A row per customer and day, `crm_customer`, `crm_day`, `crm_total`, up to the day asked for. A purchase without an
 * amount is left out.
 */
export function dayTotalsSql({ dialect }: Engine, request: AmountsRequest, columns: TableColumns): string {
  const customer = columns.key(request.customer);
  const date = columns.date(request.date);
  const amount = dialect.number(columns.number(request.amount));
  const rows =
    `(SELECT ${dialect.textOf(customer)} AS crm_customer, ${dialect.day(date)} AS crm_day, ${amount} AS crm_amount ` +
    `FROM ${columns.from} WHERE NOT ${dialect.isBlank(customer)} AND NOT ${dialect.isBlank(date)}) AS crm_purchases`;
  return (
    `(SELECT crm_customer, crm_day, ${dialect.sum("crm_amount")} AS crm_total FROM ${rows} ` +
    `WHERE NOT ${dialect.isNaN("crm_amount")} AND crm_day <= ${integer(dayOf(request.asOf))} ` +
    `GROUP BY crm_customer, crm_day) AS crm_days`
  );
}

export const zero = double(0);
