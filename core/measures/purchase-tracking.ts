import { expectedPurchases } from "./expected-purchases";
import { checkedHorizon, checkUnits, usableCustomers } from "./purchase-history";
import { fittedPurchaseModel, type PurchaseModel } from "./purchase-model";

export interface ExpectedTracking {
  /** 1, 2 … units of time since the first purchase of the first customer. */
  readonly time: Float64Array;
  /** Repeat purchases expected by then, of all customers together. */
  readonly expected: Float64Array;
}

/**
 * Expected cumulative repeat purchases of all customers by the BG/NBD model, from the very first purchase on; each
 * customer counts from his or her own first purchase (Fader, Hardie, Lee (2005), equation 9, added up as in their
 * figure 4).
 *
 * @param horizon the last time, counted from the very first purchase: the length of the calibration period plus the
 * time beyond it
 * @throws CrmError `lengthsDiffer`, `horizonNegative`, `horizonTooLong`, `noRepeatCustomers`, `noMaximum`
 */
export function purchaseTracking(
  frequency: ArrayLike<number>,
  recency: ArrayLike<number>,
  age: ArrayLike<number>,
  horizon: number,
  model: PurchaseModel = fittedPurchaseModel({ frequency, recency, age }),
): ExpectedTracking {
  const units = Math.floor(checkedHorizon(horizon));
  checkUnits(units);
  const countByAge = new Map<number, number>();
  let oldest = 0;
  for (const i of usableCustomers({ frequency, recency, age })) {
    countByAge.set(age[i], (countByAge.get(age[i]) ?? 0) + 1);
    oldest = Math.max(oldest, age[i]);
  }
  const ages = [...countByAge].sort(([one], [other]) => one - other);
  const expected = new Float64Array(units);
  // Ages in whole units have their times in common.
  const known: number[] = [];
  const until = (t: number): number =>
    t > 0 && Number.isInteger(t)
      ? (known[t] ??= expectedPurchases(model, t, 0, 0))
      : expectedPurchases(model, t, 0, 0);
  for (const [its, count] of ages) {
    for (let k = 0; k < units; k++) expected[k] += count * until(k + 1 - (oldest - its));
  }
  return { time: Float64Array.from(expected, (_, k) => k + 1), expected };
}
