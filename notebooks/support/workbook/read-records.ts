import {
  fieldOfHeader,
  interactionFields,
  planImport,
  proposeMapping,
  readFieldCell,
  textOfCsv,
  ratingRangeBy,
  validateInteraction,
  weightFields,
  type Customer,
  type DateOrder,
  type Field,
  type Interaction,
  type InteractionInput,
  type MessageKey,
  type MessageParameters,
  type RatedAnalysis,
  type ValidationSettings,
} from "@crm-functions/core";
import type { FileValue } from "../../../addin/workbook/file";
import type { TableSource } from "./table-source";
import { weightId, type CriterionWeight, type RowProblem } from "./team-workbook";

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

const isBlankRow = (row: readonly FileValue[]): boolean =>
  row.every((cell) => cell === null || (typeof cell === "string" && cell.trim() === ""));

/**
 * The customers of a table chunk by chunk, by the very rules of the pane's import (`planImport`). `isTaken` says whether
 * an id was given before this chunk.
 *
 * @throws CrmError `nameNotMapped` where no column is the name
 */
export async function* customerChunks(
  table: TableSource,
  weights: readonly CriterionWeight[],
  isTaken: (id: string) => boolean,
  options: ReadWorkbookOptions,
): AsyncGenerator<RecordChunk<Customer>> {
  const mapping = proposeMapping(table.headers);
  const idColumn = mapping.indexOf("id");
  const settings: ValidationSettings = { region: options.region, ratingRange: ratingRangeBy(weights) };
  for await (const { firstRow, rows } of table.chunks()) {
    const plan = planImport(table.guarded ? rows : rows.map(asGuarded), mapping, {
      dates: options.dates,
      ...settings,
      firstRow,
      isTaken,
    });
    const bad = plan.bad.map(({ row, cells, problems }): BadRecord => ({
      row,
      id: String(cells[idColumn] ?? "").trim(),
      cells: rows[row - firstRow],
      problems: problems.map(({ column, key, parameters }) => ({
        table: "customers",
        row,
        column: table.headers[column] ?? "",
        key,
        parameters,
      })),
    }));
    yield { records: plan.customers as Customer[], rows: plan.rows, bad };
  }
}

/** All customers of a table; a row that breaks a rule is left out and told in `problems`. */
export function readCustomers(
  table: TableSource,
  weights: readonly CriterionWeight[],
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Promise<ReadRecords<Customer>> {
  return kept((isTaken) => customerChunks(table, weights, isTaken, options), problems);
}

async function kept<Item extends { readonly id: string }>(
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
      taken.add(record.id);
    });
    for (const { id, problems: found } of chunk.bad) {
      if (id !== "") badIds.add(id);
      problems.push(...found);
    }
  }
  return { records, rows, badIds };
}

/** What the import takes an apostrophe away from gets one: outside of a `.csv` it belongs to the text. */
function asGuarded(row: readonly FileValue[]): readonly FileValue[] {
  return row.map((cell) => (typeof cell === "string" && textOfCsv(cell) !== cell ? `'${cell}` : cell));
}

/**
 * Interactions of a table chunk by chunk, by the rules of the store. `isCustomer` says whether there is a customer with
 * that id, `isTaken` whether an id was given before this chunk.
 */
export async function* interactionChunks(
  table: TableSource,
  isCustomer: (id: string) => boolean,
  isTaken: (id: string) => boolean,
  options: ReadWorkbookOptions,
): AsyncGenerator<RecordChunk<Interaction>> {
  const columns = columnsOf(table.headers, interactionFields);
  for await (const chunk of table.chunks()) {
    const records: Interaction[] = [];
    const rows: number[] = [];
    const bad: BadRecord[] = [];
    const taken = new Set<string>();
    for (const [i, cells] of chunk.rows.entries()) {
      if (isBlankRow(cells)) continue;
      const row = chunk.firstRow + i;
      const { values, told } = readRow(cells, columns, table.headers, row, "interactions", options);
      const { record, problems: found } = validateInteraction(values as unknown as InteractionInput);
      for (const { key: field, message: key, parameters } of found) {
        const column = table.headers[columns.get(fieldNamed(field)) ?? -1] ?? "";
        if (!told.some((each) => each.column === column && column !== "")) {
          told.push({ table: "interactions", row, column, key, parameters });
        }
      }
      const whole = (key: MessageKey, parameters: MessageParameters): void =>
        void told.push({ table: "interactions", row, column: "", key, parameters });
      const { id } = record;
      if (id !== "" && (taken.has(id) || isTaken(id))) whole("idTaken", { id });
      if (record.customerId !== "" && !isCustomer(record.customerId)) {
        whole("customerNotFound", { id: record.customerId });
      }
      if (told.length > 0) {
        bad.push({ row, id, cells, problems: told });
        continue;
      }
      taken.add(id);
      records.push(record);
      rows.push(row);
    }
    yield { records, rows, bad };
  }
}

/** All interactions of a table; a row that breaks a rule is left out and told in `problems`. */
export function readInteractions(
  table: TableSource,
  isCustomer: (id: string) => boolean,
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Promise<ReadRecords<Interaction>> {
  return kept((isTaken) => interactionChunks(table, isCustomer, isTaken, options), problems);
}

function fieldNamed(name: string): Field {
  return interactionFields.find((field) => field.name === name)!;
}

/** The weights of the analyses; a row that is none, or a second one for its criterion, is left out and told in `problems`. */
export async function readWeights(
  table: TableSource,
  problems: RowProblem[],
  options: ReadWorkbookOptions,
): Promise<ReadRecords<CriterionWeight>> {
  const records: CriterionWeight[] = [];
  const rows: number[] = [];
  const taken = new Set<string>();
  const badIds = new Set<string>();
  const columns = columnsOf(table.headers, weightFields);
  for await (const chunk of table.chunks()) {
    for (const [i, cells] of chunk.rows.entries()) {
      if (isBlankRow(cells)) continue;
      const row = chunk.firstRow + i;
      const { values, told } = readRow(cells, columns, table.headers, row, "weights", options);
      const { analysis, weight, minimum, maximum } = values;
      const criterion = String(values.criterion ?? "").trim();
      for (const field of weightFields) {
        const column = table.headers[columns.get(field) ?? -1] ?? "";
        const isMissing = (values[field.name] ?? null) === null || values[field.name] === "";
        if (field.required && isMissing && !told.some((each) => each.column === column)) {
          told.push({ table: "weights", row, column, key: "fieldRequired", parameters: {} });
        }
      }
      const id = weightId({ analysis: analysis as RatedAnalysis, criterion });
      if (taken.has(id)) {
        told.push({ table: "weights", row, column: "", key: "weightTwice", parameters: { criterion } });
      }
      problems.push(...told);
      if (told.length > 0) {
        if (!taken.has(id)) badIds.add(id);
        continue;
      }
      taken.add(id);
      records.push({
        analysis: analysis as RatedAnalysis,
        criterion,
        weight: weight as number,
        minimum: typeof minimum === "number" ? minimum : undefined,
        maximum: typeof maximum === "number" ? maximum : undefined,
      });
      rows.push(row);
    }
  }
  return { records, rows, badIds };
}

/** Where each field stands; of two columns for one the first counts. */
function columnsOf<Name extends string>(
  headers: readonly string[],
  fields: readonly Field<Name>[],
): Map<Field, number> {
  const columns = new Map<Field, number>();
  headers.forEach((header, column) => {
    const field = fields.find((each) => each.name === fieldOfHeader(header, fields));
    if (field !== undefined && !columns.has(field)) columns.set(field, column);
  });
  return columns;
}

function readRow(
  cells: readonly FileValue[],
  columns: ReadonlyMap<Field, number>,
  headers: readonly string[],
  row: number,
  table: RowProblem["table"],
  options: ReadWorkbookOptions,
): { readonly values: Readonly<Record<string, unknown>>; readonly told: RowProblem[] } {
  const values: Record<string, unknown> = {};
  const told: RowProblem[] = [];
  for (const [field, column] of columns) {
    const { value, problem } = readFieldCell(cells[column], field, options);
    values[field.name] = value;
    if (problem !== undefined) {
      told.push({
        table,
        row,
        column: headers[column],
        key: problem.key,
        parameters: { found: problem.found },
      });
    }
  }
  return { values, told };
}
