import {
  batchSize,
  createRecords,
  CrmError,
  inverseOf,
  planChange,
  planErasure,
  sha256,
  verbsOf,
  type Batch,
  type CustomerStore,
  type Erasure,
  type StoreSettings,
  type WriteOptions,
} from "@crm-functions/core";

/** A store that lives as long as the test. */
export function createMemoryStore(settings: StoreSettings): CustomerStore {
  const records = createRecords(() => settings.region);
  const listeners = new Set<() => void>();
  const erased: Erasure[] = [];

  function commit(batch: Batch, options: Pick<WriteOptions, "onProgress" | "signal"> = {}): void {
    if (options.signal?.aborted === true) throw new CrmError("value", "stopped");
    records.apply(batch);
    const total = batchSize(batch);
    options.onProgress?.({ done: total, total });
    for (const listener of [...listeners]) listener();
  }

  const change: CustomerStore["change"] = async (changes, options) => {
    const batch = planChange(records, changes, settings, options);
    const inverse = inverseOf(batch, records);
    commit(batch, options);
    return { customers: batch.putCustomers, interactions: batch.putInteractions, inverse };
  };

  return {
    ...verbsOf(change),
    change,
    get: async (id) => records.customer(id),
    list: async (query = {}) => records.query(query),
    search: async (text, query = {}) => records.query(query, text),
    interactionsOf: async (customerId) => [...records.queryInteractions({ customerId }).items],
    listInteractions: async (query = {}) => records.queryInteractions(query),
    changesSince: async (version) => records.changesSince(version),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async erase(id, date) {
      const batch = planErasure(records, id);
      const erasure = { idHash: sha256(id), date, interactions: batch.removeInteractions.length };
      erased.push(erasure);
      commit(batch);
      return erasure;
    },
    erasures: async () => [...erased],
  };
}
