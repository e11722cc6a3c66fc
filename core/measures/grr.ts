import { rateOf, revenueKept } from "./rate";

/**
 * Gross revenue retention (start − contraction − churn) / start, 0 … 1: as `nrr` without expansion.
 *
 * @throws CrmError `baseZero`, `argumentNegative`, `lossBeyondStart`
 *
 * ```ts
 * grr(1000, 50, 50); // => 0.9
 * ```
 */
export function grr(start: number, contraction: number, churn: number): number {
  return rateOf(revenueKept(start, contraction, churn), start, "start");
}
