import type { FieldValues } from "./cells";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction, InteractionChange, InteractionInput } from "./interaction";
import type { ParsedPhones } from "./phone";

/** Values by the id of their record. */
export type ValuesById = ReadonlyMap<string, FieldValues>;

/** How far a long write has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How a write goes on. An `AbortSignal` serves as `signal`. */
export interface WriteOptions<Item = Customer> {
  /**
   * Records as the caller last saw them. Where a stored one differs, somebody else has changed it meanwhile: nothing is
   * written and a `CrmError` `changedMeanwhile` (parameters `id`, `name`, `fields`) is thrown.
   */
  readonly seen?: readonly Item[];
  readonly onProgress?: (progress: Progress) => void;
  /** Numbers that an import has just parsed, so that none is parsed twice. */
  readonly phones?: ParsedPhones;
  /** Once `aborted`, the write takes back what it has written and throws a `CrmError` `stopped`. */
  readonly signal?: { readonly aborted: boolean };
}

/** Changes that belong together, made in this order. */
export interface ChangeSet {
  readonly add?: readonly CustomerInput[];
  readonly update?: readonly CustomerChange[];
  /** Values by the id of the customer and their key (`phone`, `need: Price`); the others stay. */
  readonly set?: ValuesById;
  readonly addInteractions?: readonly InteractionInput[];
  /** Whether the interactions that are added stamp their customers (`stampedBy`); default not. */
  readonly stamp?: boolean;
  readonly updateInteractions?: readonly InteractionChange[];
  readonly setInteractions?: ValuesById;
  readonly removeInteractions?: readonly string[];
  /** Those go along that are still theirs after the changes above. */
  readonly remove?: readonly string[];
}

/** How a `ChangeSet` is written; `seen` as in `WriteOptions`, of either kind. */
export interface ChangeOptions extends WriteOptions {
  readonly seenInteractions?: readonly Interaction[];
  /**
   * The inverse whose changes these are (see `takeBack`). What it puts back was stored before and is not validated again;
   * nothing is written where one of its expected values has changed since (`changedMeanwhile`), but for stamps, which stay.
   */
  readonly takesBack?: Inverse;
}

/** What a change has written, in the order of the change, and how to take it back. */
export interface Written {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly inverse: Inverse;
}

/**
 * How a finished change is taken back later: what it touched, as it was before, and nothing else. It is made by the
 * store that made the change, and handed to `takeBack`.
 */
export interface Inverse {
  readonly changes: ChangeSet;
  /** What the touched fields hold since the change; where one holds something else by now, nothing is taken back. */
  readonly expected: { readonly customers: ValuesById; readonly interactions: ValuesById };
  /** Where the rows of removed records stood, by id; only stores over tables know. */
  readonly places?: {
    readonly customers: ReadonlyMap<string, number>;
    readonly interactions: ReadonlyMap<string, number>;
  };
  /** Ids of the customers whose data it holds. */
  readonly about: readonly string[];
  /** Whose the interactions are that it speaks of by their id alone. */
  readonly owners: ReadonlyMap<string, string>;
}
