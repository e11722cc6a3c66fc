import type { Interaction, InteractionKind } from "../customers";
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
  const places = rated.map(({ when }) => numberOf(when));
  const first = places.reduce((low, place) => Math.min(low, place), Infinity);
  const byMonth = new Map<number, number[]>();
  rated.forEach(({ rating }, i) => {
    const ratings = byMonth.get(places[i]) ?? [];
    ratings.push(rating!);
    byMonth.set(places[i], ratings);
  });
  return {
    months: [...byMonth]
      .sort(([a], [b]) => a - b)
      .map(([place, ratings]) => ({
        month: `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`,
        rating: meanOf(ratings),
      })),
    ratings: Float64Array.from(rated, ({ rating }) => rating!),
    monthOf: Float64Array.from(places, (place) => place - first),
    unrated: ours.length - rated.length,
  };
}
