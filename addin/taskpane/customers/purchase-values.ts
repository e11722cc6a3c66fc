import { purchaseValues, type CustomerStore, type PurchaseValues } from "@crm-functions/core";

/** How far the forecasts of the pane look ahead. */
export const forecastWeeks = 52;

interface Kept {
  readonly version: number;
  readonly today: string;
  readonly values: PurchaseValues;
}

const kept = new WeakMap<CustomerStore, Kept>();

/**
 * Segments and forecasts of everybody in a store. Fitted when first asked for, and anew only when an interaction has
 * changed or the day is another, not whenever somebody else is selected.
 */
export async function purchaseValuesOf(store: CustomerStore, today: string): Promise<PurchaseValues> {
  const last = kept.get(store);
  const changes = await store.changesSince(last?.version ?? 0);
  const changed = changes.interactions.length + changes.removedInteractions.length > 0;
  if (last !== undefined && last.today === today && !changed) {
    kept.set(store, { ...last, version: changes.version });
    return last.values;
  }
  const { interactions } = last === undefined ? changes : await store.changesSince(0);
  const values = purchaseValues(interactions, today, forecastWeeks);
  kept.set(store, { version: changes.version, today, values });
  return values;
}
