import type { Customer, CustomerInput } from "../customer";
import type { CustomerStore } from "../store";
import { takeOut, valueAt } from "../value-at";
import { groupsOfPersons } from "./duplicates";
import { agreement, blocksOf, personKeys, type PersonKeys } from "./person-keys";

/** A customer who is probably the same person, and what they have in common. */
export interface LikelyDuplicate {
  readonly customer: Customer;
  /** Empty if they match only through a third customer, who shares a phone with one and an address with the other. */
  readonly by: readonly ("email" | "phone" | "name")[];
}

/** Finds a store's customers who may be a given person; computes each customer's keys only once. */
export interface SamePersonIndex {
  /** The customers who match the one about to be saved by the rules of `duplicates`, best match first; at most 20. */
  likely(candidate: CustomerInput): Promise<LikelyDuplicate[]>;
  /** Releases all data and unsubscribes from the store. */
  close(): void;
}

/** Reads nothing before the first query; from then on the index follows the store, also when a customer is erased. */
export function samePersonIndex(store: CustomerStore): SamePersonIndex {
  const known = new Map<string, { readonly customer: Customer; readonly keys: PersonKeys }>();
  const byKey = new Map<string, Set<string>>();
  let version = 0;
  let isUsed = false;
  let last: Promise<void> = Promise.resolve();

  function forget(id: string): void {
    const entry = known.get(id);
    if (entry === undefined) return;
    known.delete(id);
    for (const key of blocksOf(entry.keys)) takeOut(byKey, key, id);
  }

  async function follow(): Promise<void> {
    const { version: now, customers, removedCustomers } = await store.changesSince(version);
    version = now;
    for (const id of removedCustomers) forget(id);
    for (const customer of customers) {
      forget(customer.id);
      const keys = personKeys(customer);
      known.set(customer.id, { customer, keys });
      for (const key of blocksOf(keys)) valueAt(byKey, key, () => new Set<string>()).add(customer.id);
    }
  }
  /** Runs one update after the other, so that none sees another's partial result. */
  function upToDate(): Promise<void> {
    last = last.then(follow, follow);
    return last;
  }
  const stop = store.onChange(() => {
    // The next query reports a failure.
    if (isUsed) upToDate().catch(() => undefined);
  });

  return {
    async likely(candidate) {
      isUsed = true;
      await upToDate();
      const keys = personKeys(candidate);
      const ids = new Set(blocksOf(keys).flatMap((key) => [...(byKey.get(key) ?? [])]));
      if (candidate.id !== undefined) ids.delete(candidate.id);
      const others = [...ids].map((id) => known.get(id)!);
      const groups = groupsOfPersons([keys, ...others.map((each) => each.keys)]);
      return others
        .filter((_, i) => groups[0] > 0 && groups[i + 1] === groups[0])
        .map(({ customer, keys: theirs }) => ({ customer, by: agreement(keys, theirs) }))
        .sort((a, b) => b.by.length - a.by.length || surest.indexOf(a.by[0]) - surest.indexOf(b.by[0]))
        .slice(0, 20);
    },
    close() {
      stop();
      known.clear();
      byKey.clear();
    },
  };
}

const surest: readonly (string | undefined)[] = ["email", "phone", "name", undefined];
