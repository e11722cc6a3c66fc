import {
  alive,
  CrmError,
  daysIn,
  lifetimeValue,
  purchaseModel,
  purchases as expectedPurchases,
  spendingModel,
  type SpendingModel,
} from "@crm-functions/core";
import { countedRows, countRows } from "./counted-rows";
import { stage, type Engine, type RunOptions } from "./engine";
import {
  noCustomers,
  summaryColumns,
  summaryKinds,
  summaryOf,
  summarySql,
  type SummarisedCustomers,
} from "./purchase-summary";
import { groupedCustomers, purchasesOf } from "./purchases";
import type { PurchaseModelBatch, PurchaseModelRequest, WarehousePurchaseModel } from "./warehouse";
import { writeTable } from "./write-table";

const numbers = ["frequency", "recency", "age", "monetary", "alive", "purchases", "value"] as const;

/**
 * Summary, fit and forecast: the engine groups the customers and stores them if it may write; the core fits the models
 * of purchases and spending to them and applies the models to each batch of customers requested.
 *
 * @throws CrmError as the core's `purchaseModel` and `lifetimeValue`
 */
export async function warehousePurchaseModel(
  engine: Engine,
  request: PurchaseModelRequest,
  options: RunOptions,
): Promise<WarehousePurchaseModel> {
  const { table, horizon, discountRate } = request;
  const purchases = await purchasesOf(engine, request, options);
  const check = await purchases.watch();
  const grouped = summarySql(engine, request, purchases);
  const customers = await groupedCustomers(engine, purchases.parts, grouped, stage(options, 0, 2));
  const wanted = await countRows(engine, customers, { signal: options.signal });
  async function* summaries(run: RunOptions): AsyncGenerator<SummarisedCustomers> {
    const sql = `SELECT ${summaryColumns} FROM ${customers}`;
    const query = { table, sql, kinds: summaryKinds, wanted };
    for await (const batch of countedRows(engine, query, run)) yield summaryOf(batch);
    await check();
  }
  const [frequency, recency, age, monetary] = Array.from({ length: 4 }, () => new Float64Array(wanted));
  let at = 0;
  for await (const batch of summaries(stage(options, 1, 2))) {
    frequency.set(batch.frequency, at);
    recency.set(batch.recency, at);
    age.set(batch.age, at);
    monetary.set(batch.monetary, at);
    at += batch.customers.length;
  }
  const model = purchaseModel(frequency, recency, age);
  const spending = spendingOf(frequency, monetary);
  const forecast = (batch: SummarisedCustomers): PurchaseModelBatch => ({
    ...batch,
    alive: alive(batch.frequency, batch.recency, batch.age, model),
    purchases: expectedPurchases(batch.frequency, batch.recency, batch.age, horizon, model),
    value:
      spending === undefined
        ? new Float64Array(batch.customers.length).fill(NaN)
        : lifetimeValue(batch.frequency, batch.recency, batch.age, batch.monetary, horizon, {
            discountRate,
            purchaseModel: model,
            spendingModel: spending,
          }),
  });
  // An invalid horizon or rate throws now, not when the rows are read.
  forecast(noCustomers);
  const rows = async function* () {
    for await (const batch of summaries(options)) yield forecast(batch);
  };
  return {
    rowsLeftOut: purchases.rowsLeftOut,
    customers: wanted,
    unit: request.unit ?? "week",
    unitDays: daysIn[request.unit ?? "week"],
    model,
    spending,
    rows,
    write: (path, { overwrite = false } = {}) =>
      writeTable(path, overwrite, ["customer", ...numbers], async function* () {
        for await (const batch of rows()) yield [batch.customers, ...numbers.map((name) => batch[name])];
      }),
  };
}

/** The model of spending per purchase; undefined if the amounts do not determine one. */
function spendingOf(frequency: Float64Array, monetary: Float64Array): SpendingModel | undefined {
  try {
    return spendingModel(frequency, monetary);
  } catch (error) {
    if (error instanceof CrmError && error.key === "noSpendMaximum") return undefined;
    throw error;
  }
}
