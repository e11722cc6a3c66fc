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
 * Recency, frequency and monetary value with their scores. A score is 1 + the number of bin borders below the value;
 * border k is the ⌈k·n/bins⌉-th smallest value, so that equal values share the lower rank's bin.
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
    `SELECT crm_customer, ${dialect.toDouble(`${asOf} - max(crm_day)`)} AS crm_recency, ` +
    `${dialect.toDouble("count(*)")} AS crm_frequency, ${dialect.sum("crm_total")} AS crm_monetary ` +
    `FROM ${dayTotalsSql(engine, request, columns, block)} GROUP BY crm_customer`;
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
  const positions =
    n === 0 ? [] : Array.from({ length: bins - 1 }, (_, k) => Math.ceil(((k + 1) * n) / bins) - 1);
  /** Whole numbers take few values: their counts tell the borders. */
  const bordersOfFew = async (column: string, descending: boolean): Promise<number[]> => {
    const sql =
      `SELECT ${column}, ${dialect.toDouble("count(*)")} FROM ${customers} ` +
      `GROUP BY ${column} ORDER BY ${column} ${descending ? "DESC" : "ASC"}`;
    const counts = (await rowsOf(engine, sql, ["number", "number"], next())) as number[][];
    let at = 0;
    let below = 0;
    return positions.map((position) => {
      while (below + counts[at][1] <= position) below += counts[at++][1];
      return counts[at][0];
    });
  };
  const bordersOfMany = async (column: string): Promise<number[]> => {
    const found: number[] = [];
    for (const position of positions) {
      const sql = `SELECT ${column} FROM ${customers} ORDER BY ${column} ASC LIMIT ${position}, 1`;
      const [[value]] = await rowsOf(engine, dialect.page(sql), ["number"], next());
      found.push(value as number);
    }
    return found;
  };
  // The most recent purchase is the best: recency counts from the longest ago.
  const recency = await bordersOfFew("crm_recency", true);
  const frequency = await bordersOfFew("crm_frequency", false);
  const monetary = await bordersOfMany("crm_monetary");
  const score = (conditions: readonly string[]) =>
    dialect.toDouble(["1", ...conditions.map((each) => dialect.branch(each, "1", "0"))].join(" + "));
  const r = score(recency.map((border) => `crm_recency < ${double(border)}`));
  const f = score(frequency.map((border) => `crm_frequency > ${double(border)}`));
  const m = score(monetary.map((border) => `crm_monetary > ${double(border + Math.abs(border) * tie)}`));
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
