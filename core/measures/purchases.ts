import { probabilityAlive } from "./alive";
import { expectedPurchases } from "./expected-purchases";
import { checkedHorizon, explainHistory } from "./purchase-history";
import { fittedPurchaseModel, type PurchaseModel } from "./purchase-model";
import { checkSameLength } from "../numbers/same-length";

/**
 * Expected purchases of each customer in the next `horizon` units of time by the BG/NBD model
 * (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), *Marketing Science* 24, 275–284, equation 10).
 *
 * A customer with a blank (`NaN`), or whose numbers break a rule (see `explainHistory`), has `NaN`.
 *
 * @param frequency number of repeat purchases
 * @param recency time from the first to the last purchase
 * @param age time since the first purchase
 * @param horizon time ahead, in the same unit
 * @param model parameters to use; fitted to the customers by default
 * @throws CrmError `lengthsDiffer`, `horizonNegative`, `noRepeatCustomers`, `noMaximum`
 */
export function purchases(
  frequency: ArrayLike<number>,
  recency: ArrayLike<number>,
  age: ArrayLike<number>,
  horizon: number,
  model: PurchaseModel = fittedPurchaseModel({ frequency, recency, age }),
): Float64Array {
  checkSameLength({ frequency, recency, age });
  const t = checkedHorizon(horizon);
  return Float64Array.from(frequency, (x, i) =>
    explainHistory({ frequency, recency, age }, i) === undefined
      ? expectedPurchases(model, t, x, age[i]) * probabilityAlive(model, x, recency[i], age[i])
      : NaN,
  );
}
