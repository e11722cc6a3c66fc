import { rateOf } from "./rate";

/**
 * Customer acquisition cost: cost / customers acquired with it (Farris, P. et al. (2010), *Marketing Metrics*,
 * chapter 5).
 *
 * @throws CrmError `baseZero`, `argumentNegative`
 *
 * ```ts
 * cac(5000, 25); // => 200
 * ```
 */
export function cac(cost: number, customers: number): number {
  return rateOf(cost, customers, "customers");
}
