import { CrmError } from "../errors";
import { alive } from "../measures/alive";
import { lifetimeValue } from "../measures/lifetime-value";
import { fittedPurchaseModel } from "../measures/purchase-model";
import { purchases } from "../measures/purchases";
import { rfm } from "../measures/rfm";
import { spendingModel } from "../measures/spending-model";
import { summary } from "../measures/summary";
import { dayOf, serialOf } from "../numbers/calendar";
import type { Interaction } from "../customers";

/** What a customer has bought, and what is to be expected of them. */
export interface PurchaseValue {
  /** Segment by recency and frequency, one of `rfmSegments`. */
  readonly segment: string;
  /** Scores from 1 to 5, 5 is best: how recently, how often, how much. */
  readonly recencyScore: number;
  readonly frequencyScore: number;
  readonly monetaryScore: number;
  /** Days since the last purchase. */
  readonly recency: number;
  /** Days on which the customer bought. */
  readonly purchaseDays: number;
  /** Amount of all purchases. */
  readonly total: number;
  /** Probability of still being a customer, 0 … 1; `NaN` where the model could not be fitted, as below. */
  readonly alive: number;
  /** Expected purchases within the horizon. */
  readonly expectedPurchases: number;
  /** Expected amount of these, not discounted. */
  readonly expectedValue: number;
}

/**
 * What the amount of a marketing interaction is: a purchase that it brought, or what it cost. Amounts of every other kind
 * are purchases.
 */
export type MarketingAmounts = "purchases" | "costs";

/** True for an interaction that counts as a purchase: its amount is above zero and no cost. */
export function isPurchase(
  { kind, amount }: Pick<Interaction, "kind" | "amount">,
  marketingAmounts: MarketingAmounts = "purchases",
): boolean {
  return amount !== null && amount > 0 && (kind !== "marketing" || marketingAmounts === "purchases");
}

/** The purchases of all customers, valued together: what one is worth is learnt from what all have done. */
export interface PurchaseValues {
  /** Customers who have bought, and those of them who have come back on another day. */
  readonly customers: number;
  readonly repeatCustomers: number;
  /** Why there is no forecast of purchases, and none of amounts; undefined where there is one. */
  readonly noPurchaseForecast: CrmError | undefined;
  readonly noValueForecast: CrmError | undefined;
  /** Undefined for a customer without purchases. */
  of(customerId: string): PurchaseValue | undefined;
}

/**
 * Segments (RFM) and forecasts (BG/NBD × Gamma-Gamma) of all customers by their purchases (`isPurchase`) until `asOf`. The models are fitted once, here; `of` only reads off.
 *
 * @param asOf ISO day at which recency is counted
 * @param horizon weeks ahead that forecasts look
 */
export function purchaseValues(
  interactions: Iterable<Interaction>,
  asOf: string,
  horizon: number,
  marketingAmounts: MarketingAmounts = "purchases",
): PurchaseValues {
  const ids: string[] = [];
  const days: number[] = [];
  const amounts: number[] = [];
  const end = serialOf(asOf);
  for (const interaction of interactions) {
    if (!isPurchase(interaction, marketingAmounts)) continue;
    const { customerId, when, amount } = interaction;
    const day = serialOf(dayOf(when));
    if (!(day <= end)) continue;
    ids.push(customerId);
    days.push(day);
    amounts.push(amount!);
  }
  if (ids.length === 0) {
    const none = new CrmError("value", "purchasesEmpty");
    return {
      customers: 0,
      repeatCustomers: 0,
      noPurchaseForecast: none,
      noValueForecast: none,
      of: () => undefined,
    };
  }
  const scores = rfm(ids, days, amounts, end);
  const history = summary(ids, days, amounts, end);
  const { frequency, recency, age, monetary } = history;
  const buying = orError(() => fittedPurchaseModel(history));
  const spending = orError(() => spendingModel(frequency, monetary));
  // Both list customers in order of first appearance.
  const places = new Map(scores.customers.map((id, i) => [id, i]));
  const noMean =
    !(spending instanceof CrmError) && spending.q <= 1
      ? new CrmError("na", "noSpendMean", { found: Number(spending.q.toFixed(3)) })
      : undefined;
  return {
    customers: scores.customers.length,
    repeatCustomers: frequency.reduce((count, x) => count + (x > 0 ? 1 : 0), 0),
    noPurchaseForecast: buying instanceof CrmError ? buying : undefined,
    noValueForecast: buying instanceof CrmError ? buying : spending instanceof CrmError ? spending : noMean,
    of(customerId) {
      const i = places.get(customerId);
      if (i === undefined) return undefined;
      const own = [[frequency[i]], [recency[i]], [age[i]]] as const;
      const forecast = !(buying instanceof CrmError);
      return {
        segment: scores.segments[i],
        recencyScore: scores.r[i],
        frequencyScore: scores.f[i],
        monetaryScore: scores.m[i],
        recency: scores.recency[i],
        purchaseDays: scores.frequency[i],
        total: scores.monetary[i],
        alive: forecast ? alive(...own, buying)[0] : NaN,
        expectedPurchases: forecast ? purchases(...own, horizon, buying)[0] : NaN,
        expectedValue:
          forecast && !(spending instanceof CrmError) && noMean === undefined
            ? lifetimeValue(...own, [monetary[i]], horizon, {
                purchaseModel: buying,
                spendingModel: spending,
              })[0]
            : NaN,
      };
    },
  };
}

/** What `fit` gives, or the error that says why it cannot. */
function orError<Model>(fit: () => Model): Model | CrmError {
  try {
    return fit();
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
}
