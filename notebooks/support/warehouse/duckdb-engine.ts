import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { WordedError, type TextParameters } from "@crm-functions/core";
import {
  DuckDBDoubleVector,
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBDataChunk,
} from "@duckdb/node-api";
import { NotebookError, type NotebookTextKey } from "../notebook-error";
import { makeCsvView, type CsvColumn } from "./csv-files";
import type { DateOrder } from "./dialect";
import { duckdbDialect, duckdbKind, duckdbText } from "./duckdb-dialect";
import { stage, type AnswerKind, type Batch, type Engine, type RunOptions } from "./engine";
import { readableCsv, type ReadableCsv } from "./readable-csv";
import { removedAtEnd, scratchFolder, tablesIn } from "./scratch-folder";
import { copySqliteTable } from "./sqlite-copy";
import { copyXlsxSheet } from "./xlsx-copy";

/** A table of a SQLite file, or of all SQLite files in a folder. */
export interface SqliteSource {
  /** The file, or a folder of .sqlite, .sqlite3, .db or .db3 files, whose columns are matched by name. */
  readonly sqlite: string;
  readonly table: string;
  /** Format of dates in texts, if not as in 2026-01-31. */
  readonly dates?: DateOrder;
}

/** A sheet of a workbook. */
export interface XlsxSource {
  readonly xlsx: string;
  /** The name of the sheet; by default the first one with a table. */
  readonly sheet?: string;
}

/** Parquet or CSV files, and their formats. */
export interface DatedFiles {
  readonly files: string | readonly string[];
  /** `"mdy"` for 1/31/2026, `"dmy"` for 31.1.2026 (both ignore a time after it), or a pattern such as `%d.%m.%y`. */
  readonly dates?: DateOrder;
  /** Decimal separator in CSV files, such as `","` in 1,5 for one and a half; `"."` by default. */
  readonly decimals?: "." | ",";
  /** Encoding of CSV files, such as `windows-1252` or `gb18030`; detected by default. */
  readonly encoding?: string;
}

/** The rows of a table: a Parquet or CSV file, a folder or pattern of files, several, a sheet, or a SQLite table. */
export type FileSource = string | readonly string[] | DatedFiles | SqliteSource | XlsxSource;

export interface DuckDBOptions {
  /** The tables by the names used in requests. */
  readonly tables: Readonly<Record<string, FileSource>>;
  /** Memory limit of DuckDB before it spills to disk, such as `500MB`; by default 80MB, or 100MB with CSV files. */
  readonly memoryLimit?: string;
  /**
   * Rows of purchases to group at once, 1,250,000 by default: a larger table is read several times, for some of the
   * customers each time. With ten times the memory, use ten times as many.
   */
  readonly groupedRows?: number;
  /** Number of threads; all cores by default. */
  readonly threads?: number;
  /** Whether to return rows in the order of their files, which takes some memory; any order by default. */
  readonly inOrder?: boolean;
  /** Time zone that decides the day of time stamps with a zone (Parquet), such as `Europe/Berlin`; UTC by default. */
  readonly timeZone?: string;
  /** Parent folder for data that exceed memory; the system's temporary folder by default. */
  readonly temporaryFolder?: string;
}

/** Opens files with DuckDB in this process. Changes no file and fetches nothing. */
export async function duckdbEngine(options: DuckDBOptions): Promise<Engine> {
  checkOptions(options);
  const sources = new Map(
    Object.entries(options.tables).map(([name, source], i) => [name, { ...whole(source), number: i }]),
  );
  const memoryLimit = options.memoryLimit ?? ([...sources.values()].some(isCsv) ? "100MB" : "80MB");
  const scratch = await scratchFolder(options.temporaryFolder ?? tmpdir());
  const instance = await DuckDBInstance.create(tablesIn(scratch), {
    memory_limit: memoryLimit,
    temp_directory: join(scratch, "spill"),
    preserve_insertion_order: String(options.inOrder ?? false), // preserving the order takes memory
    allocator_flush_threshold: "16MB", // give freed memory back to the system
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    enable_external_file_cache: "false", // a file changed within one tick of its clock would be read from the cache
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  /** What was found about the columns of CSV files, and the state of the files at that time. */
  const seen = new Map<string, { columns: ReadonlyMap<string, CsvColumn>; state: string }>();
  /** Original file names by the copies that replace unreadable files. */
  const copies = new Map<string, string>();
  const failed = (error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    const reason = [...copies].reduce((text, [copy, file]) => text.replaceAll(copy, file), said);
    return failure(reason, memoryLimit, error);
  };
  const discard = removedAtEnd(scratch, () => instance.closeSync());
  /** Analyses the CSV files of a table, unless they have not changed since the last time. */
  async function lookThrough(connection: DuckDBConnection, table: string): Promise<void> {
    const source = sources.get(table)!;
    if (!isCsv(source)) return;
    const files = await filesNow(connection, source);
    const state = await stateOf(files);
    if (seen.get(table)?.state === state) return;
    const { decimals, encoding } = source;
    const folder = join(scratch, `table ${source.number}`);
    mkdirSync(folder, { recursive: true });
    const readable = async (oneLineEnd: boolean): Promise<ReadableCsv[]> => {
      const found: ReadableCsv[] = [];
      for (const [i, file] of files.entries()) {
        const copy = join(folder, `${i + 1} ${basename(file)}`);
        found.push(await readableCsv(file, copy, encoding, oneLineEnd));
        copies.set(copy, file);
      }
      return found;
    };
    const make = (found: readonly ReadableCsv[]) =>
      makeCsvView(connection, table, found, decimals, options.inOrder ?? false);
    const asTheyAre = await readable(false);
    const columns = await make(asTheyAre).catch(async (error: unknown) => {
      if (!/sniffing file/.test(String(error))) throw error;
      const mended = await readable(true);
      if (mended.every(({ path }, i) => path === asTheyAre[i].path)) throw error;
      return make(mended);
    });
    seen.set(table, { columns, state });
  }

  async function onConnection<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await instance.connect();
    try {
      return await work(connection);
    } catch (error) {
      throw error instanceof WordedError ? error : failed(error);
    } finally {
      connection.closeSync();
    }
  }

  try {
    await onConnection(async (connection) => {
      await connection.run(`SET GLOBAL TimeZone = ${duckdbText(options.timeZone ?? "UTC")}`);
      for (const [name, source] of sources) {
        await addTable(connection, name, source);
        await lookThrough(connection, name);
      }
    });
  } catch (error) {
    discard();
    throw error;
  }

  let kept = 0;

  /** Runs `work` on its own connection, which an abort interrupts. */
  async function* connected<T>(
    run: RunOptions,
    work: (connection: DuckDBConnection) => AsyncIterable<T>,
  ): AsyncGenerator<T> {
    if (run.signal?.aborted) throw new NotebookError("cancelled");
    const connection = await instance.connect();
    let stopping: NodeJS.Timeout | undefined;
    const stop = () => {
      // Repeated, because an interrupt before the start of the query is ignored.
      connection.interrupt();
      stopping = setInterval(() => connection.interrupt(), 20);
    };
    run.signal?.addEventListener("abort", stop);
    const { onProgress } = run;
    const timer =
      onProgress &&
      setInterval(() => {
        const { percentage } = connection.progress;
        if (percentage >= 0) onProgress(percentage / 100);
      }, 200);
    try {
      for await (const each of work(connection)) {
        if (run.signal?.aborted) throw new NotebookError("cancelled");
        yield each;
      }
      if (run.signal?.aborted) throw new NotebookError("cancelled");
      onProgress?.(1);
    } catch (error) {
      if (run.signal?.aborted) throw new NotebookError("cancelled", {}, { cause: error });
      throw error instanceof NotebookError ? error : failed(error);
    } finally {
      clearInterval(timer);
      clearInterval(stopping);
      run.signal?.removeEventListener("abort", stop);
      connection.closeSync();
    }
  }

  /** Throws an error in the middle of an answer, which streaming would not. */
  async function answer(sql: string, kinds: readonly AnswerKind[], run: RunOptions): Promise<Batch[]> {
    const all: Batch[] = [];
    const work = async function* (connection: DuckDBConnection) {
      for (const chunk of await (await connection.run(sql)).fetchAllChunks()) yield batchOf(chunk, kinds);
    };
    for await (const batch of connected(run, work)) all.push(batch);
    return all;
  }

  async function drop(kept: string): Promise<void> {
    await answer(`DROP TABLE IF EXISTS ${kept}`, [], {});
  }

  return {
    name: "DuckDB",
    dialect: duckdbDialect,
    tables: () => Promise.resolve([...sources.keys()]),
    columns: async (table) => {
      const source = sources.get(table);
      if (source === undefined) return [];
      const rows = await onConnection(async (connection) => {
        await lookThrough(connection, table);
        const sql = `SELECT column_name, column_type FROM (DESCRIBE ${duckdbDialect.identifier(table)})`;
        return (await connection.runAndReadAll(sql)).getRows() as [string, string][];
      });
      const given = datesOf(source);
      const columns = seen.get(table)?.columns;
      return rows.map(([name, type]) => ({
        ...{ name, type, kind: duckdbKind(type) },
        ...columns?.get(name.toLowerCase()),
        ...(given === undefined ? {} : { dates: given, either: undefined }),
      }));
    },
    expression: (sql, from) =>
      onConnection(async (connection) => {
        // Only prepared, never run: rejects a second statement and anything that is not an expression.
        const prepared = await connection.prepare(`SELECT (${sql}\n) AS crm_expression FROM ${from}`);
        const type = String(prepared.columnType(0));
        return { type, kind: duckdbKind(type) };
      }),
    from: duckdbDialect.identifier,
    answer,
    stamp: async (table) => {
      const source = sources.get(table)!;
      if (!("files" in source)) return ""; // nobody writes to the copy
      return stateOf(await onConnection((connection) => filesNow(connection, source)));
    },
    batches: (sql, kinds, run) =>
      connected(run, async function* (connection) {
        await connection.run("BEGIN");
        const result = await connection.stream(sql);
        for (;;) {
          const chunk = await result.fetchChunk();
          if (chunk === null || chunk.rowCount === 0) break;
          yield batchOf(chunk, kinds);
        }
        // A failed stream looks like a finished one, but its transaction answers nothing more.
        await connection.run("SELECT 1").catch(async (error: unknown) => {
          if (!run.signal?.aborted)
            await answer(`SELECT count(COLUMNS(*)) FROM (${sql}) AS crm_failed`, [], {});
          throw error;
        });
      }),
    tellsWhole: true,
    keep: async (queries, run) => {
      const name = duckdbDialect.identifier(`crm_kept_${++kept}`);
      try {
        for (const [k, sql] of queries.entries()) {
          const into = k === 0 ? `CREATE TABLE ${name} AS` : `INSERT INTO ${name}`;
          await answer(`${into} ${sql}`, [], stage(run, k, queries.length));
        }
      } catch (error) {
        await drop(name);
        throw error;
      }
      return name;
    },
    drop,
    scratch,
    groupedRows: options.groupedRows ?? 1_250_000,
    close: () => {
      discard();
      return Promise.resolve();
    },
  };
}

function batchOf(chunk: DuckDBDataChunk, kinds: readonly AnswerKind[]): Batch {
  const columns = kinds.map((kind, j) =>
    kind === "number" ? numbersOf(chunk, j) : (chunk.getColumnValues(j) as string[]),
  );
  return { rows: chunk.rowCount, columns };
}

/** A column of doubles, copied directly from the engine's memory; NULL becomes NaN. */
function numbersOf(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector = chunk.getColumnVector(column);
  if (vector instanceof DuckDBDoubleVector && vector["validity"]["data"] === null)
    return vector["items"].slice();
  const numbers = new Float64Array(chunk.rowCount);
  for (let i = 0; i < numbers.length; i++) numbers[i] = (vector.getItem(i) as number | null) ?? NaN;
  return numbers;
}

/** Checks options that DuckDB would not check, or not with messages in both languages. */
function checkOptions({
  tables,
  memoryLimit,
  threads,
  groupedRows,
  timeZone,
  temporaryFolder,
}: DuckDBOptions): void {
  if (memoryLimit !== undefined && !/^\d+(\.\d+)? *[KMGT]i?B$/i.test(memoryLimit))
    throw new NotebookError("badMemoryLimit", { found: memoryLimit });
  for (const [option, count] of Object.entries({ threads, groupedRows })) {
    if (count !== undefined && !(Number.isInteger(count) && count >= 1))
      throw new NotebookError("badCount", { option, found: count });
  }
  for (const source of Object.values(tables)) {
    const dates = datesOf(whole(source));
    if (dates !== undefined && !["ymd", "mdy", "dmy"].includes(dates) && !dates.includes("%"))
      throw new NotebookError("badDateOrder", { found: dates });
  }
  if (timeZone !== undefined && !Intl.supportedValuesOf("timeZone").concat("UTC").includes(timeZone))
    throw new NotebookError("badTimeZone", { found: timeZone });
  if (temporaryFolder !== undefined && !existsSync(temporaryFolder))
    throw new NotebookError("fileNotFound", { path: temporaryFolder });
}

function failure(said: string, limit: string, cause: unknown): NotebookError {
  // Drops the line of SQL, which is not the user's.
  const [reason] = said.split("\n\nLINE ");
  const as = (key: NotebookTextKey, parameters: TextParameters) =>
    new NotebookError(key, parameters, { cause });
  const found = (pattern: RegExp) => pattern.exec(reason)?.slice(1) ?? [];
  const [path] = found(/^ *file = (.*)$/m);
  const [unread = found(/GZIP stream: (.*)$/)[0]] = [path];
  if (/unicode|utf-8|GZIP stream/i.test(reason) && unread !== undefined)
    return as("csvUnreadable", { path: unread.trim() });
  const [most, size] = found(/Maximum line size of (\d+) bytes exceeded. Actual Size:(\d+)/);
  if (most !== undefined && path !== undefined) return as("csvLong", { path, size, most });
  const [line, cells] = found(/CSV Error on Line: (\d+)\n(?:Original Line: (.*)\n)?/);
  const [column, cell] = found(/column "(.*?)"\. Could not convert string "(.*)" to/);
  if (line !== undefined && path !== undefined)
    return column === undefined
      ? as("csvLine", { path, line, found: (cells ?? "").slice(0, 80) })
      : as("csvCell", { path, line, column, found: cell });
  const told = (
    [
      ["csvUnreadable", "path", /Error when sniffing file "(.*?)"/],
      ["fileBroken", "path", /No magic bytes found at end of file '(.*?)'/],
      ["fileNotFound", "path", /No files found that match the pattern "(.*)"/],
      ["badDate", "found", /Conversion Error: .*date(?:\/time)? field.*?"(.*?)"/i],
    ] as const
  ).find(([, , pattern]) => pattern.test(reason));
  if (told !== undefined) return as(told[0], { [told[1]]: found(told[2])[0] });
  if (!reason.includes("Out of Memory Error")) return as("serverFailed", { engine: "DuckDB", reason });
  const more = limit.replace(/^[\d.]+/, (amount) => String(Number(amount) * 4));
  return as("outOfMemory", { engine: "DuckDB", limit, more });
}

interface Files extends DatedFiles {
  readonly files: readonly string[];
}

/** A source, its abbreviations written out; the rows of a sheet or a SQLite table are copied when it is opened. */
type WholeSource = Files | SqliteSource | XlsxSource;

function whole(source: FileSource): WholeSource {
  if (typeof source === "string") return /\.xlsx$/i.test(source) ? { xlsx: source } : { files: [source] };
  if ("length" in source) return { files: source };
  if (!("files" in source)) return source;
  return { ...source, files: typeof source.files === "string" ? [source.files] : source.files };
}

const datesOf = (source: WholeSource): DateOrder | undefined =>
  "dates" in source ? source.dates : undefined;

/** Whether any of the files are CSV, which needs buffers and has dates in some format. */
const isCsv = <Source extends WholeSource>(source: Source): source is Source & Files =>
  "files" in source &&
  source.files.some((path) => !/\.parquet$/i.test(existsSync(path) ? filesIn(path) : path));

/** Creates the table of a source, unless it consists of CSV files. */
async function addTable(connection: DuckDBConnection, name: string, source: WholeSource): Promise<void> {
  if ("sqlite" in source) return addSqliteTable(connection, name, source);
  if ("xlsx" in source) {
    if (!existsSync(source.xlsx)) throw new NotebookError("fileNotFound", { path: source.xlsx });
    return copyXlsxSheet(connection, name, source.xlsx, source.sheet);
  }
  const paths = source.files.map(filesIn);
  if (paths.length === 0) throw new NotebookError("noFiles", { table: name });
  if (new Set(paths.map(isParquet)).size !== 1)
    throw new NotebookError("fileMixture", { path: String(source.files) });
  if (!isParquet(paths[0])) return;
  const byName = paths.length > 1 || paths[0].includes("*") ? ", union_by_name = true" : "";
  const files = `read_parquet([${paths.map(duckdbText).join(", ")}]${byName})`;
  await connection.run(`CREATE VIEW ${duckdbDialect.identifier(name)} AS SELECT * FROM ${files}`);
}

/** The files that a source currently refers to. @throws NotebookError `fileNotFound` if a pattern matches none */
async function filesNow(connection: DuckDBConnection, source: Files): Promise<string[]> {
  const files: string[] = [];
  for (const path of source.files.map(filesIn)) {
    const sql = `SELECT file FROM glob(${duckdbText(path)}) ORDER BY file`;
    const found = existsSync(path) ? [[path]] : (await connection.runAndReadAll(sql)).getRows();
    if (found.length === 0) throw new NotebookError("fileNotFound", { path });
    files.push(...found.map(([file]) => String(file)));
  }
  return files;
}

async function addSqliteTable(
  connection: DuckDBConnection,
  name: string,
  { sqlite, table }: SqliteSource,
): Promise<void> {
  if (!existsSync(sqlite)) throw new NotebookError("fileNotFound", { path: sqlite });
  if (!statSync(sqlite).isDirectory()) return copySqliteTable(connection, name, sqlite, table);
  const files = readdirSync(sqlite).filter((file) => /\.(sqlite|db)3?$/i.test(file));
  if (files.length === 0) throw new NotebookError("fileKind", { path: sqlite });
  const parts: string[] = [];
  for (const file of files.sort()) {
    const part = `crm part ${parts.length + 1} of ${name}`;
    await copySqliteTable(connection, part, join(sqlite, file), table);
    parts.push(`SELECT * FROM ${duckdbDialect.identifier(part)}`);
  }
  await connection.run(
    `CREATE VIEW ${duckdbDialect.identifier(name)} AS ${parts.join(" UNION ALL BY NAME ")}`,
  );
}

/** Milliseconds a file must be unchanged, so that a later write gets a different time stamp. */
const tick = 50;

/** A fingerprint that changes if files are written again. */
async function stateOf(files: readonly string[]): Promise<string> {
  const states = () => files.map((file) => statSync(file, { bigint: true }));
  const age = Math.min(
    ...states().map(({ mtimeMs, ctimeMs }) =>
      Math.abs(Date.now() - Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs)),
    ),
  );
  if (age < tick) await new Promise((done) => setTimeout(done, tick));
  return states()
    .map(({ ino, size, mtimeNs, ctimeNs }, i) => [files[i], ino, size, mtimeNs, ctimeNs].join(" "))
    .join("\n");
}

/** A folder as the pattern of its files; any other path unchanged. */
function filesIn(path: string): string {
  if (/[*?[]/.test(path) && !existsSync(path)) return path;
  if (!existsSync(path)) throw new NotebookError("fileNotFound", { path });
  if (!statSync(path).isDirectory()) {
    checkFilled(path);
    return path;
  }
  const files = readdirSync(path).filter((file) => statSync(join(path, file)).isFile());
  const endings = new Set(
    files
      .map((file) => /\.(parquet|[ct]sv(\.gz|\.zst)?)$/i.exec(file)?.[0])
      .filter((ending) => ending !== undefined),
  );
  if (endings.size === 0) throw new NotebookError("fileKind", { path });
  if (endings.size > 1) throw new NotebookError("fileMixture", { path });
  const [ending] = endings;
  for (const file of files) if (file.endsWith(ending as string)) checkFilled(join(path, file));
  return join(path, `*${ending}`);
}

/** Rejects an empty file, for which DuckDB would make up a column. */
function checkFilled(path: string): void {
  if (statSync(path).size === 0) throw new NotebookError("fileEmpty", { path });
}

/** Whether a file is Parquet; the alternative is CSV. @throws NotebookError `fileKind` */
function isParquet(path: string): boolean {
  if (/\.parquet$/i.test(path)) return true;
  if (/\.[ct]sv(\.gz|\.zst)?$/i.test(path)) return false;
  throw new NotebookError("fileKind", { path });
}
