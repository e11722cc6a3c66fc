import { closeSync, createReadStream, createWriteStream, mkdirSync, openSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { wordsForNone } from "@crm-functions/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";
import { noType, type WarehouseColumn } from "./dialect";
import { WarehouseError } from "./warehouse-error";

/** What stands for a missing value: nothing, a blank, and the words of the catalogue's "Rules for all" however they are written. */
const blanks = [
  ...["", " "],
  ...new Set(
    wordsForNone.flatMap((word) => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]),
  ),
];

/**
 * How DuckDB reads CSV files. The first line names the columns, a quote is `"` and no line is a comment: what it finds out
 * by itself, it finds in the first rows. Dates are recognised only where they are written as 2026-01-31, since DuckDB would
 * choose an order of day and month without a word; a time stamp stays text, of which its day counts. Small buffers, because
 * those of 32 MB that it takes by itself, one and more a thread, do not fit into what it may keep.
 */
const csvOptions =
  `nullstr = [${blanks.map(duckdbText).join(", ")}], header = true, quote = '"', comment = '', dateformat = '%Y-%m-%d', ` +
  `buffer_size = 4194304, max_line_size = 1048576`;
const columnTypes = `auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'VARCHAR']`;
/** Rows of a file by which DuckDB tells types. */
const sniffedRows = 20_480;

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

/** What is known of a column beside its type in the view. */
export interface CsvColumn extends Pick<WarehouseColumn, "dates" | "either"> {
  /** Where no row has a value. */
  readonly type?: typeof noType;
}

/**
 * Makes a view of CSV files whose columns are matched by name. Each file is looked through once, here, and the view holds
 * for the files as they are now.
 *
 * @param inOrder whether rows must come in the order of the files
 * @returns what there is to know of columns, by their names in small letters
 */
export async function makeCsvView(
  connection: DuckDBConnection,
  table: string,
  files: readonly string[],
  decimals: "." | ",",
  inOrder: boolean,
): Promise<ReadonlyMap<string, CsvColumn>> {
  const options = `${csvOptions}, decimal_separator = ${duckdbText(decimals)}`;
  const kinds = new Map<string, AlikeFiles>();
  /** By names in small letters: to DuckDB, ID is id. */
  const types = new Map<string, string>();
  const readIn = (paths: readonly string[], how: string) =>
    `SELECT * FROM read_csv([${paths.map(duckdbText).join(", ")}], ${options}, ${how})`;
  for (const file of files) {
    const look = `SELECT Prompt, Columns FROM sniff_csv(${duckdbText(file)}, ${options}, ${columnTypes})`;
    const [[prompt, columns]] = (await connection.runAndReadAll(look)).getRowsJson() as unknown as [
      [string, { name: string; type: string }[]],
    ];
    const names = columns.map(({ name }) => name);
    if (names.length === 1 && /[,;\t]/.test(names[0]))
      throw new WarehouseError("csvUnreadable", { path: file });
    const [found] = /auto_detect=false.*?(?=, columns=)/s.exec(prompt) ?? [""];
    // Quotes within quotes may come later than where it looked.
    const dialect = found.replace("escape=''", `escape='"'`);
    const key = JSON.stringify([dialect, names]);
    const alike = kinds.get(key) ?? { dialect, names, files: [] };
    alike.files.push(file);
    kinds.set(key, alike);
    const texts = columns
      .filter(({ type }) => type === "VARCHAR")
      .map(({ name }) => duckdbDialect.identifier(name));
    const first = readIn([file], `${dialect}, columns = ${typed(names, () => "VARCHAR")}`);
    const filled = await cellsOf(
      connection,
      texts.map((text) => `count(${text})`),
      `(${first} LIMIT ${sniffedRows})`,
    );
    // What is blank says nothing: it would make texts of what is numbers further down, or in another file.
    for (const { name, type } of columns) {
      const isBlank = filled[texts.indexOf(duckdbDialect.identifier(name))] === 0n;
      types.set(name.toLowerCase(), united(types.get(name.toLowerCase()) ?? noType, isBlank ? noType : type));
    }
  }
  const read = (as: (name: string) => string) =>
    kinds.size > (inOrder ? 1 : mostKinds)
      ? readIn(files, `${columnTypes}, union_by_name = true, types = ${typed([...types.keys()], as)}`)
      : Array.from(kinds.values(), ({ files: paths, dialect, names }) =>
          readIn(paths, `${dialect}, columns = ${typed(names, as)}`),
        ).join(" UNION ALL BY NAME ");
  const unsure = [...types].filter(([, type]) => !["DOUBLE", "VARCHAR"].includes(type));
  const held = await cellsOf(
    connection,
    unsure.map(([name]) => typesHeld(duckdbDialect.identifier(name), decimals)),
    `(${read(() => "VARCHAR")})`,
  );
  unsure.forEach(([name, type], j) => types.set(name, wholeType(type, Number(held[j]))));
  const nothing = [...types].filter(([, type]) => type === noType).map(([name]) => name);
  for (const name of nothing) types.set(name, "VARCHAR");
  const typeOf = (name: string) => types.get(name.toLowerCase())!;
  await connection.run(`CREATE OR REPLACE VIEW ${duckdbDialect.identifier(table)} AS ${read(typeOf)}`);
  const texts = [...types.keys()].filter((name) => typeOf(name) === "VARCHAR");
  return new Map([
    ...(await writtenDates(connection, table, texts)),
    ...nothing.map((name) => [name, { type: noType }] as const),
  ]);
}

/** The cells of an answer of one row. */
async function cellsOf(
  connection: DuckDBConnection,
  cells: readonly string[],
  rows: string,
): Promise<readonly unknown[]> {
  if (cells.length === 0) return [];
  return (await connection.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${rows}`)).getRows()[0];
}

/** What texts can hold, a bit each; what is of none of these types is the last one. */
const textTypes = ["BIGINT", "DOUBLE", "DATE", "VARCHAR", "BOOLEAN"];
const noneOfThem = 2 ** textTypes.length;

/** The types of the texts of a column, as bits; a day with a time is a text. */
function typesHeld(text: string, decimals: "." | ","): string {
  const number = decimals === "." ? text : `replace(${text}, ',', '.')`;
  const double = `TRY_CAST(${number} AS DOUBLE)`;
  return (
    `bit_or(CASE WHEN ${text} IS NULL THEN 0 ` +
    `WHEN ${double} IS NOT NULL THEN CASE WHEN TRY_CAST(${number} AS BIGINT) = ${double} THEN 1 ELSE 2 END ` +
    `WHEN TRY_CAST(${text} AS DATE) IS NOT NULL THEN CASE WHEN length(trim(${text})) = 10 THEN 4 ELSE 8 END ` +
    `WHEN lower(trim(${text})) IN ('true', 'false') THEN 16 ELSE ${noneOfThem} END)`
  );
}

/**
 * The type of all rows of a column, of which the first ones have `type`. Where a text stands among numbers or dates, these
 * keep theirs: the query that reads it names its line.
 */
function wholeType(type: string, held: number): string {
  if (held >= noneOfThem) return ["BIGINT", "DATE"].includes(type) ? type : "VARCHAR";
  return textTypes.filter((_, bit) => (held >> bit) % 2 === 1).reduce(united, noType);
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

/** The columns among these whose texts are dates with day and month before the year, and what decides between the two. */
async function writtenDates(
  connection: DuckDBConnection,
  table: string,
  texts: readonly string[],
): Promise<(readonly [string, CsvColumn])[]> {
  const from = duckdbDialect.identifier(table);
  const pattern = duckdbText("^\\s*(\\d{1,2})[-/.](\\d{1,2})[-/.]\\d{4}(?:[ T].*)?$");
  const part = (name: string, group: number) =>
    `max(TRY_CAST(regexp_extract(${duckdbDialect.identifier(name)}, ${pattern}, ${group}) AS INTEGER))`;
  const looks = async (names: readonly string[], rows: string) => {
    const cells = names.flatMap((name) => [
      part(name, 1),
      part(name, 2),
      `min(${duckdbDialect.identifier(name)})`,
    ]);
    const found = await cellsOf(connection, cells, rows);
    return names.map((name, i) => {
      const [day, month, text] = found.slice(3 * i);
      return { name, day, month, text };
    });
  };
  // A look at the first rows tells which columns are meant; only those are read to their end.
  const meant = (await looks(texts, `(SELECT * FROM ${from} LIMIT 1000)`))
    .filter(({ day }) => day !== null)
    .map(({ name }) => name);
  return (await looks(meant, from)).map(({ name, day, month, text }) => [
    name,
    Number(day) > 12 ? { dates: "dmy" } : Number(month) > 12 ? { dates: "mdy" } : { either: String(text) },
  ]);
}
