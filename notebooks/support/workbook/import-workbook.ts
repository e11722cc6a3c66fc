import { open, rm, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import {
  csvOf,
  textOfCsv,
  type CsvCell,
  type Language,
  type Lookup,
  type WriteOptions,
} from "@crm-functions/core";
import { isFileError } from "../../../addin/workbook/file";
import { named } from "../import/file-source";
import { NotebookError, notebookText } from "../notebook-error";
import type { RecordPiece, SqliteCustomerStore } from "../sqlite";
import {
  customerChunks,
  interactionChunks,
  readWeights,
  type BadRecord,
  type ReadWorkbookOptions,
  type RecordChunk,
} from "./read-records";
import { openTables, type TableSource } from "./table-source";
import { rowProblemText, type RowProblem } from "./team-workbook";

export interface ImportOptions extends ReadWorkbookOptions, Pick<WriteOptions, "onProgress" | "signal"> {
  /** A `.csv` for all rejected rows, each with its row number and problems; an existing file is replaced. */
  readonly badRows?: string;
  /** Language of the problems in `badRows`; English by default. */
  readonly language?: Language;
  /** Maximum number of problems in the result; 1000 by default. */
  readonly listed?: number;
}

export interface ImportResult {
  /** Numbers of records added. */
  readonly customers: number;
  readonly interactions: number;
  /** Number of rows left out. */
  readonly bad: number;
  /** The first problems of these rows. */
  readonly problems: readonly RowProblem[];
}

/**
 * Adds the customers and interactions of a `.csv` or `.xlsx` to a store by the rules of the pane's import, and the
 * weights of criteria that have none yet. Rows that break a rule or have an id already in the store are left out and
 * reported; of the others, all or none are added. Rows are read in chunks: a `.csv` may have any size, and of an
 * `.xlsx` only the file is in memory, not its rows.
 *
 * ```ts
 * const { customers, bad } = await importWorkbook(store, "customers.csv", { badRows: "bad-rows.csv" });
 * ```
 *
 * @throws WorkbookFileError if the file cannot be read; NotebookError `noCustomers` and those of the store; CrmError `stopped`
 */
export async function importWorkbook(
  store: SqliteCustomerStore,
  file: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const result = { customers: 0, interactions: 0, bad: 0, problems: [] as RowProblem[] };
  const listed = options.listed ?? 1000;
  const report = options.badRows === undefined ? undefined : badRowsFile(options.badRows, options.language);

  async function* added<Item>(
    table: TableSource,
    chunks: AsyncIterable<RecordChunk<Item>>,
    kind: "customers" | "interactions",
  ): AsyncGenerator<RecordPiece> {
    for await (const { records, bad } of chunks) {
      result.bad += bad.length;
      for (const { problems } of bad) {
        result.problems.push(...problems.slice(0, Math.max(0, listed - result.problems.length)));
      }
      await report?.add(table, bad);
      result[kind] += records.length;
      yield { [kind]: records };
    }
  }

  async function* pieces(lookup: Lookup): AsyncGenerator<RecordPiece> {
    const find = await openTables(file);
    const interactions = await find("interaction");
    // A .csv is a single table: interactions may include the customer's name too.
    const isOneTable = interactions?.guarded === true;
    const customers = isOneTable ? undefined : await find("customer");
    if (customers === undefined && interactions === undefined) {
      throw new NotebookError("noCustomers", { file: basename(file) });
    }
    const isCustomer = (id: string): boolean => lookup.customer(id) !== undefined;
    if (customers !== undefined) {
      const weights = await find("weight");
      const ranges =
        weights === undefined ? [] : (await readWeights(weights, result.problems, options)).records;
      yield { weights: ranges };
      yield* added(customers, customerChunks(customers, ranges, isCustomer, options), "customers");
    }
    if (interactions !== undefined) {
      const isTaken = (id: string): boolean => lookup.interaction(id) !== undefined;
      const chunks = interactionChunks(interactions, isCustomer, isTaken, options);
      yield* added(interactions, chunks, "interactions");
    }
  }

  try {
    await store.addPieces(pieces, options);
    return result;
  } catch (error) {
    throw named(error, file);
  } finally {
    await report?.close();
  }
}

/** Writes the rows left out as they occur; no file if there are none. */
function badRowsFile(
  file: string,
  language: Language = "en-US",
): { add(table: TableSource, bad: readonly BadRecord[]): Promise<void>; close(): Promise<void> } {
  let handle: FileHandle | undefined;
  let headed: TableSource | undefined;
  async function add(table: TableSource, bad: readonly BadRecord[]): Promise<void> {
    if (bad.length === 0) return;
    const isFirst = handle === undefined;
    handle ??= await open(file, "w");
    const rows: CsvCell[][] = [];
    if (headed !== table) {
      const words = [notebookText("importRow", language), notebookText("importProblem", language)];
      rows.push([...words, ...table.headers]);
      headed = table;
    }
    for (const { row, cells, problems } of bad) {
      const texts = problems.map((problem) => rowProblemText(problem, language)).join(" / ");
      rows.push([
        row,
        texts,
        ...cells.map((cell) => {
          if (isFileError(cell)) return cell.error;
          return table.guarded && typeof cell === "string" ? textOfCsv(cell) : cell;
        }),
      ]);
    }
    const text = csvOf(rows);
    await handle.writeFile(isFirst ? text : text.slice(1)); // the byte order mark is written only once
  }
  async function close(): Promise<void> {
    if (handle === undefined) await rm(file, { force: true });
    else await handle.close();
  }
  return { add, close };
}
