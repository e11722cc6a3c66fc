import { NotebookError } from "../notebook-error";
import { rowsOf, type Engine, type RunOptions } from "./engine";

/**
 * Watches a table that several queries read: the returned check fails if its rows have changed, as seen by the engine
 * or by these expressions of its columns.
 *
 * @throws NotebookError `tableChanged`
 */
export async function watchRows(
  engine: Engine,
  table: string,
  from: string,
  expressions: readonly string[],
  { signal }: RunOptions,
): Promise<() => Promise<void>> {
  const { dialect } = engine;
  const sql = `SELECT ${dialect.checksum(expressions)}, ${dialect.toDouble("count(*)")} FROM ${from}`;
  const now = async () =>
    engine.stamp?.(table) ?? (await rowsOf(engine, sql, ["text", "number"], { signal })).join();
  const before = await now();
  return async () => {
    if ((await now()) !== before) throw new NotebookError("tableChanged", { table });
  };
}
