import { CrmError } from "../errors";

/** A customer's name or number; `""`, `null`, `undefined` and `NaN` are blank. */
export type CustomerLabel = string | number | null | undefined;

/** The complete purchases, customer after customer in order of first appearance. */
export interface PurchasesByCustomer {
  readonly labels: (string | number)[];
  /** Purchases of customer c are `rows[starts[c]]` … `rows[starts[c + 1] − 1]`. */
  readonly starts: Uint32Array;
  /** Row numbers, from 0. */
  readonly rows: Uint32Array;
}

/**
 * Groups purchases by customer in linear time. Rows with a blank customer, or which `complete` refuses, are left out.
 *
 * @throws CrmError `purchasesEmpty`
 */
export function purchasesByCustomer(
  customers: ArrayLike<CustomerLabel>,
  complete: (row: number) => boolean,
): PurchasesByCustomer {
  const labels: (string | number)[] = [];
  const index = new Map<string | number, number>();
  const customerOf = new Int32Array(customers.length);
  const starts = [0];
  for (let i = 0; i < customers.length; i++) {
    const label = customers[i];
    if (label === null || label === undefined || label === "" || label !== label || !complete(i)) {
      customerOf[i] = -1;
      continue;
    }
    let c = index.get(label);
    if (c === undefined) {
      c = labels.length;
      index.set(label, c);
      labels.push(label);
      starts.push(0);
    }
    customerOf[i] = c;
    starts[c + 1]++;
  }
  if (labels.length === 0) throw new CrmError("value", "purchasesEmpty");
  for (let c = 1; c < starts.length; c++) starts[c] += starts[c - 1];
  const next = Uint32Array.from(starts);
  const rows = new Uint32Array(starts[labels.length]);
  for (let i = 0; i < customerOf.length; i++) if (customerOf[i] >= 0) rows[next[customerOf[i]]++] = i;
  return { labels, starts: Uint32Array.from(starts), rows };
}

/** Sorts a short list in place; purchases mostly come in order already, which makes this one pass. */
export function sortDays(days: Float64Array): Float64Array {
  if (days.length > 64) return days.sort();
  for (let i = 1; i < days.length; i++) {
    const day = days[i];
    let j = i;
    for (; j > 0 && days[j - 1] > day; j--) days[j] = days[j - 1];
    days[j] = day;
  }
  return days;
}

/** What customers bought until a date. Each column has a place per customer. */
export interface PurchaseTotals {
  readonly labels: (string | number)[];
  /** Serial of the first purchase day. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Distinct purchase days. */
  readonly days: Float64Array;
  readonly total: Float64Array;
  /** Total of the days after the first. */
  readonly repeatTotal: Float64Array;
}

/** First and last day, distinct days and totals of each customer; purchases after `asOf` are left out. */
export function purchaseTotals(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<number>,
  amounts: ArrayLike<number>,
  asOf: number,
): PurchaseTotals {
  const end = Math.floor(checkedDate(asOf)) + 1;
  const { labels, starts, rows } = purchasesByCustomer(
    customers,
    (i) => dates[i] < end && amounts[i] === amounts[i],
  );
  const count = labels.length;
  const [first, last, days, total, repeatTotal] = Array.from({ length: 5 }, () => new Float64Array(count));
  const buffer = new Float64Array(rows.length);
  for (let c = 0; c < count; c++) {
    const own = buffer.subarray(starts[c], starts[c + 1]);
    for (let k = 0; k < own.length; k++) own[k] = Math.floor(dates[rows[starts[c] + k]]);
    sortDays(own);
    first[c] = own[0];
    last[c] = own[own.length - 1];
    days[c] = 1;
    for (let k = 1; k < own.length; k++) if (own[k] !== own[k - 1]) days[c]++;
    // Neumaier's sums: the total does not depend on the order of the rows.
    let repeats = 0;
    let repeatsLost = 0;
    let all = 0;
    let allLost = 0;
    for (let k = starts[c]; k < starts[c + 1]; k++) {
      const amount = amounts[rows[k]];
      const sum = all + amount;
      allLost += Math.abs(all) >= Math.abs(amount) ? all - sum + amount : amount - sum + all;
      all = sum;
      if (Math.floor(dates[rows[k]]) === first[c]) continue;
      const repeatSum = repeats + amount;
      repeatsLost +=
        Math.abs(repeats) >= Math.abs(amount) ? repeats - repeatSum + amount : amount - repeatSum + repeats;
      repeats = repeatSum;
    }
    total[c] = all + allLost;
    repeatTotal[c] = repeats + repeatsLost;
  }
  return { labels, first, last, days, total, repeatTotal };
}

function checkedDate(asOf: number): number {
  if (Number.isFinite(asOf)) return asOf;
  throw new CrmError("value", "dateMissing", { argument: "as_of" });
}
