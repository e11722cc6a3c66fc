import type { Interaction, InteractionKind } from "../customers";
import { grouped } from "../customers/grouped";
import { meanOf, type Mean } from "./mean-of";

/** The kinds of interactions whose ratings measure our service, and our marketing. */
export const serviceKinds: readonly InteractionKind[] = ["consulting", "after-sales"];
export const marketingKinds: readonly InteractionKind[] = ["marketing"];

export interface Month {
  /** `2026-01` */
  readonly month: string;
  readonly rating: Mean;
}

/** Rated interactions of some kinds by month, in order. Months without ratings are absent. */
export interface Months {
  readonly months: readonly Month[];
  /** Each rating, and its month, counted from the first month. */
  readonly ratings: Float64Array;
  readonly monthOf: Float64Array;
  /** Interactions of these kinds without a rating. */
  readonly unrated: number;
}

const numberOf = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1;

/** Mean rating by month of the interactions of these kinds. */
export function monthsOf(interactions: readonly Interaction[], kinds: readonly InteractionKind[]): Months {
  const ours = interactions.filter(({ kind }) => kinds.includes(kind));
  const rated = ours.filter(({ rating }) => rating !== null);
  const byMonth = [...grouped(rated, ({ when }) => when.slice(0, 7))].sort(([a], [b]) => (a < b ? -1 : 1));
  const first = byMonth.length === 0 ? 0 : numberOf(byMonth[0][0]);
  return {
    months: byMonth.map(([month, its]) => ({ month, rating: meanOf(its.map(({ rating }) => rating!)) })),
    ratings: Float64Array.from(rated, ({ rating }) => rating!),
    monthOf: Float64Array.from(rated, ({ when }) => numberOf(when) - first),
    unrated: ours.length - rated.length,
  };
}
