import { rateOf } from "./rate";

/**
 * Return on marketing investment (gain − cost) / cost, with gain the margin that marketing brought (Farris, P. et al.
 * (2010), *Marketing Metrics*, chapter 10).
 *
 * @throws CrmError `baseZero`, `argumentNegative`
 *
 * ```ts
 * romi(15000, 10000); // => 0.5
 * ```
 */
export function romi(gain: number, cost: number): number {
  return rateOf(gain - cost, cost, "cost");
}
