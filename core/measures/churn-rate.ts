import { CrmError } from "../errors";
import { checkNotNegative, exceeds, rateOf } from "./rate";

/**
 * Churn rate lost / start: the share of customers lost in a period (Farris, P. et al. (2010), *Marketing Metrics*,
 * chapter 5).
 *
 * @param start customers at the start, above 0
 * @param lost customers lost, 0 … start
 * @throws CrmError `baseZero`, `argumentNegative`, `beyondOther`
 *
 * ```ts
 * churnRate(200, 20); // => 0.1
 * ```
 */
export function churnRate(start: number, lost: number): number {
  checkNotNegative({ start, lost });
  if (start !== 0 && exceeds(lost, start)) {
    const other = { otherArgument: "start", otherFound: start };
    throw new CrmError("value", "beyondOther", { argument: "lost", found: lost, ...other });
  }
  return rateOf(lost, start, "start");
}
