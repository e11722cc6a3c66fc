import { CrmError } from "../errors";
import { purchaseTotals, type CustomerLabel } from "./purchases-by-customer";
import { checkSameLength } from "./same-length";

/**
 * Segments by the scores of recency (best first) and frequency (1 … 5). With other than 5 bins a score s counts as
 * ⌈5 s / bins⌉.
 */
export const rfmSegments: readonly (readonly string[])[] = [
  ["New", "Potential loyalist", "Potential loyalist", "Champions", "Champions"],
  ["Promising", "Potential loyalist", "Potential loyalist", "Loyal", "Champions"],
  ["About to sleep", "About to sleep", "Need attention", "Loyal", "Loyal"],
  ["Hibernating", "Hibernating", "At risk", "At risk", "Cannot lose"],
  ["Lost", "Lost", "At risk", "At risk", "Cannot lose"],
];

/** Each column has a place per customer, in order of first appearance. */
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
 * Recency, frequency and monetary value of each customer with scores and segment (Hughes, A. M. (1994), *Strategic
 * Database Marketing*, chapter 6). A score is 1 + ⌊bins × k / n⌋, k the customers who are strictly worse: ties share the
 * lower rank's bin. Rows with a blank, and purchases after `asOf`, are left out. *Recency* here counts days since the
 * last purchase; the repeat-purchase models mean another thing by it (see `summary`).
 *
 * @param dates Excel serials
 * @param asOf Excel serial of the day at which recency is counted
 * @param bins number of scores, 2 … 100
 * @throws CrmError `lengthsDiffer`, `binsOutside`, `dateMissing`, `purchasesEmpty`
 *
 * ```ts
 * rfm(["A", "B"], [45000, 45010], [20, 5], 45011).recency; // => Float64Array [11, 1]
 * ```
 */
export function rfm(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<number>,
  amounts: ArrayLike<number>,
  asOf: number,
  bins = 5,
): Rfm {
  checkSameLength({ customers, dates, amounts });
  if (!Number.isInteger(bins) || bins < 2 || bins > 100) {
    throw new CrmError("value", "binsOutside", { argument: "bins", found: bins });
  }
  const { labels, last, days, total } = purchaseTotals(customers, dates, amounts, asOf);
  const r = scores(last, bins);
  const f = scores(days, bins);
  const fifth = (score: number): number => Math.ceil((5 * score) / bins);
  return {
    customers: labels,
    recency: last.map((day) => Math.floor(asOf) - day),
    frequency: days,
    monetary: total,
    r,
    f,
    m: scores(total, bins),
    segments: Array.from(r, (score, c) => rfmSegments[5 - fifth(score)][fifth(f[c]) - 1]),
  };
}

function scores(values: Float64Array, bins: number): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const n = values.length;
  return values.map((value) => {
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return 1 + Math.floor((bins * low) / n);
  });
}
