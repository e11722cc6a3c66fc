import { explainHistory } from "./purchase-history";
import { fittedPurchaseModel, type PurchaseModel } from "./purchase-model";
import { checkSameLength } from "../numbers/same-length";

/**
 * Probability that each customer is still active, 0 … 1, by the BG/NBD model: 1 / (1 + a/(b + x − 1) ·
 * ((α + T)/(α + tₓ))^(r + x)), and 1 without a repeat purchase, since in this model a customer leaves right after one
 * (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2008), Computing P(alive) using the BG/NBD model, equation 1).
 *
 * A customer with a blank (`NaN`), or whose numbers break a rule (see `explainHistory`), has `NaN`.
 *
 * @param frequency number of repeat purchases
 * @param recency time from the first to the last purchase
 * @param age time since the first purchase
 * @param model parameters to use; fitted to the customers unless given
 * @throws CrmError `lengthsDiffer`, `noRepeatCustomers`, `noMaximum`
 */
export function alive(
  frequency: ArrayLike<number>,
  recency: ArrayLike<number>,
  age: ArrayLike<number>,
  model: PurchaseModel = fittedPurchaseModel({ frequency, recency, age }),
): Float64Array {
  checkSameLength({ frequency, recency, age });
  return Float64Array.from(frequency, (x, i) =>
    explainHistory({ frequency, recency, age }, i) === undefined
      ? probabilityAlive(model, x, recency[i], age[i])
      : NaN,
  );
}

/** The probability of one customer whose numbers satisfy the rules. */
export function probabilityAlive(model: PurchaseModel, x: number, recency: number, age: number): number {
  if (x === 0) return 1;
  const { r, alpha, a, b, rate, dropOut, method } = model;
  // A customer with two repeat purchases has shown not to have left after the first.
  if (method.includes("all or nothing") && x > 1) return 1;
  // log1p, so that an age that just exceeds the recency is not lost
  const since = Math.max(0, age - recency);
  const growth = rate === undefined ? (r + x) * Math.log1p(since / (alpha + recency)) : rate * since;
  const odds = a === a ? a / (b + x - 1) : dropOut / (1 - dropOut);
  return 1 / (1 + Math.exp(Math.log(odds) + growth));
}
