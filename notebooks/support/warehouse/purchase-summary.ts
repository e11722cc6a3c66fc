import { daysIn } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";
import { wholeRows } from "./counted-rows";
import { double, integer } from "./dialect";
import { stage, type Batch, type Engine, type RunOptions } from "./engine";
import { dayOf } from "./days";
import { dayTotals, purchasesOf, type Purchases } from "./purchases";
import type { SummaryBatch, SummaryRequest } from "./warehouse";

export type SummarisedCustomers = Omit<SummaryBatch, "rowsLeftOut">;

/** The columns of `summarySql`, and the customers that they hold. */
export const summaryColumns = "crm_customer, crm_frequency, crm_recency, crm_age, crm_mean";
export const summaryKinds = ["text", "number", "number", "number", "number"] as const;

const none = new Float64Array(0);
export const noCustomers: SummarisedCustomers = {
  ...{ customers: [], frequency: none, recency: none, age: none, monetary: none },
};

/**
 * For each part, a query of the customers with the inputs of the repeat-purchase models: `crm_customer` and the doubles
 * `crm_frequency`, `crm_recency`, `crm_age`, `crm_mean`.
 */
export function summarySql(
  engine: Engine,
  request: SummaryRequest,
  purchases: Purchases,
): (part: number, of: number) => string {
  const { dialect } = engine;
  const asOf = integer(dayOf(request.asOf));
  const unit = double(daysIn[request.unit ?? "week"]);
  const repeats = "(count(*) - 1)";
  const later = `(${dialect.sum("crm_total")} - ${dialect.atFirst("crm_total", "crm_day")})`;
  const mean = dialect.branch(
    `${repeats} > 0`,
    `${later} / ${dialect.toDouble(dialect.branch(`${repeats} > 0`, repeats, "1"))}`,
    double(0),
  );
  return (part, of) =>
    `SELECT ${purchases.label} AS crm_customer, ${dialect.toDouble(repeats)} AS crm_frequency, ` +
    `${dialect.toDouble("max(crm_day) - min(crm_day)")} / ${unit} AS crm_recency, ` +
    `${dialect.toDouble(`${asOf} - min(crm_day)`)} / ${unit} AS crm_age, ${mean} AS crm_mean ` +
    `FROM ${dayTotals(engine, purchases.rows(part, of), request.asOf, "ignore")} GROUP BY crm_customer`;
}

/** The inputs of the repeat-purchase models per customer, in batches: the catalogue's `SUMMARY`. */
export async function* purchaseSummary(
  engine: Engine,
  request: SummaryRequest,
  options: RunOptions,
): AsyncGenerator<SummaryBatch> {
  const purchases = await purchasesOf(engine, request, options);
  const { parts, rowsLeftOut } = purchases;
  const check = await purchases.watch();
  const sql = summarySql(engine, request, purchases);
  let isAny = false;
  for (let part = 0; part < parts; part++) {
    for await (const batch of summaryPart(
      engine,
      request.table,
      sql,
      [part, parts],
      stage(options, part, parts),
    )) {
      isAny = true;
      yield { ...batch, rowsLeftOut };
    }
  }
  await check();
  // An empty batch still reports the rows left out.
  if (!isAny) yield { ...noCustomers, rowsLeftOut };
}

/** The customers of a part, split into four smaller parts if it is too large for the engine's memory. */
async function* summaryPart(
  engine: Engine,
  table: string,
  sql: (part: number, of: number) => string,
  [part, of]: readonly [number, number],
  options: RunOptions,
  divided = 0,
): AsyncGenerator<SummarisedCustomers> {
  const batches = wholeRows(engine, { table, sql: sql(part, of), kinds: summaryKinds }, options);
  let next: IteratorResult<Batch>;
  try {
    next = await batches.next();
  } catch (error) {
    if (divided > 1 || !(error instanceof NotebookError && error.key === "outOfMemory")) throw error;
    for (let k = 0; k < 4; k++)
      yield* summaryPart(engine, table, sql, [part + k * of, of * 4], stage(options, k, 4), divided + 1);
    return;
  }
  for (; next.done !== true; next = await batches.next()) yield summaryOf(next.value);
}

export function summaryOf({ columns }: Batch): SummarisedCustomers {
  const [customers, frequency, recency, age, monetary] = columns as [string[], ...Float64Array[]];
  return { customers, frequency, recency, age, monetary };
}
