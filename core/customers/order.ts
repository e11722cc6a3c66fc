import type { Customer } from "./customer";
import type { CustomerOrder } from "./store";
import { compareTexts, sortedByText } from "./text-order";

type TextOrder = Exclude<CustomerOrder, "marketingValue" | "created" | "serviceDate" | "marketingDate">;

const isTextOrder = (order: CustomerOrder): order is TextOrder =>
  order !== "marketingValue" && order !== "created" && order !== "serviceDate" && order !== "marketingDate";

const byId = (a: Customer, b: Customer): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Compares customers by a field, then by id, both ascending. Missing values compare as equal here. */
export function compareBy(order: CustomerOrder): (a: Customer, b: Customer) => number {
  if (order === "marketingValue") {
    return (a, b) => (a.marketingValue ?? 0) - (b.marketingValue ?? 0) || byId(a, b);
  }
  if (isTextOrder(order)) return (a, b) => compareTexts(a[order], b[order]) || byId(a, b);
  return (a, b) => (a[order] < b[order] ? -1 : a[order] > b[order] ? 1 : byId(a, b));
}

/** True where the customer has nothing in the field that a list is ordered by: such ones stand last. */
function isMissing(customer: Customer, order: CustomerOrder): boolean {
  const value = customer[order];
  return value === null || value === "";
}

/**
 * The places of customers (in a list of all, with gaps) in one order, kept in it while single ones change: sorting
 * 100,000 anew takes a tenth of a second, putting one in its place next to nothing.
 */
export interface OrderedPlaces {
  /** Ascending by the field; ties by id. */
  readonly present: number[];
  /** Without a value in the field, by id. */
  readonly missing: number[];
}

/** Sorts the customers at the given places by a field. */
export function orderedPlaces(
  all: readonly (Customer | undefined)[],
  places: Iterable<number>,
  order: CustomerOrder,
): OrderedPlaces {
  const present: number[] = [];
  const missing: number[] = [];
  for (const place of places) {
    const customer = all[place];
    if (customer !== undefined) (isMissing(customer, order) ? missing : present).push(place);
  }
  const compare = compareBy(order);
  if (isTextOrder(order)) sortByText(all, present, order);
  else present.sort((a, b) => compare(all[a]!, all[b]!));
  missing.sort((a, b) => byId(all[a]!, all[b]!));
  return { present, missing };
}

function sortByText(all: readonly (Customer | undefined)[], places: number[], order: TextOrder): void {
  const customers = places.map((place) => all[place]!);
  const sorted = sortedByText(
    customers.map((customer) => customer[order]),
    (i, j) => byId(customers[i], customers[j]),
  );
  const before = places.slice();
  sorted.forEach((from, to) => (places[to] = before[from]));
}

/** Takes the customer at a place out of its order (`before`) and puts it in again (`after`); either may be undefined. */
export function movePlace(
  lists: OrderedPlaces,
  all: readonly (Customer | undefined)[],
  order: CustomerOrder,
  place: number,
  before: Customer | undefined,
  after: Customer | undefined,
): void {
  const compare = compareBy(order);
  const find = (list: readonly number[], customer: Customer, by: (a: Customer, b: Customer) => number) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (by(list[middle] === place ? before! : all[list[middle]]!, customer) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const listFor = (customer: Customer) =>
    isMissing(customer, order) ? ([lists.missing, byId] as const) : ([lists.present, compare] as const);
  if (before !== undefined) {
    const [list, by] = listFor(before);
    list.splice(find(list, before, by), 1);
  }
  if (after !== undefined) {
    const [list, by] = listFor(after);
    list.splice(find(list, after, by), 0, place);
  }
}
