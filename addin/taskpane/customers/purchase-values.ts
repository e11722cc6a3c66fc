import {
  purchaseValues,
  type CustomerStore,
  type MarketingAmounts,
  type PurchaseValues,
} from "@crm-functions/core";
import type { Workbook } from "../../workbook/workbook";

/** Horizon of the pane's forecasts, in weeks. */
export const forecastWeeks = 52;

interface Kept {
  readonly version: number;
  readonly today: string;
  readonly marketingAmounts: MarketingAmounts;
  readonly values: PurchaseValues;
}

const marketingAmountsSetting = "crm.marketingAmounts";

/** What marketing amounts mean in this workbook; purchases unless the user has chosen otherwise. */
export async function readMarketingAmounts(workbook: Workbook): Promise<MarketingAmounts> {
  return (await workbook.readSetting(marketingAmountsSetting)) === "costs" ? "costs" : "purchases";
}

export async function writeMarketingAmounts(workbook: Workbook, amounts: MarketingAmounts): Promise<void> {
  await workbook.writeSetting(marketingAmountsSetting, amounts);
}

const kept = new WeakMap<CustomerStore, Kept>();

/**
 * Segments and forecasts of all customers in a store. Fitted on first use, and again only if an interaction, the day or
 * the meaning of marketing amounts has changed, not when another customer is selected.
 */
export async function purchaseValuesOf(
  store: CustomerStore,
  today: string,
  marketingAmounts: MarketingAmounts = "purchases",
): Promise<PurchaseValues> {
  const last = kept.get(store);
  const changes = await store.changesSince(last?.version ?? 0);
  const changed = changes.interactions.length + changes.removedInteractions.length > 0;
  if (last !== undefined && last.today === today && last.marketingAmounts === marketingAmounts && !changed) {
    kept.set(store, { ...last, version: changes.version });
    return last.values;
  }
  const { interactions } = last === undefined ? changes : await store.changesSince(0);
  const values = purchaseValues(interactions, today, forecastWeeks, marketingAmounts);
  kept.set(store, { version: changes.version, today, marketingAmounts, values });
  return values;
}
