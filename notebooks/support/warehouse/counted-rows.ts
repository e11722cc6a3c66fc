import { NotebookError } from "../notebook-error";
import { numbersOf, type AnswerKind, type Batch, type Engine, type RunOptions } from "./engine";

export async function countRows(engine: Engine, from: string, options: RunOptions): Promise<number> {
  const [[count]] = await numbersOf(engine, [engine.dialect.toDouble("count(*)")], `FROM ${from}`, options);
  return count;
}

/** A query of many rows of a table, and the number of rows it must return. */
export interface CountedQuery {
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
