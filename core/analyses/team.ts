import type { CriterionWeight, Customer, Interaction } from "../customers";

/** What a team keeps about its customers: all that the analyses are made of. */
export interface Team {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  /** Without any for an analysis its criteria weigh the same, together 1. */
  readonly weights: readonly CriterionWeight[];
  /** Rows of purchases that hold something but could not be read. */
  readonly purchasesUnread?: number;
}
