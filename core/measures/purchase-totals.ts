import { CrmError } from "../errors";
import { rowsAt } from "../numbers/rows-at";
import { purchasesInOrder, serialOfDate, type CustomerLabel, type DateLabel } from "./purchases-in-order";

/** What customers bought until a date. Each column has one entry per customer, in order of first appearance. */
export interface PurchaseTotals {
  readonly labels: (string | number)[];
  /** Serial of the last day whose purchases count. */
  readonly end: number;
  /** Serial of the first purchase day. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Distinct purchase days. */
  readonly days: Float64Array;
  readonly total: Float64Array;
  /** Total of the days after the first one. */
  readonly repeatTotal: Float64Array;
}

/**
 * First and last day, distinct days and totals of each customer; purchases after `asOf` are left out.
 *
 * @param returns how negative amounts are treated (see `rfm`)
 * @throws CrmError `dateMissing`, `cellNotDate`, `purchasesEmpty`
 */
export function purchaseTotals(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<DateLabel>,
  amounts: ArrayLike<number>,
  asOf: DateLabel,
  returns: "net" | "ignore" | "count",
): PurchaseTotals {
  const end = Math.floor(serialOfDate(asOf, "as_of", 1));
  if (end !== end) throw new CrmError("value", "dateMissing", { argument: "as_of" });
  const purchases = purchasesInOrder(customers, dates, amounts, {
    end,
    least: returns === "ignore" ? 0 : -Infinity,
  });
  const { labels } = purchases;
  const [first, last, days, ...sums] = Array.from({ length: 7 }, () => new Float64Array(labels.length));
  const [total, totalLost, repeatTotal, repeatLost] = sums;
  for (let k = 0; k < purchases.days.length; k++) {
    const c = purchases.customerOf[k];
    const day = purchases.days[k];
    const amount = purchases.amounts[k];
    addTo(total, totalLost, c, amount);
    // A return reduces the total and is not a purchase.
    if (returns === "net" && amount < 0) continue;
    if (days[c] === 0) first[c] = day;
    if (days[c] === 0 || day !== last[c]) {
      days[c]++;
      last[c] = day;
    }
    if (day !== first[c]) addTo(repeatTotal, repeatLost, c, amount);
  }
  const bought = Array.from(labels.keys()).filter((c) => days[c] > 0);
  if (bought.length === 0) throw new CrmError("value", "purchasesEmpty");
  // If a sum is infinite, its rounding error means nothing.
  const settled = (sum: Float64Array, lost: Float64Array): Float64Array =>
    sum.map((each, c) => (Number.isFinite(each) ? each + lost[c] : each));
  return {
    labels: bought.map((c) => labels[c]),
    end,
    first: rowsAt(first, bought),
    last: rowsAt(last, bought),
    days: rowsAt(days, bought),
    total: rowsAt(settled(total, totalLost), bought),
    repeatTotal: rowsAt(settled(repeatTotal, repeatLost), bought),
  };
}

/** Neumaier's sum, with the rounding error kept apart, so that the order of the rows does not matter. */
function addTo(sums: Float64Array, lost: Float64Array, c: number, amount: number): void {
  const before = sums[c];
  const sum = before + amount;
  lost[c] += Math.abs(before) >= Math.abs(amount) ? before - sum + amount : amount - sum + before;
  sums[c] = sum;
}
