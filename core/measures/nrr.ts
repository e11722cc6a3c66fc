import { rateOf } from "./rate";

/**
 * Net revenue retention (start + expansion − contraction − churn) / start, all revenue of the customers at the start
 * (Mehta, N. et al. (2016), *Customer Success*, chapter 13).
 *
 * @throws CrmError `baseZero`, `argumentNegative`
 *
 * ```ts
 * nrr(1000, 200, 50, 50); // => 1.1
 * ```
 */
export function nrr(start: number, expansion: number, contraction: number, churn: number): number {
  return rateOf(start + expansion - contraction - churn, start, "start");
}
