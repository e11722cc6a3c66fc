import type { Customer } from "./customer";
import { stepSize, type LongWork } from "../long-work";
import type { CustomerOrder } from "./queries";
import { compareTexts } from "./text-order";

const textOrders: readonly CustomerOrder[] = ["name", "company", "segment", "owner"];

const plainly = <Value>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether the customer has no value in the field that orders the list; such customers come last. */
export function isMissing(customer: Customer, order: CustomerOrder): boolean {
  const value = customer[order];
  return value === null || value === "";
}

/** Compares customers by a field, then by id, both ascending; missing values come last. */
function compareBy(order: CustomerOrder): (a: Customer, b: Customer) => number {
  const compare = textOrders.includes(order) ? compareTexts : plainly<string>;
  return (a, b) => {
    // Any value that is not a text is a number; `plainly` compares both.
    const [one, other] = [a[order] as string, b[order] as string];
    if (one === other) return plainly(a.id, b.id);
    if (isMissing(a, order)) return 1;
    if (isMissing(b, order)) return -1;
    return compare(one, other) || plainly(a.id, b.id);
  };
}

/** How many of the ordered customers come before the given one. */
export function rankIn(ordered: readonly Customer[], customer: Customer, order: CustomerOrder): number {
  const compare = compareBy(order);
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(ordered[middle], customer) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorts customers in runs and merges these pairwise: `sort` only merges two sorted runs laid end to end. */
export function* sortedSteps(customers: readonly Customer[], order: CustomerOrder): LongWork<Customer[]> {
  const compare = compareBy(order);
  let runs: Customer[][] = [];
  for (let at = 0; at < customers.length; at += stepSize) {
    runs.push(customers.slice(at, at + stepSize).sort(compare));
    yield at;
  }
  while (runs.length > 1) {
    const merged: Customer[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(runs[i].concat(runs[i + 1] ?? []).sort(compare));
      yield i;
    }
    runs = merged;
  }
  return runs[0] ?? [];
}
