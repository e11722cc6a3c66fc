import { CrmError } from "../errors";
import { purchaseTotals } from "./purchase-totals";
import type { CustomerLabel, DateLabel } from "./purchases-in-order";
import { checkSameLength } from "../numbers/same-length";

/**
 * Segments by the scores of recency (best first) and frequency (1 … 5). If there are not 5 bins, a score s counts as
 * ⌈5 s / bins⌉.
 */
export const rfmSegments: readonly (readonly string[])[] = [
  ["New", "Potential loyalist", "Potential loyalist", "Champions", "Champions"],
  ["Promising", "Potential loyalist", "Potential loyalist", "Loyal", "Champions"],
  ["About to sleep", "About to sleep", "Need attention", "Loyal", "Loyal"],
  ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
  ["Lost", "Lost", "At risk", "At risk", "Cannot lose"],
];

/** Each column has one entry per customer, in order of first appearance. */
export interface Rfm {
  readonly customers: (string | number)[];
  /** Days from the last purchase to `asOf`. */
  readonly recency: Float64Array;
  /** Distinct purchase days. */
  readonly frequency: Float64Array;
  /** Total amount. */
  readonly monetary: Float64Array;
  /** Scores 1 … bins; the highest is best. */
  readonly r: Float64Array;
  readonly f: Float64Array;
  readonly m: Float64Array;
  readonly segments: string[];
}

/**
 * How a negative amount is treated: `"net"` as a return, which reduces the total and is not a purchase; `"ignore"` left
 * out; `"count"` as any purchase.
 */
export type Returns = "net" | "ignore" | "count";
export const returnsChoices: readonly Returns[] = ["net", "ignore", "count"];

/**
 * Recency, frequency and monetary value of each customer with scores and segment (Hughes, A. M. (1994), *Strategic
 * Database Marketing*, chapter 6). A score is 1 + ⌊bins × (w + e / 2) / n⌋, at most `bins`, with w customers strictly
 * worse and e equal, including the customer: customers equal to the best are never among the worst, and a single
 * customer is in the middle. Rows with a blank, and purchases after `asOf`, are left out. *Recency* here counts days
 * since the last purchase; in the repeat-purchase models it means something else (see `summary`).
 *
 * @param dates Excel serials or ISO texts
 * @param asOf the day at which recency is counted
 * @param bins number of scores, 2 … 100
 * @param returns treatment of negative amounts; with `"net"` and `"ignore"`, customers with returns only are left out
 * @throws CrmError `lengthsDiffer`, `binsOutside`, `dateMissing`, `cellNotDate`, `purchasesEmpty`
 *
 * ```ts
 * rfm(["A", "B"], [45000, 45010], [20, 5], 45011).recency; // => Float64Array [11, 1]
 * ```
 */
export function rfm(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<DateLabel>,
  amounts: ArrayLike<number>,
  asOf: DateLabel,
  bins = 5,
  returns: Returns = "net",
): Rfm {
  checkSameLength({ customers, dates, amounts });
  if (!Number.isInteger(bins) || bins < 2 || bins > 100) {
    throw new CrmError("value", "binsOutside", { argument: "bins", found: bins });
  }
  const { labels, end, last, days, total } = purchaseTotals(customers, dates, amounts, asOf, returns);
  const r = scores(last, bins);
  const f = scores(days, bins);
  const fifth = (score: number): number => Math.ceil((5 * score) / bins);
  return {
    customers: labels,
    recency: last.map((day) => end - day),
    frequency: days,
    monetary: total,
    r,
    f,
    m: scores(total, bins),
    segments: Array.from(r, (score, c) => rfmSegments[5 - fifth(score)][fifth(f[c]) - 1]),
  };
}

/** 1 + ⌊bins × (w + e / 2) / n⌋, at most bins: w values are smaller, e equal. */
function scores(values: Float64Array, bins: number): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const n = values.length;
  // The smallest value of each score above 1, in order of the score.
  const bounds: number[] = [];
  for (let first = 0, after = 0; first < n; first = after) {
    while (after < n && sorted[after] === sorted[first]) after++;
    const score = Math.min(bins, 1 + Math.floor((bins * (first + after)) / (2 * n)));
    while (bounds.length + 1 < score) bounds.push(sorted[first]);
  }
  return values.map((value) => {
    let score = 1;
    while (score <= bounds.length && bounds[score - 1] <= value) score++;
    return score;
  });
}
