import { CrmError } from "../errors";
import { purchasesInOrder, serialOfDate, type CustomerLabel, type DateLabel } from "./purchases-in-order";

/** What customers bought until a date. Each column has a place per customer, in order of first appearance. */
export interface PurchaseTotals {
  readonly labels: (string | number)[];
  /** Serial of the day until which purchases count. */
  readonly end: number;
  /** Serial of the first purchase day. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Distinct purchase days. */
  readonly days: Float64Array;
  readonly total: Float64Array;
  /** Total of the days after the first. */
  readonly repeatTotal: Float64Array;
}

/**
 * First and last day, distinct days and totals of each customer; purchases after `asOf` are left out.
 *
 * @param returns what a negative amount is (see `rfm`)
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
  const count = purchases.labels.length;
  const [first, last, days] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const [total, repeatTotal] = [new Float64Array(count), new Float64Array(count)];
  // Neumaier's sums: the total does not depend on the order of the rows.
  const [totalLost, repeatLost] = [new Float64Array(count), new Float64Array(count)];
  for (let k = 0; k < purchases.days.length; k++) {
    const c = purchases.customerOf[k];
    const day = purchases.days[k];
    const amount = purchases.amounts[k];
    const isReturn = returns === "net" && amount < 0;
    if (!isReturn) {
      if (days[c] === 0) first[c] = day;
      if (days[c] === 0 || day !== last[c]) {
        days[c]++;
        last[c] = day;
      }
    }
    const before = total[c];
    const sum = before + amount;
    totalLost[c] += Math.abs(before) >= Math.abs(amount) ? before - sum + amount : amount - sum + before;
    total[c] = sum;
    if (isReturn || day === first[c]) continue;
    const repeats = repeatTotal[c];
    const repeatSum = repeats + amount;
    repeatLost[c] +=
      Math.abs(repeats) >= Math.abs(amount) ? repeats - repeatSum + amount : amount - repeatSum + repeats;
    repeatTotal[c] = repeatSum;
  }
  for (let c = 0; c < count; c++) {
    // What was lost beside a sum beyond all numbers is none.
    if (Number.isFinite(total[c])) total[c] += totalLost[c];
    if (Number.isFinite(repeatTotal[c])) repeatTotal[c] += repeatLost[c];
  }
  const { labels } = purchases;
  if (!days.includes(0)) return { labels, end, first, last, days, total, repeatTotal };
  // Who has nothing but returns has bought nothing.
  const hasBought = (_: unknown, c: number): boolean => days[c] > 0;
  const kept = labels.filter(hasBought);
  if (kept.length === 0) throw new CrmError("value", "purchasesEmpty");
  const [keptFirst, keptLast, keptDays, keptTotal, keptRepeat] = [first, last, days, total, repeatTotal].map(
    (column) => column.filter(hasBought),
  );
  return {
    labels: kept,
    end,
    first: keptFirst,
    last: keptLast,
    days: keptDays,
    total: keptTotal,
    repeatTotal: keptRepeat,
  };
}
