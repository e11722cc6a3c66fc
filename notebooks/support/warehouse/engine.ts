import type { Dialect, WarehouseColumn } from "./dialect";

/** How to monitor and cancel a computation. */
export interface RunOptions {
  /** Cancels the computation inside the engine. */
  readonly signal?: AbortSignal;
  /** Called now and then with the share done, which rises to 1; intermediate values only if the engine knows them. */
  readonly onProgress?: (share: number) => void;
}

/** The options for one of several queries of an analysis, whose progress is a part of the whole. */
export function stage(options: RunOptions, index: number, count: number): RunOptions {
  const { onProgress } = options;
  if (onProgress === undefined) return options;
  return { ...options, onProgress: (share) => onProgress((index + share) / count) };
}

/** Type of a column in an answer: text (never NULL) or double (NaN if missing). */
export type AnswerKind = "text" | "number";

/** Some rows of an answer, column by column. */
export interface Batch {
  readonly rows: number;
  readonly columns: readonly (readonly string[] | Float64Array)[];
}

/** The interface of a database; `sqlWarehouse` builds the analyses on it. */
export interface Engine {
  /** The name shown to users, such as `DuckDB 1.5`. */
  readonly name: string;
  readonly dialect: Dialect;
  readonly tables: () => Promise<readonly string[]>;
  /** The columns of a table; empty if there is no such table. */
  readonly columns: (table: string) => Promise<readonly WarehouseColumn[]>;
  /** The type of an expression over a FROM clause; fails with the engine's message if it is not an expression. */
  readonly expression: (sql: string, from: string) => Promise<Omit<WarehouseColumn, "name">>;
  /** The FROM clause for an existing table. */
  readonly from: (table: string) => string;
  /** The whole answer of a SELECT, for small answers. */
  readonly answer: (
    sql: string,
    kinds: readonly AnswerKind[],
    options: RunOptions,
  ) => Promise<readonly Batch[]>;
  /** Runs a SELECT and returns its rows in batches. */
  readonly batches: (sql: string, kinds: readonly AnswerKind[], options: RunOptions) => AsyncGenerator<Batch>;
  /** Whether an answer cut short is an error; otherwise it may look complete, so rows are counted beforehand. */
  readonly tellsWhole?: true;
  /** A text that changes with the rows of a table, if the engine knows it without reading them. */
  readonly stamp?: (table: string) => Promise<string>;
  /** If the engine may write: stores the answers of SELECTs in a table until `close` and returns its FROM clause. */
  readonly keep?: (queries: readonly string[], options: RunOptions) => Promise<string>;
  /** A folder for temporary files, removed when the engine closes; the system's by default. */
  readonly scratch?: string;
  /** Drops a table made by `keep` before `close`. */
  readonly drop?: (kept: string) => Promise<void>;
  /** Number of rows it can group at once in memory; more are grouped in blocks. Unlimited by default. */
  readonly groupedRows?: number;
  readonly close: () => Promise<void>;
}

/** The rows of a purely numeric answer: one expression per column; `rest` is the SQL after them. */
export async function numbersOf(
  engine: Engine,
  select: readonly string[],
  rest: string,
  options: RunOptions,
): Promise<number[][]> {
  const kinds = select.map(() => "number" as const);
  return (await rowsOf(engine, `SELECT ${select.join(", ")} ${rest}`, kinds, options)) as number[][];
}

/** A small answer, as one array of cells per row. */
export async function rowsOf(
  engine: Engine,
  sql: string,
  kinds: readonly AnswerKind[],
  options: RunOptions,
): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  for (const batch of await engine.answer(sql, kinds, options)) {
    for (let i = 0; i < batch.rows; i++) rows.push(batch.columns.map((column) => column[i]));
  }
  return rows;
}
