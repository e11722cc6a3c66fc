import type { Customer, Interaction, RatedAnalysis } from "../customers";

/** What a criterion of an analysis weighs, and the scale it is rated on where that is known. */
export interface CriterionWeight {
  readonly analysis: RatedAnalysis;
  readonly criterion: string;
  /** `NaN` where a row of the weights holds none. */
  readonly weight: number;
  readonly minimum?: number | null;
  readonly maximum?: number | null;
}

/** What a team keeps about its customers: all that the analyses are made of. */
export interface Team {
  readonly customers: readonly Customer[];
  readonly interactions: readonly Interaction[];
  /** Without any for an analysis its criteria weigh the same, together 1. */
  readonly weights: readonly CriterionWeight[];
}
