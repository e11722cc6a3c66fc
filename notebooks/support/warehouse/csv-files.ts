import { closeSync, createReadStream, createWriteStream, mkdirSync, openSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";
import { noType, type DateOrder } from "./dialect";

/** The words that stand for a missing value, as in cells (the catalogue's "Rules for all"). */
const blanks = ["", " ", "n/a", "N/A", "none", "-", "–", "?", "无", "不适用", "未知"];

/**
 * How DuckDB reads CSV files. Dates are recognised only where they are written as 2026-01-31, since DuckDB would choose an
 * order of day and month without a word; a time stamp stays text, of which its day counts. Small buffers, because those
 * of 32 MB that it takes by itself, one and more a thread, do not fit into what it may keep.
 */
const csvOptions =
  `nullstr = [${blanks.map(duckdbText).join(", ")}], dateformat = '%Y-%m-%d', ` +
  `buffer_size = 4194304, max_line_size = 1048576`;
const columnTypes = `auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'VARCHAR']`;

/** Files that are written alike: how, and their columns in order. */
interface AlikeFiles {
  readonly files: string[];
  readonly dialect: string;
  readonly names: readonly string[];
}

/** Each kind of files takes buffers of its own; with more kinds than this, DuckDB looks through the files at every query. */
const mostKinds = 8;

/** The type that holds what either of two holds. */
function united(one: string, other: string): string {
  if (one === other || other === noType) return one;
  if (one === noType) return other;
  return [one, other].every((type) => ["BIGINT", "DOUBLE"].includes(type)) ? "DOUBLE" : "VARCHAR";
}

/**
 * Makes a view of CSV files whose columns are matched by name. Each file is looked through once, here, and the view holds
 * for the files as they are now.
 *
 * @param inOrder whether rows must come in the order of the files
 * @returns the columns that no file with rows has, in small letters
 */
export async function makeCsvView(
  connection: DuckDBConnection,
  table: string,
  files: readonly string[],
  decimals: "." | ",",
  inOrder: boolean,
): Promise<readonly string[]> {
  const options = `${csvOptions}, decimal_separator = ${duckdbText(decimals)}`;
  const kinds = new Map<string, AlikeFiles>();
  /** By names in small letters: to DuckDB, ID is id. */
  const types = new Map<string, string>();
  const typeOf = (name: string) => types.get(name.toLowerCase())!;
  for (const file of files) {
    const look = `SELECT Prompt, Columns FROM sniff_csv(${duckdbText(file)}, ${options}, ${columnTypes})`;
    const [[prompt, columns]] = (await connection.runAndReadAll(look)).getRowsJson() as unknown as [
      [string, { name: string; type: string }[]],
    ];
    const [dialect] = /auto_detect=false.*?(?=, columns=)/s.exec(prompt) ?? [""];
    const names = columns.map(({ name }) => name);
    const key = JSON.stringify([dialect, names]);
    const alike = kinds.get(key) ?? { dialect, names, files: [] };
    alike.files.push(file);
    kinds.set(key, alike);
    // A file of headers alone would make texts of what is numbers elsewhere.
    const isText = columns.every(({ type }) => type === "VARCHAR");
    const row = `SELECT 1 FROM read_csv(${duckdbText(file)}, ${options}, ${dialect}, columns = ${typed(names, () => "VARCHAR")}) LIMIT 1`;
    const isEmpty = isText && (await connection.runAndReadAll(row)).currentRowCount === 0;
    for (const { name, type } of columns)
      types.set(name.toLowerCase(), united(types.get(name.toLowerCase()) ?? noType, isEmpty ? noType : type));
  }
  const read = (as: (name: string) => string) => {
    const from = (paths: readonly string[], how: string) =>
      `SELECT * FROM read_csv([${paths.map(duckdbText).join(", ")}], ${options}, ${how})`;
    return kinds.size > (inOrder ? 1 : mostKinds)
      ? from(files, `${columnTypes}, union_by_name = true, types = ${typed([...types.keys()], as)}`)
      : Array.from(kinds.values(), ({ files: paths, dialect, names }) =>
          from(paths, `${dialect}, columns = ${typed(names, as)}`),
        ).join(" UNION ALL BY NAME ");
  };
  const nothing = [...types.keys()].filter((name) => types.get(name) === noType);
  for (const name of nothing) types.set(name, "VARCHAR");
  const make = () =>
    connection.run(`CREATE OR REPLACE VIEW ${duckdbDialect.identifier(table)} AS ${read(typeOf)}`);
  await make();
  const texts = await textsAmongLogical(
    connection,
    table,
    read(() => "VARCHAR"),
  );
  for (const name of texts) types.set(name.toLowerCase(), "VARCHAR");
  if (texts.length > 0) await make();
  return nothing;
}

/** Columns with their types, as DuckDB wants to be told. */
const typed = (names: readonly string[], typeOf: (name: string) => string): string =>
  `{${names.map((name) => `${duckdbText(name)}: ${duckdbText(typeOf(name))}`).join(", ")}}`;

/** Bytes in which the first lines of a file are looked at. */
const headBytes = 65_536;

/**
 * The files, of which those whose lines end in two ways (a header from elsewhere above the lines of a program) are copied
 * with one, since DuckDB reads such only by a mode that drops what it does not understand.
 */
export async function withOneLineEnd(files: readonly string[], folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const [i, file] of files.entries()) {
    const copy = join(folder, `lines ${i + 1} ${basename(file)}`);
    const isMixed = !/\.(gz|zst)$/i.test(file) && endsLinesInTwoWays(file);
    if (isMixed) {
      mkdirSync(folder, { recursive: true });
      const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
      await pipeline(async function* () {
        for await (const line of lines) yield `${line}\n`;
      }, createWriteStream(copy));
    }
    found.push(isMixed ? copy : file);
  }
  return found;
}

function endsLinesInTwoWays(file: string): boolean {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(headBytes);
    const head = bytes.toString("latin1", 0, readSync(handle, bytes));
    return /\r\n/.test(head) && /[^\r]\n/.test(head);
  } finally {
    closeSync(handle);
  }
}

/** The columns that DuckDB takes for logical values by their words, which are others than TRUE and FALSE: a yes stays a yes. */
async function textsAmongLogical(
  connection: DuckDBConnection,
  table: string,
  texts: string,
): Promise<string[]> {
  const logical = await columnsOfType(connection, table, "BOOLEAN");
  if (logical.length === 0) return [];
  const isOther = logical.map(
    (name) => `bool_or(lower(trim(${duckdbDialect.identifier(name)})) NOT IN ('true', 'false'))`,
  );
  const look = `SELECT ${isOther.join(", ")} FROM (${texts} LIMIT 1000) AS crm_first`;
  const [found] = (await connection.runAndReadAll(look)).getRows();
  return logical.filter((_, j) => found[j] === true);
}

async function columnsOfType(connection: DuckDBConnection, table: string, type: string): Promise<string[]> {
  const all = `(DESCRIBE ${duckdbDialect.identifier(table)})`;
  const sql = `SELECT column_name FROM ${all} WHERE column_type = ${duckdbText(type)}`;
  return (await connection.runAndReadAll(sql)).getRows().map(([name]) => String(name));
}

/** What the texts of a column say about the order of day and month. */
export interface WrittenDates {
  /** The order, where a day above 12 decides it. */
  readonly dates?: DateOrder;
  /** A date that could be either, where none decides. */
  readonly either?: string;
}

/** The columns of a table whose texts are dates with day and month before the year, and what decides between the two. */
export async function writtenDates(
  connection: DuckDBConnection,
  table: string,
): Promise<ReadonlyMap<string, WrittenDates>> {
  const from = duckdbDialect.identifier(table);
  const texts = await columnsOfType(connection, table, "VARCHAR");
  if (texts.length === 0) return new Map();
  const pattern = duckdbText("^\\s*(\\d{1,2})[-/.](\\d{1,2})[-/.]\\d{4}(?:[ T].*)?$");
  const part = (name: string, group: number) =>
    `max(TRY_CAST(regexp_extract(${duckdbDialect.identifier(name)}, ${pattern}, ${group}) AS INTEGER))`;
  const first = (name: string) => `min(${duckdbDialect.identifier(name)})`;
  const looks = async (names: readonly string[], rows: string) => {
    if (names.length === 0) return [];
    const cells = names.flatMap((name) => [part(name, 1), part(name, 2), first(name)]);
    const [found] = (await connection.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${rows}`)).getRows();
    return names.map((name, i) => ({
      name,
      day: found[3 * i],
      month: found[3 * i + 1],
      text: found[3 * i + 2],
    }));
  };
  // A look at the first rows tells which columns are meant; only those are read to their end.
  const meant = (await looks(texts, `(SELECT * FROM ${from} LIMIT 1000)`))
    .filter(({ day }) => day !== null)
    .map(({ name }) => name);
  return new Map(
    (await looks(meant, from)).map(({ name, day, month, text }) => [
      name,
      Number(day) > 12 ? { dates: "dmy" } : Number(month) > 12 ? { dates: "mdy" } : { either: String(text) },
    ]),
  );
}
