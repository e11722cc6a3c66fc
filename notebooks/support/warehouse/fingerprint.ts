import { NotebookError } from "../notebook-error";
import { rowsOf, type Engine, type RunOptions } from "./engine";

/** A text that changes with the rows of a table, as seen by these expressions of its columns. */
export async function fingerprint(
  engine: Engine,
  from: string,
  expressions: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { dialect } = engine;
  const sql = `SELECT ${dialect.checksum(expressions)}, ${dialect.toDouble("count(*)")} FROM ${from}`;
  return (await rowsOf(engine, sql, ["text", "number"], options)).join();
}

/**
 * Watches a table that several queries read: the returned check fails if the rows have changed. A table read only once
 * need not be watched.
 */
export async function watchRows(
  engine: Engine,
  table: string,
  from: string,
  expressions: readonly string[],
  isReadOften: boolean,
  { signal }: RunOptions,
): Promise<() => Promise<void>> {
  if (!isReadOften) return () => Promise.resolve();
  const now = () => engine.stamp?.(table) ?? fingerprint(engine, from, expressions, { signal });
  const before = await now();
  return async () => {
    if ((await now()) !== before) throw new NotebookError("tableChanged", { table });
  };
}
