import { CrmError } from "../errors";
import { checkNotNegative, exceeds, rateOf } from "./rate";

/**
 * Retention rate (end − added) / start: the share of the customers at the start of a period who are still there at its
 * end; `added` were won in between (Farris, P. et al. (2010), *Marketing Metrics*, chapter 5).
 *
 * @param start customers at the start, above 0
 * @param end customers at the end
 * @param added how many of `end` were won in the period; end − added is at most `start`
 * @throws CrmError `baseZero`, `argumentNegative`, `beyondOther`, `staysBeyondStart`
 *
 * ```ts
 * retentionRate(200, 210, 30); // => 0.9
 * ```
 */
export function retentionRate(start: number, end: number, added: number): number {
  checkNotNegative({ start, end, new: added });
  if (exceeds(added, end)) {
    const other = { otherArgument: "end", otherFound: end };
    throw new CrmError("value", "beyondOther", { argument: "new", found: added, ...other });
  }
  if (start !== 0 && exceeds(end - added, start)) {
    throw new CrmError("value", "staysBeyondStart", { found: end - added, start });
  }
  return rateOf(Math.max(0, end - added), start, "start");
}
