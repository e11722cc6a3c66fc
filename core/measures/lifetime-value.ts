import { CrmError } from "../errors";
import { probabilityAlive } from "./alive";
import { expectedPurchases } from "./expected-purchases";
import { checkedHorizon, explainHistory, usableCustomers, type PurchaseHistory } from "./purchase-history";
import { fittedPurchaseModel, type PurchaseModel } from "./purchase-model";
import { rowsAt } from "../numbers/rows-at";
import { checkSameLength } from "../numbers/same-length";
import { expectedSpend, spendingModel, type SpendingModel } from "./spending-model";

export interface LifetimeValueOptions {
  /** Per unit of time; 0 by default. */
  readonly discountRate?: number;
  /** Parameters to use; fitted to the customers unless given. */
  readonly purchaseModel?: PurchaseModel;
  readonly spendingModel?: SpendingModel;
}

const mostUnits = 10000;

/**
 * Expected value of each customer over the next `horizon` units of time: Σₜ (expected purchases in unit t) / (1 + d)ᵗ ×
 * expected value of a purchase; BG/NBD × Gamma-Gamma (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005), RFM and CLV,
 * *Journal of Marketing Research* 42, 415–430; Fader and Hardie (2013), The Gamma-Gamma model of monetary value,
 * equation 5). A customer without repeat purchases gets the Gamma-Gamma mean p γ / (q − 1).
 *
 * A customer with a blank (`NaN`), or whose numbers break a rule (see `explainHistory`), has `NaN`; `Infinity` where the
 * spending model has no finite mean.
 *
 * @param monetary mean value of repeat purchases
 * @param horizon time ahead, in the unit of the other columns; the last unit may be a part of one
 * @throws CrmError `lengthsDiffer`, `horizonNegative`, `horizonTooLong`, `discountOutside`, `noRepeatCustomers`,
 * `noMaximum`, `noSpendMaximum`
 */
export function lifetimeValue(
  frequency: ArrayLike<number>,
  recency: ArrayLike<number>,
  age: ArrayLike<number>,
  monetary: ArrayLike<number>,
  horizon: number,
  options: LifetimeValueOptions = {},
): Float64Array {
  checkSameLength({ frequency, recency, age, monetary });
  const end = checkedHorizon(horizon);
  const rate = options.discountRate ?? 0;
  if (!(rate > -1 && rate < Infinity)) {
    throw new CrmError("value", "discountOutside", { argument: "discount_rate", found: rate });
  }
  if (rate !== 0 && end > mostUnits) {
    throw new CrmError("value", "horizonTooLong", { argument: "horizon", found: end, most: mostUnits });
  }
  const history = { frequency, recency, age, monetary };
  // Without the values: whoever breaks only their rule still tells how customers buy, as in `purchases`.
  const buying = options.purchaseModel ?? fittedPurchaseModel({ frequency, recency, age });
  const spending = options.spendingModel ?? spendingOf(history);
  return Float64Array.from(frequency, (x, i) => {
    if (explainHistory(history, i) !== undefined) return NaN;
    const purchases = discountedPurchases(buying, x, age[i], end, rate);
    const active = probabilityAlive(buying, x, recency[i], age[i]);
    return active * purchases * expectedSpend(spending, x, monetary[i]);
  });
}

/** The spending model of the customers that keep the rules. */
function spendingOf(history: Required<PurchaseHistory>): SpendingModel {
  const usable = usableCustomers(history);
  return spendingModel(rowsAt(history.frequency, usable), rowsAt(history.monetary, usable));
}

function discountedPurchases(
  model: PurchaseModel,
  x: number,
  age: number,
  end: number,
  rate: number,
): number {
  if (rate === 0) return expectedPurchases(model, end, x, age);
  let sum = 0;
  let before = 0;
  for (let unit = 1; unit < end + 1; unit++) {
    const t = Math.min(unit, end);
    const until = expectedPurchases(model, t, x, age);
    sum += (until - before) / (1 + rate) ** t;
    before = until;
  }
  return sum;
}
