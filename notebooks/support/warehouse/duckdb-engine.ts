import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection, type DuckDBDataChunk } from "@duckdb/node-api";
import { duckdbDialect, duckdbKind, duckdbText } from "./duckdb-dialect";
import type { AnswerKind, Batch, Engine, RunOptions } from "./engine";
import { copySqliteTable } from "./sqlite-copy";
import { WarehouseError } from "./warehouse-error";

/** A table of a SQLite file. */
export interface SqliteSource {
  readonly sqlite: string;
  readonly table: string;
}

/** Where the rows of a table are: a Parquet or CSV file, a folder or pattern of them, several, or a SQLite table. */
export type FileSource = string | readonly string[] | SqliteSource;

export interface DuckDBOptions {
  /** The tables by the names that requests use. */
  readonly tables: Readonly<Record<string, FileSource>>;
  /** What DuckDB keeps in memory before it goes to disk, such as `150MB` (the default). */
  readonly memoryLimit?: string;
  /** Threads; all cores unless told. */
  readonly threads?: number;
  /** Where data larger than memory go meanwhile; a new folder under the system's one unless told. */
  readonly temporaryFolder?: string;
}

/** Opens files with DuckDB, which runs inside this process. No file is changed and nothing is fetched. */
export async function duckdbEngine(options: DuckDBOptions): Promise<Engine> {
  const scratch = mkdtempSync(join(options.temporaryFolder ?? tmpdir(), "crm-warehouse-"));
  const instance = await DuckDBInstance.create(join(scratch, "tables.duckdb"), {
    memory_limit: options.memoryLimit ?? "150MB",
    temp_directory: join(scratch, "spill"),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    enable_external_file_cache: "false", // a file that changes within the tick of its clock would be read from before
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const discard = () => {
    instance.closeSync();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    for (const [name, source] of Object.entries(options.tables)) await addTable(connection, name, source);
    connection.closeSync();
  } catch (error) {
    discard();
    throw error instanceof WarehouseError ? error : failed(error);
  }

  let kept = 0;

  async function* batches(sql: string, kinds: readonly AnswerKind[], run: RunOptions): AsyncGenerator<Batch> {
    if (run.signal?.aborted) throw new WarehouseError("cancelled");
    const connection = await instance.connect();
    const stop = () => connection.interrupt();
    run.signal?.addEventListener("abort", stop);
    const { onProgress } = run;
    const timer =
      onProgress &&
      setInterval(() => {
        const { percentage } = connection.progress;
        if (percentage >= 0) onProgress(percentage / 100);
      }, 200);
    try {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (run.signal?.aborted) throw new WarehouseError("cancelled");
        if (chunk === null || chunk.rowCount === 0) break;
        const columns = kinds.map((kind, j) =>
          kind === "number" ? numbersOf(chunk, j) : (chunk.getColumnValues(j) as string[]),
        );
        yield { rows: chunk.rowCount, columns };
      }
      onProgress?.(1);
    } catch (error) {
      if (run.signal?.aborted) throw new WarehouseError("cancelled", {}, { cause: error });
      throw error instanceof WarehouseError ? error : failed(error);
    } finally {
      clearInterval(timer);
      run.signal?.removeEventListener("abort", stop);
      connection.closeSync();
    }
  }

  return {
    name: "DuckDB",
    dialect: duckdbDialect,
    tables: () => Promise.resolve(Object.keys(options.tables)),
    columns: async (table) => {
      if (!Object.hasOwn(options.tables, table)) return [];
      const columns = [];
      const sql = `SELECT column_name, column_type FROM (DESCRIBE ${duckdbDialect.identifier(table)})`;
      for await (const batch of batches(sql, ["text", "text"], {})) {
        for (let i = 0; i < batch.rows; i++) {
          const [name, type] = [batch.columns[0][i] as string, batch.columns[1][i] as string];
          columns.push({ name, type, kind: duckdbKind(type) });
        }
      }
      return columns;
    },
    from: duckdbDialect.identifier,
    batches,
    keep: async (sql, run) => {
      const name = duckdbDialect.identifier(`crm_kept_${++kept}`);
      for await (const done of batches(`CREATE TABLE ${name} AS ${sql}`, [], run)) void done;
      return name;
    },
    close: () => {
      discard();
      return Promise.resolve();
    },
  };
}

/** A column of doubles without a detour by an array of objects: NaN where it is NULL. */
function numbersOf(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column);
  const numbers = new Float64Array(chunk.rowCount);
  for (let i = 0; i < numbers.length; i++) numbers[i] = (vector.getItem(i) as number | null) ?? NaN;
  return numbers;
}

function failed(error: unknown): WarehouseError {
  const reason = error instanceof Error ? error.message : String(error);
  return new WarehouseError("serverFailed", { engine: "DuckDB", reason }, { cause: error });
}

async function addTable(connection: DuckDBConnection, name: string, source: FileSource): Promise<void> {
  if (typeof source === "object" && "sqlite" in source) {
    if (!existsSync(source.sqlite)) throw new WarehouseError("fileNotFound", { path: source.sqlite });
    return copySqliteTable(connection, name, source.sqlite, source.table);
  }
  const paths = (typeof source === "string" ? [source] : source).map(filesIn);
  const readers = new Set(paths.map(readerOf));
  if (readers.size !== 1) throw new WarehouseError("fileMixture", { path: String(source) });
  const list = `[${paths.map(duckdbText).join(", ")}]`;
  const byName = paths.length > 1 || paths[0].includes("*") ? ", union_by_name = true" : "";
  const [reader] = readers;
  await connection.run(
    `CREATE VIEW ${duckdbDialect.identifier(name)} AS SELECT * FROM ${reader}(${list}${byName})`,
  );
}

/** A folder as the pattern of its files; anything else as it stands. */
function filesIn(path: string): string {
  if (/[*?[]/.test(path) && !existsSync(path)) return path;
  if (!existsSync(path)) throw new WarehouseError("fileNotFound", { path });
  if (!statSync(path).isDirectory()) return path;
  const endings = new Set(
    readdirSync(path)
      .map((file) => /\.(parquet|[ct]sv(\.gz|\.zst)?)$/i.exec(file)?.[0])
      .filter((ending) => ending !== undefined),
  );
  if (endings.size === 0) throw new WarehouseError("fileKind", { path });
  if (endings.size > 1) throw new WarehouseError("fileMixture", { path });
  return join(path, `*${[...endings][0]}`);
}

function readerOf(path: string): string {
  if (/\.parquet$/i.test(path)) return "read_parquet";
  if (/\.[ct]sv(\.gz|\.zst)?$/i.test(path)) return "read_csv";
  throw new WarehouseError("fileKind", { path });
}
