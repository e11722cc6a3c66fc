import { rateOf } from "./rate";

/**
 * Gross revenue retention (start − contraction − churn) / start: as `nrr` without expansion.
 *
 * @throws CrmError `baseZero`, `argumentNegative`
 *
 * ```ts
 * grr(1000, 50, 50); // => 0.9
 * ```
 */
export function grr(start: number, contraction: number, churn: number): number {
  return rateOf(start - contraction - churn, start, "start");
}
