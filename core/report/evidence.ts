import { numberText, percentText } from "../charts/number-text";
import { isSameScale, meanOf, shareOfScale, type Mean } from "../analyses";
import type { RatingRange } from "../customers";
import type { Verdict } from "./document";

/** Fewer answers than this prove nothing, whatever a test says, as its assumptions do not hold. */
export const fewestAnswers = 10;

/** The fewest answers for a regression, per rating (Harrell 2015, *Regression Modeling Strategies*, 4.4) and in all. */
export const answersPerRating = 10;
export const answersForRegression = 20;

/** A smaller difference, as a share of the scale, is irrelevant in practice. */
export const matters = 0.05;

/**
 * The verdict from an interval of a difference: `clear` if it excludes 0, `none` if it lies within ±`smallest`, else
 * `unknown`. Also `unknown` if there are fewer than `fewestAnswers` or no interval.
 */
export function verdictOf(
  { lower, upper, count }: Pick<Mean, "lower" | "upper" | "count">,
  smallest: number,
): Verdict {
  if (count < fewestAnswers || !Number.isFinite(lower) || !Number.isFinite(upper)) return "unknown";
  if (lower > 0 || upper < 0) return "clear";
  return Math.max(-lower, upper) <= smallest ? "none" : "unknown";
}

/** p-values adjusted for multiple testing (Holm 1979, *Scandinavian Journal of Statistics* 6, 65–70). */
export function holm(p: readonly number[]): number[] {
  const order = [...p.keys()].filter((i) => Number.isFinite(p[i])).sort((a, b) => p[a] - p[b]);
  const adjusted = p.map(() => NaN);
  let highest = 0;
  order.forEach((i, k) => {
    highest = Math.max(highest, Math.min(1, (order.length - k) * p[i]));
    adjusted[i] = highest;
  });
  return adjusted;
}

/** Ratings as shares of their scales. */
export function sharesOf(columns: readonly Float64Array[], ranges: readonly RatingRange[]): Float64Array[] {
  return columns.map((column, j) => column.map((value) => shareOfScale(value, ranges[j])));
}

/** Makes columns comparable: in points if all have the same scale, otherwise as shares of their scales. */
export function comparable(
  columns: readonly Float64Array[],
  ranges: readonly RatingRange[],
): { readonly columns: readonly Float64Array[]; readonly text: (level: number) => string } {
  return ranges.every((range) => isSameScale(range, ranges[0]))
    ? { columns, text: (level) => numberText(level, 1) }
    : { columns: sharesOf(columns, ranges), text: (level) => percentText(level) };
}

/** Column `j` minus the mean of the other columns, per customer; `NaN` if any is missing. */
export function againstTheRest(columns: readonly Float64Array[], j: number): Float64Array {
  return columns[j].map((value, i) => {
    const others = columns.reduce((sum, column, k) => (k === j ? sum : sum + column[i]), 0);
    return value - others / (columns.length - 1);
  });
}

/** The criterion that is lowest compared with the others, and whether that holds after correction for their number. */
export function weakestOf(
  shares: readonly Float64Array[],
): { readonly place: number; readonly verdict: Verdict; readonly difference: Mean } | undefined {
  if (shares.length < 2) return undefined;
  const differences = shares.map((_, j) => meanOf(againstTheRest(shares, j), 0.05 / shares.length));
  const place = differences.reduce((low, each, j) => (each.mean < differences[low].mean ? j : low), 0);
  const verdict = verdictOf(differences[place], matters);
  const alike = differences.every((each) => verdictOf(each, matters) === "none");
  return {
    place,
    verdict: verdict === "none" && !alike ? "unknown" : verdict,
    difference: differences[place],
  };
}

/** The highest criteria: one that is clearly above all others, or several that are about equal. */
export function strongestOf(shares: readonly Float64Array[]): { places: number[]; verdict: Verdict } {
  const means = shares.map((column) => meanOf(column).mean);
  const first = means.reduce((top, mean, j) => (mean > means[top] ? j : top), 0);
  const error = 0.05 / Math.max(1, shares.length - 1);
  const places = [first];
  let verdict: Verdict = meanOf(shares[first]).count < fewestAnswers ? "unknown" : "clear";
  shares.forEach((column, j) => {
    if (j === first) return;
    const difference = meanOf(
      column.map((value, i) => shares[first][i] - value),
      error,
    );
    const its = verdictOf(difference, matters);
    if (its === "clear" && difference.lower > 0) return;
    if (its !== "none") verdict = "unknown";
    places.push(j);
  });
  return { places, verdict };
}
