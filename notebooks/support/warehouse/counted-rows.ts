import { rowsOf, stage, type AnswerKind, type Batch, type Engine, type RunOptions } from "./engine";
import { WarehouseError } from "./warehouse-error";

export async function countRows(engine: Engine, from: string, options: RunOptions): Promise<number> {
  const sql = `SELECT ${engine.dialect.toDouble("count(*)")} FROM ${from}`;
  const [[count]] = await rowsOf(engine, sql, ["number"], options);
  return count as number;
}

/** A query of many rows of a table, and how many there must be. */
export interface CountedQuery {
  readonly table: string;
  readonly sql: string;
  readonly kinds: readonly AnswerKind[];
  readonly wanted: number;
}

/**
 * The rows of a query in batches, all of them.
 *
 * @throws WarehouseError `rowsMissing` where another number of rows came, unless the engine knows the reason
 */
export async function* countedRows(
  engine: Engine,
  { table, sql, kinds, wanted }: CountedQuery,
  options: RunOptions,
): AsyncGenerator<Batch> {
  let found = 0;
  for await (const batch of engine.batches(sql, kinds, options)) {
    found += batch.rows;
    yield batch;
  }
  if (found === wanted) return;
  await engine.diagnose?.(sql);
  throw new WarehouseError("rowsMissing", { table, found, wanted });
}

/**
 * The same for queries whose rows nobody has counted yet: made once where the engine can keep them; else there is one
 * query, made twice.
 */
export async function keptRows(
  engine: Engine,
  { table, queries, kinds }: Omit<CountedQuery, "wanted" | "sql"> & { readonly queries: readonly string[] },
  options: RunOptions,
): Promise<{ rows: number; batches: AsyncIterable<Batch> }> {
  const { keep } = engine;
  const from =
    keep === undefined ? `(${queries[0]}) AS crm_counted` : await keep(queries, stage(options, 0, 2));
  const wanted = await countRows(engine, from, { signal: options.signal });
  const all = keep === undefined ? queries[0] : `SELECT * FROM ${from}`;
  const batches = countedRows(engine, { table, sql: all, kinds, wanted }, stage(options, 1, 2));
  return { rows: wanted, batches };
}
