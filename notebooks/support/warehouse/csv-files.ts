import { wordsForNone } from "@crm-functions/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { NotebookError } from "../notebook-error";
import { duckdbDialect, duckdbText } from "./duckdb-dialect";
import {
  dayText,
  decided,
  fractions,
  integers,
  isWritten,
  noneOfThem,
  plainText,
  times,
  typesHeld,
  united,
  wholeType,
  type Decimals,
} from "./csv-text-types";
import { noType, type WarehouseColumn } from "./dialect";
import type { ReadableCsv } from "./readable-csv";

/** Spellings of a missing value: empty, a blank, and the words of the catalogue's "Rules for all" in any case. */
const blanks = [
  ...["", " "],
  ...new Set(
    wordsForNone.flatMap((word) => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]),
  ),
];

/**
 * How DuckDB reads CSV files. The first line names the columns, the quote is `"` and no line is a comment, because
 * DuckDB would infer these from the first rows only. Dates are recognised only as 2026-01-31, because DuckDB would
 * choose an order of day and month silently; a time stamp stays text, and its day counts. Buffers are small because the
 * default of 32 MB, at least one per thread, does not fit into the memory limit.
 */
const csvOptions =
  `nullstr = [${blanks.map(duckdbText).join(", ")}], header = true, quote = '"', comment = '', dateformat = '%Y-%m-%d', ` +
  `buffer_size = 4194304, max_line_size = 1048576`;
const columnTypes = `auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'DATE', 'VARCHAR']`;
/** Rows of a file from which DuckDB infers types. */
const sniffedRows = 20_480;

/** Files in the same CSV dialect with the same columns in the same order. */
interface AlikeFiles {
  readonly files: ReadableCsv[];
  readonly dialect: string;
  readonly names: readonly string[];
}

/** Each group of alike files has its own buffers; with more groups, DuckDB analyses the files at every query. */
const mostKinds = 8;

/** What is known about a column besides its type in the view. */
export interface CsvColumn extends Pick<WarehouseColumn, "dates" | "either"> {
  /** Set if no row has a value. */
  readonly type?: typeof noType;
}

/**
 * Creates a view of CSV files whose columns are matched by name. Each file is analysed once, here; the view is valid
 * for the files in their current state.
 *
 * @param inOrder whether rows must come in the order of the files
 * @returns what is known about the columns, by lower-case name
 */
export async function makeCsvView(
  connection: DuckDBConnection,
  table: string,
  files: readonly ReadableCsv[],
  decimals: Decimals | undefined,
  inOrder: boolean,
): Promise<ReadonlyMap<string, CsvColumn>> {
  const mark = decimals ?? ".";
  const options = `${csvOptions}, decimal_separator = ${duckdbText(mark)}`;
  const kinds = new Map<string, AlikeFiles>();
  /** Consecutive files read with the same options from their first line, with the names of all their columns. */
  const runs: { readonly files: ReadableCsv[]; readonly names: Set<string> }[] = [];
  /** By lower-case name: to DuckDB, ID is id. */
  const types = new Map<string, string>();
  /** Columns read as text and cast, because DuckDB would infer text. */
  const cast = new Set<string>();
  /** Columns of days with times, which stay text. */
  const timed = new Set<string>();
  /** Names as spelt in the first file that has them. */
  const spelt = new Map<string, string>();
  const heldBy = async (names: readonly string[], rows: string) => {
    const cells = names.map((name) =>
      typesHeld(duckdbDialect.identifier(name), mark, cast.has(name) ? undefined : types.get(name)),
    );
    const found = await cellsOf(connection, cells, rows);
    return new Map(names.map((name, j) => [name, decided(Number(found[j]), decimals !== undefined)]));
  };
  const readIn = (alike: readonly ReadableCsv[], how: string) =>
    `SELECT * FROM read_csv([${alike.map(({ path }) => duckdbText(path)).join(", ")}], ${alike[0].told}${options}, ${how})`;
  for (const file of files) {
    const look = `SELECT Prompt, Columns FROM sniff_csv(${duckdbText(file.path)}, ${file.told}${options}, ${columnTypes})`;
    const [[prompt, columns]] = (await connection.runAndReadAll(look)).getRowsJson() as unknown as [
      [string, { name: string; type: string }[]],
    ];
    const names = columns.map(({ name }) => name);
    if (names.length === 1 && /[,;\t]/.test(names[0]))
      throw new NotebookError("csvUnreadable", { path: file.path });
    const [found] = /auto_detect=false.*?(?=, columns=)/s.exec(prompt) ?? [""];
    // A quote within quotes may come later than the rows DuckDB looked at.
    const dialect = found.replace("escape=''", `escape='"'`);
    const key = JSON.stringify([file.told, dialect, names]);
    const alike = kinds.get(key) ?? { dialect, names, files: [] };
    alike.files.push(file);
    kinds.set(key, alike);
    if (runs[runs.length - 1]?.files[0].told !== file.told) runs.push({ files: [], names: new Set() });
    const run = runs[runs.length - 1];
    run.files.push(file);
    for (const name of names) run.names.add(name.toLowerCase());
    const texts = columns.filter(({ type }) => type === "VARCHAR").map(({ name }) => name);
    const first = readIn([file], `${dialect}, columns = ${typed(names, () => "VARCHAR")}`);
    const held = await heldBy(texts, `(${first} LIMIT ${sniffedRows})`);
    // Blank columns get no type: as text, they would make text of numbers further down or in another file.
    for (const { name, type } of columns) {
      const holds = held.get(name) ?? noneOfThem;
      const isMeant = holds === 0 || isWritten(holds) || (holds & ~(integers | fractions)) === 0;
      const own = isMeant ? wholeType(type, holds) : type;
      const key = name.toLowerCase();
      if (isMeant && holds > 0) cast.add(key);
      if (holds < noneOfThem && (holds & times) > 0) timed.add(key);
      if (!spelt.has(key)) spelt.set(key, name);
      types.set(key, united(types.get(key) ?? noType, own));
    }
  }
  const read = (as: (name: string) => string) =>
    (kinds.size > (inOrder ? 1 : mostKinds)
      ? runs.map(({ files: run, names }) =>
          readIn(run, `${columnTypes}, union_by_name = true, types = ${typed([...names], as)}`),
        )
      : Array.from(kinds.values(), ({ files: alike, dialect, names }) =>
          readIn(alike, `${dialect}, columns = ${typed(names, as)}`),
        )
    ).join(" UNION ALL BY NAME ");
  const unsure = [...types].filter(([, type]) => type !== "VARCHAR").map(([name]) => name);
  const held = await heldBy(unsure, `(${read(() => "VARCHAR")})`);
  for (const [name, holds] of held) {
    if (isWritten(holds)) cast.add(name);
    types.set(name, wholeType(cast.has(name) ? "VARCHAR" : types.get(name)!, holds));
  }
  const nothing = [...types].filter(([, type]) => type === noType).map(([name]) => name);
  for (const name of nothing) types.set(name, "VARCHAR");
  const typeOf = (name: string) => types.get(name.toLowerCase())!;
  const castNow = [...cast].filter((name) => typeOf(name) !== "VARCHAR");
  const rows = read((name) => (castNow.includes(name.toLowerCase()) ? "VARCHAR" : typeOf(name)));
  const makeView = async (dated: readonly string[]): Promise<void> => {
    const quoted = (name: string) => duckdbDialect.identifier(spelt.get(name)!);
    const values = [
      ...castNow.map((name) => [name, `CAST(${plainText(quoted(name), mark)} AS ${typeOf(name)})`]),
      ...dated.map((name) => [name, dayText(quoted(name))]),
    ].map(([name, value]) => `${value} AS ${quoted(name)}`);
    const view = values.length === 0 ? rows : `SELECT * REPLACE (${values.join(", ")}) FROM (${rows})`;
    await connection.run(`CREATE OR REPLACE VIEW ${duckdbDialect.identifier(table)} AS ${view}`);
  };
  const texts = [...types.keys()].filter((name) => typeOf(name) === "VARCHAR");
  const stamped = texts.filter((name) => timed.has(name));
  await makeView(stamped);
  const dates = await writtenDates(connection, table, texts);
  if (dates.length > 0) await makeView([...new Set([...stamped, ...dates.map(([name]) => name)])]);
  return new Map([...dates, ...nothing.map((name) => [name, { type: noType }] as const)]);
}

/** The cells of a one-row answer. */
async function cellsOf(
  connection: DuckDBConnection,
  cells: readonly string[],
  rows: string,
): Promise<readonly unknown[]> {
  if (cells.length === 0) return [];
  return (await connection.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${rows}`)).getRows()[0];
}

/** Columns with their types, in DuckDB's syntax. */
const typed = (names: readonly string[], typeOf: (name: string) => string): string =>
  `{${names.map((name) => `${duckdbText(name)}: ${duckdbText(typeOf(name))}`).join(", ")}}`;

/** The text columns of dates with day and month before the year, and the order of the two if the values decide it. */
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
  // The first rows tell which columns hold dates; only those are read to the end.
  const meant = (await looks(texts, `(SELECT * FROM ${from} LIMIT 1000)`))
    .filter(({ day }) => day !== null)
    .map(({ name }) => name);
  return (await looks(meant, from)).map(({ name, day, month, text }) => [
    name,
    Number(day) > 12 ? { dates: "dmy" } : Number(month) > 12 ? { dates: "mdy" } : { either: String(text) },
  ]);
}
