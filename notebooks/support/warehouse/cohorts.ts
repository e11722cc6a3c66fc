import { rowsOf, stage, type Engine, type RunOptions } from "./engine";
import { isoDay } from "./days";
import { watchRows } from "./fingerprint";
import { customerBlocks, purchasesSql } from "./purchases-sql";
import { tableColumns } from "./table-columns";
import type { Cohort, CohortPeriod, PurchasesRequest } from "./warehouse";

/** How many customers of each period of first purchase were active 0, 1, 2 … periods later. */
export async function cohorts(
  engine: Engine,
  request: PurchasesRequest & { readonly period?: CohortPeriod },
  options: RunOptions,
): Promise<readonly Cohort[]> {
  const { dialect } = engine;
  const period = request.period ?? "month";
  const columns = await tableColumns(engine, request);
  const blocks = await customerBlocks(engine, columns, options);
  const cells = [columns.key(request.customer), columns.date(request.date)].map(dialect.textOf);
  const { table } = request;
  const check = await watchRows(engine, table, columns.from, cells, blocks.length > 1, options);
  const pairs = new Map<string, number[]>();
  for (const [k, block] of blocks.entries()) {
    const purchases = purchasesSql(engine, request, columns, block);
    const active = `(SELECT DISTINCT crm_customer, ${dialect.period("crm_day", period)} AS crm_period FROM ${purchases}) AS crm_active`;
    const sql =
      `SELECT ${dialect.toDouble("crm_first")}, ${dialect.toDouble("crm_one")}, ${dialect.toDouble("count(*)")} FROM ` +
      `(${dialect.firstAndEach("crm_customer", "crm_period", active)}) AS crm_pairs GROUP BY crm_first, crm_one`;
    const some = await rowsOf(engine, sql, ["number", "number", "number"], stage(options, k, blocks.length));
    for (const [first, at, count] of some as number[][]) {
      const pair = pairs.get(`${first} ${at}`);
      if (pair === undefined) pairs.set(`${first} ${at}`, [first, at, count]);
      else pair[2] += count;
    }
  }
  await check();
  const answer = [...pairs.values()];
  if (answer.length === 0) return [];
  const last = Math.max(...answer.map((row) => row[1]));
  const byFirst = new Map<number, number[]>();
  for (const [first, at, count] of answer) {
    const row = byFirst.get(first) ?? new Array<number>(last - first + 1).fill(0);
    row[at - first] = count;
    byFirst.set(first, row);
  }
  return [...byFirst]
    .sort(([a], [b]) => a - b)
    .map(([first, row]) => ({ cohort: firstDay(first, period), size: row[0], active: row }));
}

function firstDay(number: number, period: CohortPeriod): string {
  if (period === "week") return isoDay(number * 7 - 3);
  if (period === "year") return isoDay(Date.UTC(number, 0, 1) / 86_400_000);
  const [perYear, months] = period === "quarter" ? [4, 3] : [12, 1];
  return isoDay(Date.UTC(Math.floor(number / perYear), (number % perYear) * months, 1) / 86_400_000);
}
