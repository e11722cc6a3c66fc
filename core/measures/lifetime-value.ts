import { CrmError } from "../errors";
import { probabilityAlive } from "./alive";
import { expectedPurchases } from "./expected-purchases";
import {
  checkedHorizon,
  checkUnits,
  explainHistory,
  usableCustomers,
  type PurchaseHistory,
} from "./purchase-history";
import { fittedPurchaseModel, type PurchaseModel } from "./purchase-model";
import { rowsAt } from "../numbers/rows-at";
import { checkSameLength } from "../numbers/same-length";
import { expectedSpend, spendingModel, type SpendingModel } from "./spending-model";

export interface LifetimeValueOptions {
  /** Per unit of time; 0 by default. */
  readonly discountRate?: number;
  /** Parameters to use; fitted to the customers by default. */
  readonly purchaseModel?: PurchaseModel;
  readonly spendingModel?: SpendingModel;
}

/**
 * Expected value of each customer over the next `horizon` units of time: Σₜ (expected purchases in unit t) / (1 + d)ᵗ
 * times the expected value of a purchase; BG/NBD and Gamma-Gamma (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005),
 * RFM and CLV, *Journal of Marketing Research* 42, 415–430; Fader and Hardie (2013), The Gamma-Gamma model of monetary
 * value, equation 5). A customer without repeat purchases gets the Gamma-Gamma mean p γ / (q − 1).
 *
 * A customer with a blank (`NaN`), or whose numbers break a rule (see `explainHistory`), has `NaN`; `Infinity` if the
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
  if (rate !== 0) checkUnits(end);
  const history = { frequency, recency, age, monetary };
  // Without monetary values: customers who break only the rule about these still count for buying, as in `purchases`.
  const buying = options.purchaseModel ?? fittedPurchaseModel({ frequency, recency, age });
  const spending = options.spendingModel ?? spendingOf(history);
  const times = sharesOfTimes(end, rate);
  return Float64Array.from(frequency, (x, i) => {
    if (explainHistory(history, i) !== undefined) return NaN;
    const purchases = times.reduce(
      (sum, { time, share }) => sum + share * expectedPurchases(buying, time, x, age[i]),
      0,
    );
    const active = probabilityAlive(buying, x, recency[i], age[i]);
    return active * purchases * expectedSpend(spending, x, monetary[i]);
  });
}

/** The spending model of the customers that satisfy the rules. */
function spendingOf(history: Required<PurchaseHistory>): SpendingModel {
  const usable = usableCustomers(history);
  return spendingModel(rowsAt(history.frequency, usable), rowsAt(history.monetary, usable));
}

/** This many times give the curve of purchases between a time and its double to 12 digits. */
const mostTimes = 13;

/**
 * The discounted sum as Σ share · (expected purchases until time). The curve of these flattens with time: far ahead it
 * is evaluated at Chebyshev points for each doubling of the time, and Lagrange polynomials divide the units among them.
 */
function sharesOfTimes(end: number, rate: number): { time: number; share: number }[] {
  const growth = Math.log1p(rate);
  const shares = [{ time: end, share: Math.exp(-growth * end) }];
  if (rate === 0 || shares[0].share === Infinity) return shares;
  const last = Math.ceil(end) - 1;
  for (let first = 1, to; first <= last; first = to + 1) {
    to = Math.min(last, Math.max(2 * first, mostTimes));
    const count = Math.min(to - first + 1, mostTimes);
    const all = count > to - first;
    const times = Array.from({ length: count }, (_, k) =>
      all ? first + k : (first + to) / 2 + ((to - first) / 2) * Math.cos(((k + 0.5) * Math.PI) / count),
    );
    const own = times.map((time) => ({ time, share: 0 }));
    for (let unit = first; unit <= to; unit++) {
      const share = -Math.exp(-growth * unit) * Math.expm1(-growth * (Math.min(unit + 1, end) - unit));
      own.forEach((each, k) => {
        let value = share;
        for (let j = 0; j < count; j++) if (j !== k) value *= (unit - times[j]) / (times[k] - times[j]);
        each.share += value;
      });
    }
    shares.push(...own);
  }
  return shares.filter(({ share }) => share !== 0);
}
