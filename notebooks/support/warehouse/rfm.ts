import { double, integer } from "./dialect";
import { countedRows, countRows } from "./counted-rows";
import { dayOf } from "./days";
import { numbersOf, stage, type Engine, type RunOptions } from "./engine";
import { dayTotals, groupedCustomers, purchasesOf } from "./purchases";
import type { Rfm, RfmBatch, RfmCell, RfmRequest } from "./warehouse";

/** Amounts that differ relatively by less than this are equal: their sums depend on the order of addition. */
const tie = 1e-12;

/**
 * Recency, frequency and monetary value with their scores: 1 + ⌊bins × (w + e / 2) / n⌋, at most bins, for w worse and
 * e equal customers. Scores rise with the value, so each score has a lowest value, its border.
 */
export async function rfm(engine: Engine, request: RfmRequest, options: RunOptions): Promise<Rfm> {
  const { dialect } = engine;
  const { bins = 5, returns = "net" } = request;
  const purchases = await purchasesOf(engine, request, options);
  const asOf = integer(dayOf(request.asOf));
  const [lastDay, days] =
    returns === "net"
      ? [`max(${dialect.branch("crm_bought = 1", "crm_day", "-1000000")})`, "sum(crm_bought)"]
      : ["max(crm_day)", "count(*)"];
  const grouped = (part: number, of: number) =>
    `SELECT ${purchases.label} AS crm_customer, ${dialect.toDouble(`${asOf} - ${lastDay}`)} AS crm_recency, ` +
    `${dialect.toDouble(days)} AS crm_frequency, ${dialect.sum("crm_total")} AS crm_monetary ` +
    `FROM ${dayTotals(engine, purchases.rows(part, of), request.asOf, returns)} GROUP BY crm_customer HAVING ${days} > 0`;
  let done = 0;
  const next = () => stage(options, done++, 6);
  const check = await purchases.watch();
  const customers = await groupedCustomers(engine, purchases.parts, grouped, next());
  const n = await countRows(engine, customers, next());
  const ranks = n === 0 ? [] : Array.from({ length: bins - 1 }, (_, k) => ((k + 1) * n) / bins);
  /** Conditions of the scores above 1 for integers, which have few distinct values: their counts give the borders. */
  const bordersOfFew = async (column: string, best: "least" | "greatest"): Promise<string[]> => {
    const order = `ORDER BY ${column} ${best === "least" ? "DESC" : "ASC"}`;
    const groups = `FROM ${customers} GROUP BY ${column} ${order}`;
    const counts = await numbersOf(engine, [column, dialect.toDouble("count(*)")], groups, next());
    let at = 0;
    let worse = 0;
    return ranks.map((rank) => {
      while (worse + counts[at][1] / 2 < rank && at + 1 < counts.length) worse += counts[at++][1];
      // No value has enough worse customers, so nobody has this score.
      if (worse + counts[at][1] / 2 < rank) return "1 = 0";
      return `${column} ${best === "least" ? "<=" : ">="} ${double(counts[at][0])}`;
    });
  };
  /** The same for amounts: the amounts at the ranks give the borders, by their numbers of smaller and equal amounts. */
  const bordersOfMany = async (column: string): Promise<string[]> => {
    if (ranks.length === 0) return [];
    const at = ranks.map(Math.floor);
    const values: number[] = [];
    const sorted = { table: request.table, sql: `SELECT ${column} FROM ${customers} ORDER BY ${column} ASC` };
    let start = 0;
    const run = next();
    for await (const batch of countedRows(engine, { ...sorted, kinds: ["number"], wanted: n }, run)) {
      for (; values.length < at.length && at[values.length] < start + batch.rows;)
        values.push(batch.columns[0][at[values.length] - start] as number);
      start += batch.rows;
    }
    const near = values.map((value) => Math.abs(value) * tie);
    const counted = values.flatMap((value, k) => [
      `${column} < ${double(value - near[k])}`,
      `${column} <= ${double(value + near[k])}`,
    ]);
    const sums = counted.map((each) => dialect.toDouble(`sum(${dialect.branch(each, "1", "0")})`));
    const [counts] = await numbersOf(engine, sums, `FROM ${customers}`, { signal: options.signal });
    return values.map((value, k) =>
      (counts[2 * k] + counts[2 * k + 1]) / 2 >= ranks[k]
        ? `${column} >= ${double(value - near[k])}`
        : `${column} > ${double(value + near[k])}`,
    );
  };
  const recency = await bordersOfFew("crm_recency", "least");
  const frequency = await bordersOfFew("crm_frequency", "greatest");
  const value = await bordersOfMany("crm_monetary");
  const score = (conditions: readonly string[]) =>
    dialect.toDouble(["1", ...conditions.map((each) => dialect.branch(each, "1", "0"))].join(" + "));
  const [r, f, m] = [recency, frequency, value].map(score);
  const scored =
    `(SELECT crm_customer, crm_recency, crm_frequency, crm_monetary, ${r} AS crm_r, ${f} AS crm_f, ${m} AS crm_m ` +
    `FROM ${customers}) AS crm_scored`;
  const scores = ["crm_r", "crm_f", "crm_m"];
  const counts = await numbersOf(
    engine,
    [...scores, dialect.toDouble("count(*)"), dialect.sum("crm_monetary")],
    `FROM ${scored} GROUP BY ${scores.join(", ")} ORDER BY ${scores.map((each) => `${each} DESC`).join(", ")}`,
    next(),
  );
  await check();
  options.onProgress?.(1);
  return {
    customers: n,
    rowsLeftOut: purchases.rowsLeftOut,
    cells: counts.map((cell): RfmCell => {
      const [r, f, m, customers, monetary] = cell;
      return { r, f, m, customers, monetary };
    }),
    rows: () => rfmRows(engine, request.table, scored, n, check, options),
  };
}

async function* rfmRows(
  engine: Engine,
  table: string,
  scored: string,
  wanted: number,
  check: () => Promise<void>,
  options: RunOptions,
): AsyncGenerator<RfmBatch> {
  const sql = `SELECT crm_customer, crm_recency, crm_frequency, crm_monetary, crm_r, crm_f, crm_m FROM ${scored}`;
  const kinds = ["text", "number", "number", "number", "number", "number", "number"] as const;
  for await (const { columns } of countedRows(engine, { table, sql, kinds, wanted }, options)) {
    const [customers, recency, frequency, monetary, r, f, m] = columns as [string[], ...Float64Array[]];
    yield { customers, recency, frequency, monetary, r, f, m };
  }
  await check();
}
