import type { CriterionWeight, Customer, Interaction } from "../customers";
import type { PurchasesAside } from "./counted-purchases";

/** The data that a team keeps about its customers; the input of all analyses. */
export interface Team {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  /** An analysis without weights gives its criteria equal weights with sum 1. */
  readonly weights: readonly CriterionWeight[];
  /** Non-empty rows of purchases that could not be read. */
  readonly purchasesUnread?: number;
  /** What a table of purchases holds besides the purchases that count. */
  readonly purchasesAside?: PurchasesAside;
}
