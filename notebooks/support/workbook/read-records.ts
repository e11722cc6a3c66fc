import {
  columnsOf,
  CrmError,
  customerOf,
  interactionOf,
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
  /** Which comes first in `01/02/2026`; without it such a text is refused as ambiguous. */
  readonly dates?: DateOrder;
}

/** Records of a table with the row each stands in, and the rows that are none. An id not given is `""`. */
export interface ReadRecords<Item> {
  readonly records: readonly Item[];
  /** Row of each record as the spreadsheet numbers them. */
  readonly rows: readonly number[];
  /** Ids in the rows that are none. */
  readonly badIds: ReadonlySet<string>;
}

/** What a workbook holds of each kind; undefined where it has no such table. */
export interface WorkbookRecords {
  readonly customers: ReadRecords<Customer>;
  readonly interactions: ReadRecords<Interaction> | undefined;
  readonly weights: ReadRecords<CriterionWeight> | undefined;
  /** What is wrong with the rows that are none. */
  readonly problems: readonly RowProblem[];
}

/** A row that is no record, with everything that is wrong with it. */
export interface BadRecord {
  readonly row: number;
  /** `""` where it has none. */
  readonly id: string;
  readonly cells: readonly FileValue[];
  readonly problems: readonly RowProblem[];
}

/** What stands in some rows of a table that follow each other. */
export interface RecordChunk<Item> {
  readonly records: readonly Item[];
  readonly rows: readonly number[];
  readonly bad: readonly BadRecord[];
}

/** What a record is called in its table: a weight by what it weighs. */
const idOf = (record: Customer | Interaction | CriterionWeight): string =>
  "id" in record ? record.id : keyOf({ analysis: record.analysis, criterion: record.criterion });

/** Something that is wrong with a whole row. */
interface Fault {
  readonly message: MessageKey;
  readonly parameters: MessageParameters;
}

interface Rules<Item> {
  readonly check: (values: FieldValues) => Checked<Item>;
  /** What is wrong with a record beside the others. */
  readonly fault: (record: Item, id: string) => Fault | undefined;
}

const isBlankRow = (row: readonly FileValue[]): boolean =>
  row.every((cell) => cell === null || (typeof cell === "string" && cell.trim() === ""));

/** The records of a table chunk by chunk; a row that breaks a rule is none. */
async function* recordChunks<Item extends Customer | Interaction | CriterionWeight>(
  table: TableSource,
  kind: RecordKind,
  reading: CellReading,
  { check, fault }: Rules<Item>,
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
      if (isBlankRow(cells)) continue;
      const row = chunk.firstRow + i;
      const plain = table.guarded
        ? cells.map((cell) => (typeof cell === "string" ? textOfCsv(cell) : cell))
        : cells;
      const { record, problems: found } = check(readRow(plain, columns, reading));
      // What stands in columns of the user's own is nobody's business.
      const problems = found
        .filter(({ key }) => !key.startsWith("own: "))
        .map((problem) => problemAt(problem, row, columns, headers));
      const id = idOf(record);
      const idTaken: Fault =
        "id" in record
          ? { message: "idTaken", parameters: { id } }
          : { message: "weightTwice", parameters: { criterion: record.criterion } };
      const whole = taken.has(id) ? idTaken : fault(record, id);
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

const isTakenFault = (isTaken: (id: string) => boolean, id: string): Fault | undefined =>
  id !== "" && isTaken(id) ? { message: "idTaken", parameters: { id } } : undefined;

/**
 * The customers of a table chunk by chunk. `isTaken` says whether an id was given before this chunk.
 *
 * @throws CrmError `nameNotMapped` where no column is the name
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
  return recordChunks(table, "customer", reading, {
    check: (values) => customerOf(values, rules),
    fault: (_, id) => isTakenFault(isTaken, id),
  });
}

/**
 * Interactions of a table chunk by chunk, by the rules of the store. `isCustomer` says whether there is a customer with
 * that id, `isTaken` whether an id was given before this chunk.
 */
export function interactionChunks(
  table: TableSource,
  isCustomer: (id: string) => boolean,
  isTaken: (id: string) => boolean,
  options: ReadWorkbookOptions,
): AsyncGenerator<RecordChunk<Interaction>> {
  return recordChunks(table, "interaction", options, {
    check: interactionOf,
    fault: ({ customerId }, id) =>
      customerId === "" || isCustomer(customerId)
        ? isTakenFault(isTaken, id)
        : { message: "customerNotFound", parameters: { id: customerId } },
  });
}

/**
 * All records of a workbook; a row that breaks a rule is left out and told in `problems`.
 *
 * @param find the table of a kind
 * @param isKnown whether an interaction may be with somebody whom the workbook does not have
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

/** The weights of the analyses; a row that is none, or a second one for its criterion, is left out and told in `problems`. */
export function readWeights(
  table: TableSource,
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Promise<ReadRecords<CriterionWeight>> {
  return kept(
    (isTaken) =>
      recordChunks(table, "weight", options, {
        check: weightOf,
        fault: ({ criterion }, id) =>
          isTaken(id) ? { message: "weightTwice", parameters: { criterion } } : undefined,
      }),
    problems,
  );
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
