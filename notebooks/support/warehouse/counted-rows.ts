import { NotebookError } from "../notebook-error";
import { numbersOf, type AnswerKind, type Batch, type Engine, type RunOptions } from "./engine";
import type { RegressionRows } from "./regression-rows";

export async function countRows(engine: Engine, from: string, options: RunOptions): Promise<number> {
  const [[count]] = await numbersOf(engine, [engine.dialect.toDouble("count(*)")], `FROM ${from}`, options);
  return count;
}

/** A query of many rows of a table, and the number of rows it must return. */
interface CountedQuery {
  readonly table: string;
  readonly sql: string;
  readonly kinds: readonly AnswerKind[];
  readonly wanted: number;
}

/**
 * The rows of a query in batches, checked to be complete.
 *
 * @throws NotebookError `rowsMissing` if the number of rows differs from `wanted`
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
  throw new NotebookError("rowsMissing", { table, found, wanted });
}

/** The rows of a regression in batches of columns, and their number. */
export async function usableRows(
  engine: Engine,
  { usable, table, labels }: Pick<RegressionRows, "usable" | "table" | "labels">,
  options: RunOptions,
): Promise<{ wanted: number; batches: AsyncGenerator<Batch> }> {
  const kinds = labels.map(() => "number" as const);
  const wanted = await countRows(engine, usable, { signal: options.signal });
  const sql = `SELECT ${labels.map((_, j) => `crm_v${j}`).join(", ")} FROM ${usable}`;
  return { wanted, batches: countedRows(engine, { table, sql, kinds, wanted }, options) };
}

/** The same without a known count: either the engine reports incomplete answers, or the rows are counted first. */
export async function* wholeRows(
  engine: Engine,
  query: Omit<CountedQuery, "wanted">,
  options: RunOptions,
): AsyncGenerator<Batch> {
  if (engine.tellsWhole) return yield* engine.batches(query.sql, query.kinds, options);
  const wanted = await countRows(engine, `(${query.sql}) AS crm_counted`, { signal: options.signal });
  yield* countedRows(engine, { ...query, wanted }, options);
}
