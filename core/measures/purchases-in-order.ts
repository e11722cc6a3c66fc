import { serialOf } from "../customers/calendar";
import { CrmError } from "../errors";

/** A customer's name or number; `""`, `null`, `undefined` and `NaN` are blank. */
export type CustomerLabel = string | number | null | undefined;

/** A day: an Excel serial (1900 system) or ISO text `YYYY-MM-DD`; `NaN`, `""`, `null` and `undefined` are blank. */
export type DateLabel = number | string | null | undefined;

/** The complete purchases by rising day, those of one day in the order of their rows. */
export interface PurchasesInOrder {
  /** Customers in order of first appearance among the rows. */
  readonly labels: (string | number)[];
  /** Whole serials, rising. */
  readonly days: Int32Array;
  /** Place in `labels` of each purchase's customer. */
  readonly customerOf: Int32Array;
  /** Empty where no amounts were given. */
  readonly amounts: Float64Array;
}

/** The serial after 9999-12-31, the last day that spreadsheets know. */
const serialEnd = 2_958_466;
const leftOut = -1;

/**
 * Puts purchases in the order of their days, in time linear in rows and days: grouping by customer is then one walk, in
 * which a new day or period of a customer is told by the last one alone.
 *
 * Rows with a blank and purchases after the day `end` are left out.
 *
 * @throws CrmError `cellNotDate`, `purchasesEmpty`
 */
export function purchasesInOrder(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<DateLabel>,
  amounts?: ArrayLike<number>,
  end = Infinity,
): PurchasesInOrder {
  const days = daysOf(dates, amounts, end);
  const { labels, customerOf } = customerIndex(customers, days);
  let first = Infinity;
  let last = -1;
  let before = 0;
  let count = 0;
  let isOrdered = true;
  for (let i = 0; i < days.length; i++) {
    const day = days[i];
    if (day < 0) continue;
    count++;
    if (day < before) isOrdered = false;
    before = day;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (count === 0) throw new CrmError("value", "purchasesEmpty");
  // Place of the next purchase of each day; where the rows are in order already, simply the next place.
  const next = new Int32Array(isOrdered ? 0 : last - first + 2);
  if (!isOrdered) {
    for (let i = 0; i < days.length; i++) if (days[i] >= 0) next[days[i] - first + 1]++;
    for (let k = 1; k < next.length; k++) next[k] += next[k - 1];
  }
  const inOrder = {
    labels,
    days: new Int32Array(count),
    customerOf: new Int32Array(count),
    amounts: new Float64Array(amounts === undefined ? 0 : count),
  };
  for (let i = 0, k = 0; i < days.length; i++) {
    const day = days[i];
    if (day < 0) continue;
    const place = isOrdered ? k++ : next[day - first]++;
    inOrder.days[place] = day;
    inOrder.customerOf[place] = customerOf[i];
    if (amounts !== undefined) inOrder.amounts[place] = amounts[i];
  }
  return inOrder;
}

/** The serial of a day; `NaN` where it is blank. @throws CrmError `cellNotDate` naming the row (from 1) */
export function serialOfDate(date: DateLabel, argument: string, row: number): number {
  const serial = typeof date === "number" ? date : date ? serialOf(date.trim()) : NaN;
  if (serial >= 0 && serial < serialEnd) return serial;
  const isBlank = date === null || date === undefined || date === "" || Number.isNaN(date);
  if (isBlank) return NaN;
  const foundKind = typeof date === "string" ? "foundText" : "foundNumber";
  throw new CrmError("value", "cellNotDate", { argument, row, column: 1, found: date, foundKind });
}

/** The whole serial of each row, `leftOut` where a date or amount is blank or the day is after `end`. */
function daysOf(
  dates: ArrayLike<DateLabel>,
  amounts: ArrayLike<number> | undefined,
  end: number,
): Int32Array {
  const days = new Int32Array(dates.length);
  for (let i = 0; i < days.length; i++) {
    const date = dates[i];
    const serial =
      typeof date === "number" && date >= 0 && date < serialEnd ? date : serialOfDate(date, "dates", i + 1);
    const isIn = serial < end + 1 && (amounts === undefined || amounts[i] === amounts[i]);
    days[i] = isIn ? Math.floor(serial) : leftOut;
  }
  return days;
}

/** Numbers customers by first appearance; a row without one is left out of `days`. */
function customerIndex(
  customers: ArrayLike<CustomerLabel>,
  days: Int32Array,
): { labels: (string | number)[]; customerOf: Int32Array } {
  const labels: (string | number)[] = [];
  const customerOf = new Int32Array(days.length);
  const byLabel = new Map<string | number, number>();
  // Whole numbers of the size that customer numbers have are looked up without hashing; 0 is free.
  const byNumber = new Int32Array(Math.min(4 * days.length + 1024, 1 << 24));
  let lastLabel: string | number = "";
  let lastCustomer = leftOut;
  for (let i = 0; i < days.length; i++) {
    if (days[i] < 0) continue;
    const label = customers[i];
    if (typeof label === "number") {
      const number = label | 0;
      if (number === label && number >= 0 && number < byNumber.length) {
        let customer = byNumber[number] - 1;
        if (customer < 0) {
          customer = labels.length;
          byNumber[number] = customer + 1;
          labels.push(label);
        }
        customerOf[i] = customer;
        continue;
      }
    }
    if (label === null || label === undefined || label === "" || label !== label) {
      days[i] = leftOut;
      continue;
    }
    if (label !== lastLabel) {
      lastLabel = label;
      const known = byLabel.get(label);
      if (known === undefined) {
        lastCustomer = labels.length;
        byLabel.set(label, lastCustomer);
        labels.push(label);
      } else lastCustomer = known;
    }
    customerOf[i] = lastCustomer;
  }
  return { labels, customerOf };
}
