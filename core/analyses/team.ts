import type { CriterionWeight, Customer, Interaction, Rating, RatingRange } from "../customers";

/** What a team keeps about its customers: all that the analyses are made of. */
export interface Team {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  /** Without any for an analysis its criteria weigh the same, together 1. */
  readonly weights: readonly CriterionWeight[];
  /** Scales that headers tell and names of criteria do not: 1 to 5 where a column headed `Price (1-5)` holds `Price`. */
  readonly scales?: readonly (Rating & RatingRange)[];
  /** Rows of purchases that hold something but could not be read. */
  readonly purchasesUnread?: number;
}
