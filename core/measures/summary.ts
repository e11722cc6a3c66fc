import { purchaseTotals } from "./purchase-totals";
import type { CustomerLabel, DateLabel } from "./purchases-in-order";
import { checkSameLength } from "../numbers/same-length";

export type TimeUnit = "week" | "day" | "month";
export const timeUnits: readonly TimeUnit[] = ["week", "day", "month"];
export const daysIn: Readonly<Record<TimeUnit, number>> = { week: 7, day: 1, month: 30.4375 };

/** Each column has one entry per customer, in order of first appearance. */
export interface PurchaseSummary {
  readonly customers: (string | number)[];
  /** Purchase days after the first. */
  readonly frequency: Float64Array;
  /** Time from the first to the last purchase. */
  readonly recency: Float64Array;
  /** Time from the first purchase to `asOf`. */
  readonly age: Float64Array;
  /** Mean total of the purchase days after the first; 0 if there are none. */
  readonly monetary: Float64Array;
}

/**
 * Purchases in the form of the repeat-purchase models (Fader, P. S. and Hardie, B. G. S. (2005), Notes on the CDNOW
 * master data set; (2013), The Gamma-Gamma model of monetary value). Purchases of one day count as one. *Recency* here
 * is the time from the first to the last purchase, as in those papers, not days since the last one (see `rfm`). Rows
 * with a blank, negative amounts (returns) and purchases after `asOf` are left out: an earlier `asOf` gives the
 * calibration period.
 *
 * @param dates Excel serials or ISO texts
 * @param asOf the last day of observation
 * @param unit of recency and age; a month is 30.4375 days
 * @throws CrmError `lengthsDiffer`, `dateMissing`, `cellNotDate`, `purchasesEmpty`
 *
 * ```ts
 * summary(["A", "A"], [45000, 45014], [20, 5], 45021).recency; // => Float64Array [2]
 * ```
 */
export function summary(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<DateLabel>,
  amounts: ArrayLike<number>,
  asOf: DateLabel,
  unit: TimeUnit = "week",
): PurchaseSummary {
  checkSameLength({ customers, dates, amounts });
  const { labels, end, first, last, days, repeatTotal } = purchaseTotals(
    customers,
    dates,
    amounts,
    asOf,
    "ignore",
  );
  const length = daysIn[unit];
  return {
    customers: labels,
    frequency: days.map((each) => each - 1),
    recency: last.map((each, c) => (each - first[c]) / length),
    age: first.map((each) => (end - each) / length),
    monetary: repeatTotal.map((each, c) => (days[c] > 1 ? each / (days[c] - 1) : 0)),
  };
}
