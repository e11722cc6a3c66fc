import { double, integer } from "./dialect";
import type { Engine, RunOptions } from "./engine";
import { dayOf } from "./days";
import { dayTotalsSql } from "./purchases-sql";
import { tableColumns } from "./table-columns";
import type { SummaryBatch, SummaryRequest } from "./warehouse";

const unitDays = { day: 1, week: 7, month: 30.4375 } as const;

/** What the repeat-purchase models want to know of each customer: the catalogue's `SUMMARY`, in batches. */
export async function* purchaseSummary(
  engine: Engine,
  request: SummaryRequest,
  options: RunOptions,
): AsyncGenerator<SummaryBatch> {
  const { dialect } = engine;
  const columns = await tableColumns(engine, request.table);
  const days = dayTotalsSql(engine, request, columns);
  const asOf = integer(dayOf(request.asOf));
  const unit = double(unitDays[request.unit ?? "week"]);
  const repeats = "(count(*) - 1)";
  const later = `(${dialect.sum("crm_total")} - ${dialect.atFirst("crm_total", "crm_day")})`;
  const mean = dialect.branch(
    `${repeats} > 0`,
    `${later} / ${dialect.toDouble(dialect.branch(`${repeats} > 0`, repeats, "1"))}`,
    double(0),
  );
  const sql =
    `SELECT crm_customer, ${dialect.toDouble(repeats)}, ${dialect.toDouble("max(crm_day) - min(crm_day)")} / ${unit}, ` +
    `${dialect.toDouble(`${asOf} - min(crm_day)`)} / ${unit}, ${mean} FROM ${days} GROUP BY crm_customer`;
  for await (const batch of engine.batches(sql, ["text", "number", "number", "number", "number"], options)) {
    const [customers, frequency, recency, age, monetary] = batch.columns as [string[], ...Float64Array[]];
    yield { customers, frequency, recency, age, monetary };
  }
}
