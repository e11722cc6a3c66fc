import { CrmError } from "../errors";
import type { Customer } from "./customer";
import type { Interaction } from "./interaction";
import {
  planAdd,
  planAddInteractions,
  planChange,
  planRemove,
  planRemoveInteractions,
  planUpdate,
  planUpdateInteractions,
  type StoreSettings,
} from "./plan";
import { batchSize, createRecords, type Batch } from "./records";
import { sha256 } from "./sha256";
import type { CustomerStore, Erasure, WriteOptions } from "./store";

/** A store that lives as long as the program: for tests, and to work on a copy of another. */
export function createMemoryStore(settings: StoreSettings): CustomerStore {
  const records = createRecords(settings.region);
  const listeners = new Set<() => void>();
  const erased: Erasure[] = [];

  function commit<Item>(batch: Batch, count: number, options: WriteOptions<Item> = {}): void {
    if (options.signal?.aborted === true) throw new CrmError("value", "stopped");
    records.apply(batch);
    options.onProgress?.({ done: count, total: count });
    for (const listener of [...listeners]) listener();
  }

  return {
    async add(customers, options) {
      const batch = planAdd(records, customers, settings);
      commit(batch, customers.length, options);
      return [...batch.putCustomers];
    },
    async update(changes, options) {
      const batch = planUpdate(records, changes, settings, options?.seen);
      commit(batch, changes.length, options);
      return changes.map(({ id }) => records.customer(id) as Customer);
    },
    async remove(ids, options) {
      commit(planRemove(records, ids, options?.seen), ids.length, options);
    },
    get: async (id) => records.customer(id),
    list: async (query = {}) => records.query(query),
    search: async (text, query = {}) => records.query(query, text),
    interactionsOf: async (customerId) => [...records.queryInteractions({ customerId }).items],
    listInteractions: async (query = {}) => records.queryInteractions(query),
    async addInteractions(interactions, options) {
      const batch = planAddInteractions(records, interactions, settings, options?.seen);
      commit(batch, interactions.length, options);
      return [...batch.putInteractions];
    },
    async updateInteractions(changes, options) {
      const batch = planUpdateInteractions(records, changes, settings, options?.seen);
      commit(batch, changes.length, options);
      return changes.map(({ id }) => records.interaction(id) as Interaction);
    },
    async removeInteractions(ids, options) {
      commit(planRemoveInteractions(records, ids, options?.seen), ids.length, options);
    },
    async change(changes, options) {
      const batch = planChange(records, changes, settings, options);
      commit(batch, batchSize(batch), options);
    },
    changesSince: async (version) => records.changesSince(version),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async erase(id, date) {
      const batch = planRemove(records, [id]);
      const erasure = { idHash: sha256(id), date, interactions: batch.removeInteractions.length };
      erased.push(erasure);
      commit(batch, 1);
      return erasure;
    },
    erasures: async () => [...erased],
  };
}
