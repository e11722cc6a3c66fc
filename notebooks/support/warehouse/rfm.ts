import { double, integer } from "./dialect";
import { countedRows } from "./counted-rows";
import { dayOf } from "./days";
import { rowsOf, stage, type Engine, type RunOptions } from "./engine";
import { watchRows } from "./fingerprint";
import { customerBlocks, dayTotalsSql } from "./purchases-sql";
import { tableColumns } from "./table-columns";
import type { Rfm, RfmBatch, RfmCell, RfmRequest } from "./warehouse";

/** Amounts closer than this share are one amount: their sums differ by the order in which they were added. */
const tie = 1e-12;

/**
 * Recency, frequency and monetary value with their scores: 1 + ⌊bins × (w + e / 2) / n⌋, at most bins, where w customers
 * are worse and e equal. Scores rise with the value, so that each has a border from which on it is given.
 */
export async function rfm(engine: Engine, request: RfmRequest, options: RunOptions): Promise<Rfm> {
  const { dialect } = engine;
  const bins = request.bins ?? 5;
  const columns = await tableColumns(engine, request);
  const blocks = await customerBlocks(engine, columns, options);
  const cells = [
    dialect.textOf(columns.key(request.customer)),
    dialect.textOf(columns.date(request.date)),
    dialect.number(columns.number(request.amount)),
  ];
  const asOf = integer(dayOf(request.asOf));
  const grouped = (block: string) =>
    `SELECT crm_customer, ${dialect.toDouble(`${asOf} - max(${dialect.branch("crm_bought = 1", "crm_day", "-1000000")})`)} AS crm_recency, ` +
    `${dialect.toDouble("sum(crm_bought)")} AS crm_frequency, ${dialect.sum("crm_total")} AS crm_monetary ` +
    `FROM ${dayTotalsSql(engine, request, columns, block, request.returns ?? "net")} GROUP BY crm_customer HAVING sum(crm_bought) > 0`;
  // Grouped once where the engine can keep the answer; a cluster that only lets us read groups again, and is watched.
  let done = 0;
  const next = () => stage(options, done++, bins + 6);
  const { keep } = engine;
  const isReadOften = keep === undefined || blocks.length > 1;
  const check = await watchRows(engine, request.table, columns.from, cells, isReadOften, options);
  const customers =
    keep === undefined ? `(${grouped(blocks[0])}) AS crm_customers` : await keep(blocks.map(grouped), next());
  const [[total]] = await rowsOf(
    engine,
    `SELECT ${dialect.toDouble("count(*)")} FROM ${customers}`,
    ["number"],
    next(),
  );
  const n = total as number;
  const ranks = n === 0 ? [] : Array.from({ length: bins - 1 }, (_, k) => ((k + 1) * n) / bins);
  /** Conditions of the scores above 1 on whole numbers, which take few values: the counts of these tell the borders. */
  const bordersOfFew = async (column: string, best: "least" | "greatest"): Promise<string[]> => {
    const sql =
      `SELECT ${column}, ${dialect.toDouble("count(*)")} FROM ${customers} ` +
      `GROUP BY ${column} ORDER BY ${column} ${best === "least" ? "DESC" : "ASC"}`;
    const counts = (await rowsOf(engine, sql, ["number", "number"], next())) as number[][];
    let at = 0;
    let worse = 0;
    return ranks.map((rank) => {
      while (worse + counts[at][1] / 2 < rank && at + 1 < counts.length) worse += counts[at++][1];
      // No value has so many worse ones: nobody has this score.
      if (worse + counts[at][1] / 2 < rank) return "1 = 0";
      return `${column} ${best === "least" ? "<=" : ">="} ${double(counts[at][0])}`;
    });
  };
  /** The same for amounts: the customer at a rank tells the border, by how many have less and how many as much. */
  const bordersOfMany = async (column: string): Promise<string[]> => {
    const conditions: string[] = [];
    for (const rank of ranks) {
      const sql = `SELECT ${column} FROM ${customers} ORDER BY ${column} ASC LIMIT ${Math.floor(rank)}, 1`;
      const [[value]] = (await rowsOf(engine, dialect.page(sql), ["number"], next())) as number[][];
      const near = Math.abs(value) * tie;
      const [[less, notMore]] = (await rowsOf(
        engine,
        `SELECT ${[`${column} < ${double(value - near)}`, `${column} <= ${double(value + near)}`]
          .map((each) => dialect.toDouble(`sum(${dialect.branch(each, "1", "0")})`))
          .join(", ")} FROM ${customers}`,
        ["number", "number"],
        { signal: options.signal },
      )) as number[][];
      const isReached = (less + notMore) / 2 >= rank;
      conditions.push(
        isReached ? `${column} >= ${double(value - near)}` : `${column} > ${double(value + near)}`,
      );
    }
    return conditions;
  };
  const recency = await bordersOfFew("crm_recency", "least");
  const frequency = await bordersOfFew("crm_frequency", "greatest");
  const monetary = await bordersOfMany("crm_monetary");
  const score = (conditions: readonly string[]) =>
    dialect.toDouble(["1", ...conditions.map((each) => dialect.branch(each, "1", "0"))].join(" + "));
  const [r, f, m] = [recency, frequency, monetary].map(score);
  const scored =
    `(SELECT crm_customer, crm_recency, crm_frequency, crm_monetary, ${r} AS crm_r, ${f} AS crm_f, ${m} AS crm_m ` +
    `FROM ${customers}) AS crm_scored`;
  const counts = await rowsOf(
    engine,
    `SELECT crm_r, crm_f, crm_m, ${dialect.toDouble("count(*)")}, ${dialect.sum("crm_monetary")} FROM ${scored} ` +
      `GROUP BY crm_r, crm_f, crm_m ORDER BY crm_r DESC, crm_f DESC, crm_m DESC`,
    ["number", "number", "number", "number", "number"],
    next(),
  );
  await check();
  options.onProgress?.(1);
  return {
    customers: n,
    cells: (counts as number[][]).map(([cr, cf, cm, count, value]): RfmCell => ({
      r: cr,
      f: cf,
      m: cm,
      customers: count,
      monetary: value,
    })),
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
