import { checkCohortPeriods, cohortPeriodName, cohortPeriodOf, unixEpochSerial } from "@crm-functions/core";
import { numbersOf, stage, type Engine, type RunOptions } from "./engine";
import { integer } from "./dialect";
import { inParts, purchasesOf } from "./purchases";
import type { CohortPeriod, PurchasesRequest, WarehouseCohorts } from "./warehouse";

/** Number of periods kept as bits of one integer, and the most such integers per customer. */
const bitsOfWord = 62;
const mostWords = 6;

/**
 * Number of customers of each period of first purchase who were active 0, 1, 2 … periods later. A customer's periods
 * are the bits of a few integers, so that purchases are grouped only once; with too many periods, each is a row.
 *
 * @throws CrmError `periodsTooMany`
 */
export async function cohorts(
  engine: Engine,
  request: PurchasesRequest & { readonly period?: CohortPeriod },
  options: RunOptions,
): Promise<WarehouseCohorts> {
  const { period = "month" } = request;
  // A caller that also computes RFM may pass the same request; amounts are ignored here.
  const purchases = await purchasesOf(engine, { ...request, amount: undefined }, options);
  const { rowsLeftOut, firstDay, lastDay } = purchases;
  if (Number.isNaN(firstDay)) {
    options.onProgress?.(1);
    return { rowsLeftOut, cohorts: [] };
  }
  const [earliest, latest] = [firstDay, lastDay].map((day) => cohortPeriodOf(day + unixEpochSerial, period));
  checkCohortPeriods(earliest, latest, 1, period);
  const width = latest - earliest + 1;
  const check = await purchases.watch();
  const found = await inParts(purchases.parts, async (of) => {
    const active = new Map<number, Float64Array>();
    for (let part = 0; part < of; part++) {
      const rows = purchases.rows(part, of);
      for (const [first, at, count] of await activeIn(
        engine,
        rows,
        [earliest, width],
        period,
        stage(options, part, of),
      )) {
        const row = active.get(first) ?? new Float64Array(width - first);
        active.set(first, row);
        row[at - first] += count;
      }
    }
    return active;
  });
  await check();
  checkCohortPeriods(earliest, latest, found.size, period);
  return {
    rowsLeftOut,
    cohorts: [...found]
      .sort(([a], [b]) => a - b)
      .map(([first, active]) => ({
        cohort: cohortPeriodName(earliest + first, period),
        size: active[0],
        active: Array.from(active),
      })),
  };
}

/** Customer counts by period of first purchase and period of activity, both counted from the earliest period. */
async function activeIn(
  engine: Engine,
  rows: string,
  [earliest, width]: readonly [number, number],
  period: CohortPeriod,
  options: RunOptions,
): Promise<number[][]> {
  const { dialect } = engine;
  const number =
    period === "week"
      ? dialect.quotient("(crm_day + 25567)", 7) // serial 2 is a Monday
      : dialect.quotient(dialect.month("crm_day"), { month: 1, quarter: 3, year: 12 }[period]);
  const at = `(${number} - ${integer(earliest)})`;
  const purchases = `(SELECT crm_customer, ${at} AS crm_period FROM ${rows}) AS crm_periods`;
  const words = Math.ceil(width / bitsOfWord);
  if (words > mostWords) {
    const active = `(SELECT DISTINCT crm_customer, crm_period FROM ${purchases}) AS crm_active`;
    const pairs = dialect.firstAndEach("crm_customer", "crm_period", active);
    const counted = ["crm_first", "crm_one", "count(*)"].map(dialect.toDouble);
    return numbersOf(engine, counted, `FROM (${pairs}) AS crm_pairs GROUP BY crm_first, crm_one`, options);
  }
  const bits = Array.from({ length: words }, (_, w) => {
    const own = `crm_period - ${w * bitsOfWord}`;
    if (words === 1) return dialect.anyBit(dialect.bit("crm_period"));
    const isOwn = `crm_period >= ${w * bitsOfWord} AND crm_period < ${(w + 1) * bitsOfWord}`;
    const bit = dialect.branch(
      isOwn,
      dialect.bit(dialect.branch(isOwn, own, "0")),
      dialect.bitAt(dialect.bit("0"), 1),
    );
    return dialect.anyBit(bit);
  });
  const customers =
    `(SELECT min(crm_period) AS crm_first, ${bits.map((each, w) => `${each} AS crm_bits${w}`).join(", ")} ` +
    `FROM ${purchases} GROUP BY crm_customer) AS crm_customers`;
  const counts = Array.from({ length: width }, (_, k) =>
    dialect.toDouble(`sum(${dialect.bitAt(`crm_bits${Math.floor(k / bitsOfWord)}`, k % bitsOfWord)})`),
  );
  const select = [dialect.toDouble("crm_first"), ...counts];
  const found = await numbersOf(engine, select, `FROM ${customers} GROUP BY crm_first`, options);
  return found.flatMap(([first, ...active]) => active.map((count, k) => [first, k, count]).slice(first));
}
