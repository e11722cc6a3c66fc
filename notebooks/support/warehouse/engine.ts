import type { Dialect, WarehouseColumn } from "./dialect";

/** How a computation is watched and stopped. */
export interface RunOptions {
  /** Stops the work where the data are. */
  readonly signal?: AbortSignal;
  /** Called now and then with the share done, which rises to 1; in between only where the engine knows it. */
  readonly onProgress?: (share: number) => void;
}

/** The options of one query of several that an analysis takes: its progress is a part of the whole. */
export function stage(options: RunOptions, index: number, count: number): RunOptions {
  const { onProgress } = options;
  if (onProgress === undefined) return options;
  return { ...options, onProgress: (share) => onProgress((index + share) / count) };
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
  /** The type of an expression over what stands behind FROM; fails with what the engine says where it is none. */
  readonly expression: (sql: string, from: string) => Promise<Omit<WarehouseColumn, "name">>;
  /** What stands behind FROM for a table that exists. */
  readonly from: (table: string) => string;
  /** The answer of one SELECT, whole, for answers that are small. */
  readonly answer: (
    sql: string,
    kinds: readonly AnswerKind[],
    options: RunOptions,
  ) => Promise<readonly Batch[]>;
  /** Runs one SELECT and hands its rows over in batches. */
  readonly batches: (sql: string, kinds: readonly AnswerKind[], options: RunOptions) => AsyncGenerator<Batch>;
  /** That an answer which breaks off is an error; elsewhere it may look like its end, and rows are counted before. */
  readonly tellsWhole?: true;
  /** A text that changes when the rows of a table do, where the engine knows it without reading them. */
  readonly stamp?: (table: string) => Promise<string>;
  /** Keeps the answers of SELECTs in one table until `close`, where the engine may write; what stands behind FROM for it. */
  readonly keep?: (queries: readonly string[], options: RunOptions) => Promise<string>;
  /** A folder for what is put aside meanwhile, which goes when the engine closes; the system's by default. */
  readonly scratch?: string;
  /** Lets go of such a table before. */
  readonly drop?: (kept: string) => Promise<void>;
  /** How many rows it groups at once within its memory; more are grouped block by block. Any number by default. */
  readonly groupedRows?: number;
  readonly close: () => Promise<void>;
}

/** The rows of an answer of numbers alone: an expression a column, `rest` what stands behind them. */
export async function numbersOf(
  engine: Engine,
  select: readonly string[],
  rest: string,
  options: RunOptions,
): Promise<number[][]> {
  const kinds = select.map(() => "number" as const);
  return (await rowsOf(engine, `SELECT ${select.join(", ")} ${rest}`, kinds, options)) as number[][];
}

/** A small answer: a row per array of cells. */
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
