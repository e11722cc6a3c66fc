import {
  columnsOf,
  CrmError,
  customerOf,
  interactionOf,
  isBlank,
  keyOf,
  nameKeys,
  positionOf,
  problemAt,
  ratingRangeBy,
  readRow,
  textOfCsv,
  weightOf,
  type CellReading,
  type Checked,
  type CriterionWeight,
  type Customer,
  type DateOrder,
  type FieldValues,
  type Interaction,
  type MessageKey,
  type MessageParameters,
  type RecordKind,
  type RowProblem,
  type ValidationSettings,
} from "@crm-functions/core";
import type { FileValue } from "../../../addin/workbook/file";
import { NotebookError } from "../notebook-error";
import type { TableSource } from "./table-source";

export interface ReadWorkbookOptions extends Pick<ValidationSettings, "region"> {
  /** Order of day and month in `01/02/2026`; without it, such a text is rejected as ambiguous. */
  readonly dates?: DateOrder;
}

/** Records of a table with their rows, and the ids of the rejected rows. A missing id is `""`. */
export interface ReadRecords<Item> {
  readonly records: readonly Item[];
  /** Row of each record, as numbered in the spreadsheet. */
  readonly rows: readonly number[];
  /** Ids in rejected rows. */
  readonly badIds: ReadonlySet<string>;
}

/** The records of a workbook by kind; undefined if it has no such table. */
interface WorkbookRecords {
  readonly customers: ReadRecords<Customer>;
  readonly interactions: ReadRecords<Interaction> | undefined;
  readonly weights: ReadRecords<CriterionWeight> | undefined;
  /** The problems of the rejected rows. */
  readonly problems: readonly RowProblem[];
}

/** A rejected row with all its problems. */
export interface BadRecord {
  readonly row: number;
  /** `""` if it has none. */
  readonly id: string;
  readonly cells: readonly FileValue[];
  readonly problems: readonly RowProblem[];
}

/** The records and rejected rows of a chunk of consecutive rows. */
export interface RecordChunk<Item> {
  readonly records: readonly Item[];
  readonly rows: readonly number[];
  readonly bad: readonly BadRecord[];
}

/** The id of a record in its table; for a weight, the key of its rating. */
const idOf = (record: Customer | Interaction | CriterionWeight): string =>
  "id" in record ? record.id : keyOf({ analysis: record.analysis, criterion: record.criterion });

/** A problem of a whole row. */
interface Fault {
  readonly message: MessageKey;
  readonly parameters: MessageParameters;
}

interface Rules<Item> {
  readonly check: (values: FieldValues) => Checked<Item>;
  /** Whether an id occurred before the chunk. */
  readonly isTaken: (id: string) => boolean;
  /** A problem of a record in relation to others, except that its id is taken. */
  readonly fault?: (record: Item) => Fault | undefined;
}

/** The records of a table in chunks; a row that breaks a rule is rejected. */
async function* recordChunks<Item extends Customer | Interaction | CriterionWeight>(
  table: TableSource,
  kind: RecordKind,
  reading: CellReading,
  { check, isTaken, fault }: Rules<Item>,
): AsyncGenerator<RecordChunk<Item>> {
  const { headers } = table;
  const columns = columnsOf(headers, kind);
  const idColumn = positionOf(columns.uses, "id");
  for await (const chunk of table.chunks()) {
    const records: Item[] = [];
    const rows: number[] = [];
    const bad: BadRecord[] = [];
    const taken = new Set<string>();
    for (const [i, cells] of chunk.rows.entries()) {
      if (cells.every(isBlank)) continue;
      const row = chunk.firstRow + i;
      const plain = table.guarded
        ? cells.map((cell) => (typeof cell === "string" ? textOfCsv(cell) : cell))
        : cells;
      const { record, problems: found } = check(readRow(plain, columns, reading));
      // User columns may contain anything.
      const problems = found
        .filter(({ key }) => !key.startsWith("own: "))
        .map((problem) => problemAt(problem, row, columns, headers));
      const id = idOf(record);
      const idTaken: Fault =
        "id" in record
          ? { message: "idTaken", parameters: { id } }
          : { message: "weightTwice", parameters: { criterion: record.criterion } };
      const others = taken.has(id) ? undefined : fault?.(record);
      const whole = others ?? (taken.has(id) || (id !== "" && isTaken(id)) ? idTaken : undefined);
      if (whole !== undefined) {
        problems.push({ ...whole, key: "id", table: kind, row, header: headers[idColumn] ?? "" });
      }
      if (problems.length > 0) {
        bad.push({ row, id, cells, problems });
        continue;
      }
      if (id !== "") taken.add(id);
      records.push(record);
      rows.push(row);
    }
    yield { records, rows, bad };
  }
}

/**
 * The customers of a table in chunks. `isTaken` tells whether an id occurred before the chunk.
 *
 * @throws CrmError `nameNotMapped` if no column is the name
 */
export function customerChunks(
  table: TableSource,
  weights: readonly CriterionWeight[],
  isTaken: (id: string) => boolean,
  options: ReadWorkbookOptions,
): AsyncGenerator<RecordChunk<Customer>> {
  const keys = columnsOf(table.headers, "customer").uses.map(keyOf);
  if (!nameKeys.some((key) => keys.includes(key))) {
    throw new CrmError("value", "nameNotMapped");
  }
  const reading = { ...options, phones: new Map<string, string>() };
  const rules = { ...reading, ratingRange: ratingRangeBy(weights) };
  return recordChunks(table, "customer", reading, { check: (values) => customerOf(values, rules), isTaken });
}

/**
 * The interactions of a table in chunks, by the rules of the store. `isCustomer` tells whether a customer with the id
 * exists, `isTaken` whether an id occurred before the chunk.
 */
export function interactionChunks(
  table: TableSource,
  isCustomer: (id: string) => boolean,
  isTaken: (id: string) => boolean,
  options: ReadWorkbookOptions,
): AsyncGenerator<RecordChunk<Interaction>> {
  return recordChunks(table, "interaction", options, {
    check: interactionOf,
    isTaken,
    fault: ({ customerId: id }) =>
      id === "" || isCustomer(id) ? undefined : { message: "customerNotFound", parameters: { id } },
  });
}

/**
 * All records of a workbook; rows that break a rule are left out and reported in `problems`.
 *
 * @param find the table of a kind
 * @param isKnown whether interactions may be with a customer who is not in the workbook
 * @throws NotebookError `noCustomers`; CrmError `nameNotMapped`
 */
export async function readRecords(
  file: string,
  find: (kind: RecordKind) => Promise<TableSource | undefined>,
  isKnown: (id: string) => boolean,
  options: ReadWorkbookOptions,
): Promise<WorkbookRecords> {
  const problems: RowProblem[] = [];
  const [weightTable, customerTable, interactionTable] = [
    await find("weight"),
    await find("customer"),
    await find("interaction"),
  ];
  if (customerTable === undefined) throw new NotebookError("noCustomers", { file });
  const weights = weightTable && (await readWeights(weightTable, problems, options));
  const customers = await kept(
    (isTaken) => customerChunks(customerTable, weights?.records ?? [], isTaken, options),
    problems,
  );
  const ids = new Set(customers.records.map(({ id }) => id));
  const isCustomer = (id: string): boolean => ids.has(id) || isKnown(id);
  const interactions =
    interactionTable &&
    (await kept((isTaken) => interactionChunks(interactionTable, isCustomer, isTaken, options), problems));
  return { customers, interactions, weights, problems };
}

/** The weights of the analyses; invalid rows and repeated criteria are left out and reported in `problems`. */
export function readWeights(
  table: TableSource,
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Promise<ReadRecords<CriterionWeight>> {
  return kept((isTaken) => recordChunks(table, "weight", options, { check: weightOf, isTaken }), problems);
}

async function kept<Item extends Customer | Interaction | CriterionWeight>(
  chunks: (isTaken: (id: string) => boolean) => AsyncIterable<RecordChunk<Item>>,
  problems: RowProblem[],
): Promise<ReadRecords<Item>> {
  const records: Item[] = [];
  const rows: number[] = [];
  const taken = new Set<string>();
  const badIds = new Set<string>();
  for await (const chunk of chunks((id) => taken.has(id))) {
    chunk.records.forEach((record, i) => {
      records.push(record);
      rows.push(chunk.rows[i]);
      taken.add(idOf(record));
    });
    for (const { id, problems: found } of chunk.bad) {
      if (id !== "" && !taken.has(id)) badIds.add(id);
      problems.push(...found);
    }
  }
  return { records, rows, badIds };
}
