import type {
  Batch,
  HeaderMapping,
  Language,
  ParsedPhones,
  Records,
  RowProblem,
  Region,
  StoreSettings,
} from "@crm-functions/core";
import type { Workbook } from "../workbook";

/** The kinds of records that a store keeps in tables of their own. */
export type StoredKind = "customer" | "interaction";

/** Which headers keep which fields, where users have renamed columns beyond recognition. */
export interface StoreMapping {
  readonly customers?: HeaderMapping;
  readonly interactions?: HeaderMapping;
}

export interface TableWithoutId {
  readonly kind: keyof StoreMapping;
  /** Name of the table. */
  readonly name: string;
  /** Header that the column is looked for under. */
  readonly field: string;
}

/** What the parts of a store share. */
export interface Context {
  readonly workbook: Workbook;
  readonly records: Records;
  /** Country of phone numbers without a country code. */
  region: Region | undefined;
  readonly settings: StoreSettings;
  /** Language of tables that are made. */
  readonly language: Language;
  mapping: StoreMapping;
  /** Where rows stood when we last saw them. Users sort: a place is good only once its id has been found there. */
  readonly lastSeen: Record<StoredKind, Map<string, number>>;
  /** Headers of columns of the user's own that formulas fill, by table. */
  readonly calculated: Map<string, ReadonlySet<string>>;
  /** Numbers of the tables as they were last read, so that none is parsed twice. */
  phones: ParsedPhones;
  /** What could not be understood when the tables were last read. */
  problems: RowProblem[];
  withoutId: TableWithoutId[];
  /**
   * Ids of rows that have none in the sheet yet, by what the rows hold: opening a workbook writes nothing. They are
   * written ahead of the first change.
   */
  unwritten: Map<string, string[]>;
  /** Takes a batch into the records and tells those who listen. */
  readonly applied: (batch: Batch) => Promise<void>;
}
