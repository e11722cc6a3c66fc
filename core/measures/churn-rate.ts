import { rateOf } from "./rate";

/**
 * Churn rate lost / start: the share of customers lost in a period (Farris, P. et al. (2010), *Marketing Metrics*,
 * chapter 5).
 *
 * @throws CrmError `baseZero`, `argumentNegative`
 *
 * ```ts
 * churnRate(200, 20); // => 0.1
 * ```
 */
export function churnRate(start: number, lost: number): number {
  return rateOf(lost, start, "start");
}
