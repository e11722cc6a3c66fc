import { checkNotNegative, rateOf, revenueKept } from "./rate";

/**
 * Net revenue retention (start + expansion − contraction − churn) / start, all revenue of the customers at the start
 * (Mehta, N. et al. (2016), *Customer Success*, chapter 13).
 *
 * @param expansion 0 or more, as are the others; `contraction` and `churn` together are at most `start`
 * @throws CrmError `baseZero`, `argumentNegative`, `lossBeyondStart`
 *
 * ```ts
 * nrr(1000, 200, 50, 50); // => 1.1
 * ```
 */
export function nrr(start: number, expansion: number, contraction: number, churn: number): number {
  checkNotNegative({ start, expansion });
  return rateOf(revenueKept(start, contraction, churn) + expansion, start, "start");
}
