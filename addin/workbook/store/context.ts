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

/** The kinds of records that a store keeps, each in its own table. */
export type StoredKind = "customer" | "interaction";

/** Maps headers to fields if users have renamed columns beyond recognition. */
export interface StoreMapping {
  readonly customers?: HeaderMapping;
  readonly interactions?: HeaderMapping;
}

export interface TableWithoutId {
  readonly kind: keyof StoreMapping;
  /** Name of the table. */
  readonly name: string;
  /** The missing header. */
  readonly field: string;
}

/** State that the parts of a store share. */
export interface Context {
  readonly workbook: Workbook;
  readonly records: Records;
  /** Country of phone numbers without a country code. */
  region: Region | undefined;
  readonly settings: StoreSettings;
  /** Language of newly created tables. */
  readonly language: Language;
  mapping: StoreMapping;
  /** Last known row of each id. Users sort, so a position is valid only once its id has been found there. */
  readonly lastSeen: Record<StoredKind, Map<string, number>>;
  /** Headers of the user's own columns that formulas fill, by table. */
  readonly calculated: Map<string, ReadonlySet<string>>;
  /** Phone numbers parsed at the last read of the tables, so that none is parsed twice. */
  phones: ParsedPhones;
  /** Cells and rows that could not be understood when the tables were last read. */
  problems: RowProblem[];
  withoutId: TableWithoutId[];
  /**
   * New ids of rows that have none in the sheet yet, by the content of the row. Opening a workbook writes nothing; they
   * are written before the first change.
   */
  unwritten: Map<string, string[]>;
  /** Applies a batch to the records and notifies the listeners. */
  readonly applied: (batch: Batch) => Promise<void>;
}
