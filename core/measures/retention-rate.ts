import { rateOf } from "./rate";

/**
 * Retention rate (end − added) / start: the share of the customers at the start of a period who are still there at its end;
 * `added` were won in between (Farris, P. et al. (2010), *Marketing Metrics*, chapter 5).
 *
 * @throws CrmError `baseZero`, `argumentNegative`
 *
 * ```ts
 * retentionRate(200, 210, 30); // => 0.9
 * ```
 */
export function retentionRate(start: number, end: number, added: number): number {
  return rateOf(end - added, start, "start");
}
