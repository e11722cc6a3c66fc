import { standsForNone } from "../blank";
import { serialEnd, serialOfIsoText } from "../numbers/calendar";
import { CrmError } from "../errors";

/**
 * A customer's name or number, compared by trimmed text: 1001 and "1001" are one customer. `""`, `null`, `undefined`,
 * `NaN` and texts that mean "none" are blank.
 */
export type CustomerLabel = string | number | null | undefined;

/**
 * A day: an Excel serial (1900 system) or ISO text `YYYY-MM-DD`, with or without a time. Blanks are the same as for a
 * customer.
 */
export type DateLabel = number | string | null | undefined;

/** The complete purchases by rising day; those of one day keep the order of their rows. */
export interface PurchasesInOrder {
  /** Customers in order of first appearance among the rows. */
  readonly labels: (string | number)[];
  /** Whole serials, rising. */
  readonly days: Int32Array;
  /** Index in `labels` of each purchase's customer. */
  readonly customerOf: Int32Array;
  /** Empty if no amounts were given. */
  readonly amounts: Float64Array;
}

const leftOut = -1;

/** Which purchases are left out. */
interface Bounds {
  /** The last day that counts. */
  readonly end?: number;
  /** The smallest amount that counts. */
  readonly least?: number;
}

/**
 * Sorts purchases by day, in time linear in rows and days: grouping by customer then takes a single pass, in which the
 * customer's previous purchase alone shows whether a day or period is new.
 *
 * Rows with a blank and purchases out of bounds are left out.
 *
 * @throws CrmError `cellNotDate`, `purchasesEmpty`
 */
export function purchasesInOrder(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<DateLabel>,
  amounts?: ArrayLike<number>,
  bounds: Bounds = {},
): PurchasesInOrder {
  const days = daysOf(dates, amounts, bounds);
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
  // Position of the next purchase of each day; if the rows are already in order, simply the next position.
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

/** The serial of a day; `NaN` if blank. @throws CrmError `cellNotDate` with the row (from 1) */
export function serialOfDate(date: DateLabel, argument: string, row: number): number {
  if (date === null || date === undefined || date === "" || date !== date) return NaN;
  const serial = typeof date === "number" ? date : serialOfIsoText(date);
  if (serial >= 0 && serial < serialEnd) return serial;
  if (typeof date === "string" && standsForNone(date)) return NaN;
  const foundKind = typeof date === "string" ? "foundText" : "foundNumber";
  throw new CrmError("value", "cellNotDate", { argument, row, column: 1, found: date, foundKind });
}

/** The whole serial of each row; `leftOut` if the date or amount is blank or out of bounds. */
function daysOf(
  dates: ArrayLike<DateLabel>,
  amounts: ArrayLike<number> | undefined,
  { end = Infinity, least = -Infinity }: Bounds,
): Int32Array {
  const days = new Int32Array(dates.length);
  for (let i = 0; i < days.length; i++) {
    const date = dates[i];
    const serial =
      typeof date === "number" && date >= 0 && date < serialEnd ? date : serialOfDate(date, "dates", i + 1);
    const isIn = serial < end + 1 && (amounts === undefined || amounts[i] >= least);
    days[i] = isIn ? Math.floor(serial) : leftOut;
  }
  return days;
}

/** Numbers customers by first appearance; a row without a customer becomes `leftOut` in `days`. */
function customerIndex(
  customers: ArrayLike<CustomerLabel>,
  days: Int32Array,
): { labels: (string | number)[]; customerOf: Int32Array } {
  const labels: (string | number)[] = [];
  const customerOf = new Int32Array(days.length);
  // By every spelling found, so that each is trimmed once and not once per row.
  const byLabel = new Map<string | number, number>();
  // Whole numbers of the size of customer numbers are looked up without hashing; 0 means not found.
  const byNumber = new Int32Array(Math.min(4 * days.length + 1024, 1 << 24));
  const isSmall = (label: string | number): label is number =>
    typeof label === "number" && (label | 0) === label && label >= 0 && label < byNumber.length;
  // The first label found is the one shown.
  const numberOf = (label: string | number, shown = label): number => {
    const known = isSmall(label) ? byNumber[label] - 1 : (byLabel.get(label) ?? -1);
    if (known >= 0) return known;
    if (isSmall(label)) byNumber[label] = labels.length + 1;
    else byLabel.set(label, labels.length);
    return labels.push(shown) - 1;
  };
  const customerNamed = (label: string): number => {
    const known = byLabel.get(label);
    if (known !== undefined) return known;
    const text = label.trim();
    const number = Number(text);
    const isBlank = text === "" || standsForNone(text);
    const customer = isBlank ? leftOut : numberOf(String(number) === text ? number : text, text);
    byLabel.set(label, customer);
    return customer;
  };
  let lastLabel: CustomerLabel = "";
  let lastCustomer = leftOut;
  for (let i = 0; i < days.length; i++) {
    if (days[i] < 0) continue;
    const label = customers[i];
    if (label !== lastLabel) {
      lastLabel = label;
      if (typeof label === "string") lastCustomer = customerNamed(label);
      else if (label === null || label === undefined || label !== label) lastCustomer = leftOut;
      else lastCustomer = numberOf(label);
    }
    if (lastCustomer < 0) days[i] = leftOut;
    else customerOf[i] = lastCustomer;
  }
  return { labels, customerOf };
}
