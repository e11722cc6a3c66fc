import { keptRows } from "./counted-rows";
import { double, integer } from "./dialect";
import type { Engine, RunOptions } from "./engine";
import { dayOf } from "./days";
import { watchRows } from "./fingerprint";
import { customerBlocks, dayTotalsSql } from "./purchases-sql";
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
  const columns = await tableColumns(engine, request);
  const blocks = await customerBlocks(engine, columns, options);
  const cells = [
    dialect.textOf(columns.key(request.customer)),
    dialect.textOf(columns.date(request.date)),
    dialect.number(columns.number(request.amount)),
  ];
  // Counted and read where the engine keeps nothing; read block by block where it groups no more at once.
  const isReadOften = engine.keep === undefined || blocks.length > 1;
  const check = await watchRows(engine, request.table, columns.from, cells, isReadOften, options);
  const asOf = integer(dayOf(request.asOf));
  const unit = double(unitDays[request.unit ?? "week"]);
  const repeats = "(count(*) - 1)";
  const later = `(${dialect.sum("crm_total")} - ${dialect.atFirst("crm_total", "crm_day")})`;
  const mean = dialect.branch(
    `${repeats} > 0`,
    `${later} / ${dialect.toDouble(dialect.branch(`${repeats} > 0`, repeats, "1"))}`,
    double(0),
  );
  const sql = (block: string) =>
    `SELECT crm_customer, ${dialect.toDouble(repeats)} AS crm_frequency, ` +
    `${dialect.toDouble("max(crm_day) - min(crm_day)")} / ${unit} AS crm_recency, ` +
    `${dialect.toDouble(`${asOf} - min(crm_day)`)} / ${unit} AS crm_age, ${mean} AS crm_mean FROM ${dayTotalsSql(engine, request, columns, block, "ignore")} GROUP BY crm_customer`;
  const kinds = ["text", "number", "number", "number", "number"] as const;
  const { batches } = await keptRows(
    engine,
    { table: request.table, queries: blocks.map(sql), kinds },
    options,
  );
  for await (const batch of batches) {
    const [customers, frequency, recency, age, monetary] = batch.columns as [string[], ...Float64Array[]];
    yield { customers, frequency, recency, age, monetary };
  }
  await check();
}
