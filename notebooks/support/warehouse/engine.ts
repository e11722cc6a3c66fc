import type { Dialect, WarehouseColumn } from "./dialect";

/** How a computation is watched and stopped. */
export interface RunOptions {
  /** Stops the work where the data are. */
  readonly signal?: AbortSignal;
  /** Called now and then with the share done, 0 … 1, where the engine knows it. */
  readonly onProgress?: (share: number) => void;
}

/** Each column of an answer: a text (never NULL) or a double (NaN where missing). */
export type AnswerKind = "text" | "number";

/** Some rows of an answer, column by column. */
export interface Batch {
  readonly rows: number;
  readonly columns: readonly (readonly string[] | Float64Array)[];
}

/** What a database must do for us; `sqlWarehouse` builds the analyses on it. */
export interface Engine {
  /** As a user reads it, such as `DuckDB 1.5`. */
  readonly name: string;
  readonly dialect: Dialect;
  readonly tables: () => Promise<readonly string[]>;
  /** The columns of a table; none where there is no such table. */
  readonly columns: (table: string) => Promise<readonly WarehouseColumn[]>;
  /** What stands behind FROM for a table that exists. */
  readonly from: (table: string) => string;
  /** Runs one SELECT and hands its rows over in batches; fails rather than leave any out. */
  readonly batches: (sql: string, kinds: readonly AnswerKind[], options: RunOptions) => AsyncIterable<Batch>;
  /** Keeps the answer of a SELECT until `close`, where the engine may write; what stands behind FROM for it. */
  readonly keep?: (sql: string, options: RunOptions) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A small answer, whole: a row per array of cells. */
export async function rowsOf(
  engine: Engine,
  sql: string,
  kinds: readonly AnswerKind[],
  options: RunOptions,
): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  for await (const batch of engine.batches(sql, kinds, options)) {
    for (let i = 0; i < batch.rows; i++) rows.push(batch.columns.map((column) => column[i]));
  }
  return rows;
}
