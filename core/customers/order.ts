import type { Customer } from "./customer";
import type { CustomerOrder } from "./store";

// One collator for all languages: the order must not depend on whose machine it is. Numbers in names count as numbers.
const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true, sensitivity: "base" });

/** Compares customers by a field, then by id, both ascending. Missing values compare as equal here. */
export function compareBy(order: CustomerOrder): (a: Customer, b: Customer) => number {
  const byId = (a: Customer, b: Customer) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  switch (order) {
    case "marketingValue":
      return (a, b) => (a.marketingValue ?? 0) - (b.marketingValue ?? 0) || byId(a, b);
    case "created":
    case "serviceDate":
    case "marketingDate":
      return (a, b) => (a[order] < b[order] ? -1 : a[order] > b[order] ? 1 : byId(a, b));
    default:
      return (a, b) => collator.compare(a[order], b[order]) || byId(a, b);
  }
}

/** True where the customer has nothing in the field that a list is ordered by: such ones stand last. */
export function isMissing(customer: Customer, order: CustomerOrder): boolean {
  const value = customer[order];
  return value === null || value === "";
}

/**
 * All customers in one order, kept in it while single ones change: sorting 100,000 anew takes most of a second,
 * putting one in its place next to nothing.
 */
export interface OrderedCustomers {
  /** Ascending by the field; ties by id. */
  readonly present: Customer[];
  /** Without a value in the field, by id. */
  readonly missing: Customer[];
}

/** Sorts customers by a field. */
export function ordered(customers: Iterable<Customer>, order: CustomerOrder): OrderedCustomers {
  const present: Customer[] = [];
  const missing: Customer[] = [];
  for (const customer of customers) (isMissing(customer, order) ? missing : present).push(customer);
  present.sort(compareBy(order));
  missing.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { present, missing };
}

/** Takes one customer out of its place and puts another in, either may be undefined. */
export function replaceOrdered(
  lists: OrderedCustomers,
  order: CustomerOrder,
  before: Customer | undefined,
  after: Customer | undefined,
): void {
  const compare = compareBy(order);
  const place = (list: readonly Customer[], customer: Customer, by: (a: Customer, b: Customer) => number) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (by(list[middle], customer) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const byId = (a: Customer, b: Customer) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const listFor = (customer: Customer) =>
    isMissing(customer, order) ? ([lists.missing, byId] as const) : ([lists.present, compare] as const);
  if (before !== undefined) {
    const [list, by] = listFor(before);
    list.splice(place(list, before, by), 1);
  }
  if (after !== undefined) {
    const [list, by] = listFor(after);
    list.splice(place(list, after, by), 0, after);
  }
}
