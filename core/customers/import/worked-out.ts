import type { ImportNote } from "./notes";
import type { SheetRow } from "./source";

/** A table with columns that are worked out of others; its rows stay in their places. */
export interface WorkedOut {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
  /** How it was done, for the user. */
  readonly notes: readonly ImportNote[];
  /** The headers of which the new columns are made. */
  readonly from: readonly string[];
}
