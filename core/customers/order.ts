import type { Customer } from "./customer";
import { lazilySorted, type LazilySorted } from "./lazily-sorted";
import type { CustomerOrder } from "./store";
import { compareTexts } from "./text-order";

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

/** Places of customers in one order. */
export interface RankedPlaces {
  /** Ascending by the field; ties by id. */
  readonly present: LazilySorted;
  /** Without a value in the field, by id. */
  readonly missing: LazilySorted;
}

/**
 * All customers in one order, sorted as far as somebody has looked, and kept so while single ones change. Customers are
 * spoken of by their places in a list of all, which has gaps.
 */
export interface CustomerRanking extends RankedPlaces {
  /** Some of the customers, in the same order. */
  of(places: Iterable<number>): RankedPlaces;
  /** To be called while the customer still stands at the place as before. */
  takeOut(place: number): void;
  /** To be called once the customer stands at the place as it is now. */
  putIn(place: number): void;
}

export function customerRanking(
  all: readonly (Customer | undefined)[],
  order: CustomerOrder,
): CustomerRanking {
  const byField = compareBy(order);
  const compare = (a: number, b: number) => byField(all[a]!, all[b]!);
  const compareIds = (a: number, b: number) => byId(all[a]!, all[b]!);

  function of(places: Iterable<number>): RankedPlaces {
    const present: number[] = [];
    const missing: number[] = [];
    for (const place of places) (isMissing(all[place]!, order) ? missing : present).push(place);
    return { present: lazilySorted(present, compare), missing: lazilySorted(missing, compareIds) };
  }

  const everybody: number[] = [];
  for (let place = 0; place < all.length; place++) if (all[place] !== undefined) everybody.push(place);
  const lists = of(everybody);
  const listOf = (place: number) => (isMissing(all[place]!, order) ? lists.missing : lists.present);
  return {
    ...lists,
    of,
    takeOut: (place) => listOf(place).remove(place),
    putIn: (place) => listOf(place).insert(place),
  };
}
