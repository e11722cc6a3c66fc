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
import { fittedOrWhyNot } from "./fitted";

/** What a customer has bought, and is expected to buy. */
export interface PurchaseValue {
  /** Segment by recency and frequency, one of `rfmSegments`. */
  readonly segment: string;
  /** Scores from 1 to 5 (best): how recently, how often, how much. */
  readonly recencyScore: number;
  readonly frequencyScore: number;
  readonly monetaryScore: number;
  /** Days since the last purchase. */
  readonly recency: number;
  /** Days on which the customer bought. */
  readonly purchaseDays: number;
  /** Total amount of all purchases, less what was returned. */
  readonly total: number;
  /** Probability of still being a customer, 0 … 1; `NaN` if the model could not be fitted, as are those below. */
  readonly alive: number;
  /** Expected number of purchases within the horizon. */
  readonly expectedPurchases: number;
  /** Expected amount of these, not discounted. */
  readonly expectedValue: number;
}

/**
 * The meaning of a marketing interaction's amount: a purchase it brought about, or its cost. Amounts of all other kinds
 * are purchases.
 */
export type MarketingAmounts = "purchases" | "costs";

/** Whether an interaction counts as a purchase (its amount is positive) or a return (negative); costs are neither. */
export function purchaseOrReturn(
  { kind, amount }: Pick<Interaction, "kind" | "amount">,
  marketingAmounts: MarketingAmounts = "purchases",
): "purchase" | "return" | undefined {
  if (amount === null || amount === 0 || (kind === "marketing" && marketingAmounts === "costs"))
    return undefined;
  return amount > 0 ? "purchase" : "return";
}

/** The purchases of all customers, valued together: each forecast draws on the behaviour of all. */
export interface PurchaseValues {
  /** Customers with purchases, and those of them who bought again on another day. */
  readonly customers: number;
  readonly repeatCustomers: number;
  /** Why there is no forecast of purchases, or of amounts; undefined if there is one. */
  readonly noPurchaseForecast: CrmError | undefined;
  readonly noValueForecast: CrmError | undefined;
  /** Undefined for a customer without purchases. */
  of(customerId: string): PurchaseValue | undefined;
}

/**
 * RFM segments and BG/NBD × Gamma-Gamma forecasts from purchases (`purchaseOrReturn`) until `asOf`; models are fitted
 * once. As in `rfm`, a return lessens the total and is no purchase; whoever has nothing but returns has no value.
 *
 * @param asOf ISO day from which recency is counted
 * @param horizon how many weeks the forecasts look ahead
 */
export function purchaseValues(
  interactions: Iterable<Interaction>,
  asOf: string,
  horizon: number,
  marketingAmounts: MarketingAmounts = "purchases",
): PurchaseValues {
  const end = serialOf(asOf);
  const found = { purchase: [] as Interaction[], return: [] as Interaction[] };
  for (const interaction of interactions) {
    const is = purchaseOrReturn(interaction, marketingAmounts);
    if (is !== undefined && serialOf(dayOf(interaction.when)) <= end) found[is].push(interaction);
  }
  // Returns come last, so that both models list customers in the order of their first purchase.
  const all = [...found.purchase, ...found.return];
  const ids = all.map(({ customerId }) => customerId);
  const days = all.map(({ when }) => serialOf(dayOf(when)));
  const amounts = all.map(({ amount }) => amount!);
  if (found.purchase.length === 0) {
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
  const buying = fittedOrWhyNot(() => fittedPurchaseModel(history));
  const spending = fittedOrWhyNot(() => spendingModel(frequency, monetary));
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
