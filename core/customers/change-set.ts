import type { FieldValues } from "./cells";
import type { Customer, CustomerChange, CustomerInput } from "./customer";
import type { Interaction, InteractionChange, InteractionInput } from "./interaction";
import type { ParsedPhones } from "./phone";

/** Values by record id. */
export type ValuesById = ReadonlyMap<string, FieldValues>;

/** Progress of a long write. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Options of a write. An `AbortSignal` can serve as `signal`. */
export interface WriteOptions<Item = Customer> {
  /**
   * Records as the caller last saw them. If a stored one differs, somebody else has changed it since: nothing is
   * written, and a `CrmError` `changedMeanwhile` (parameters `id`, `name`, `fields`) is thrown.
   */
  readonly seen?: readonly Item[];
  readonly onProgress?: (progress: Progress) => void;
  /** Numbers that an import has just parsed, so that none is parsed twice. */
  readonly phones?: ParsedPhones;
  /** Once `aborted`, the write undoes what it has written and throws a `CrmError` `stopped`. */
  readonly signal?: { readonly aborted: boolean };
}

/** Changes made together, in the order of these properties. */
export interface ChangeSet {
  readonly add?: readonly CustomerInput[];
  readonly update?: readonly CustomerChange[];
  /** Values by customer id and key (`phone`, `need: Price`); other values are unchanged. */
  readonly set?: ValuesById;
  readonly addInteractions?: readonly InteractionInput[];
  /** Whether the added interactions stamp their customers (`stampedBy`); default false. */
  readonly stamp?: boolean;
  readonly updateInteractions?: readonly InteractionChange[];
  readonly setInteractions?: ValuesById;
  readonly removeInteractions?: readonly string[];
  /** Also removes the interactions that still belong to these customers once the changes above are made. */
  readonly remove?: readonly string[];
}

/** How to write a `ChangeSet`; `seen` as in `WriteOptions`, for both kinds of record. */
export interface ChangeOptions extends WriteOptions {
  readonly seenInteractions?: readonly Interaction[];
  /**
   * The inverse whose changes these are (see `takeBack`). The restored values are not validated again. Nothing is
   * written if an expected value has changed since (`changedMeanwhile`), except that newer stamps stay.
   */
  readonly takesBack?: Inverse;
}

/** The records a change has written, in the order of the change, and how to undo it. */
export interface Written {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  readonly inverse: Inverse;
}

/**
 * How to undo a finished change later: the previous state of what it touched, and nothing else. Made by the store that
 * made the change; passed to `takeBack`.
 */
export interface Inverse {
  readonly changes: ChangeSet;
  /** The values of the touched fields after the change; if one has changed since, nothing is undone. */
  readonly expected: { readonly customers: ValuesById; readonly interactions: ValuesById };
  /** Row positions of the removed records, by id; only stores over tables know them. */
  readonly places?: {
    readonly customers: ReadonlyMap<string, number>;
    readonly interactions: ReadonlyMap<string, number>;
  };
  /** Ids of the customers whose data it contains. */
  readonly about: readonly string[];
  /** Owners of the interactions that the change names only by id. */
  readonly owners: ReadonlyMap<string, string>;
}
