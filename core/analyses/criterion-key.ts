import { withoutScale } from "../customers";

/**
 * One key for all spellings of a criterion: ignores case, width, spaces and a scale at the end, so that
 * `Perceived: delivery (1-10)` pairs with `Expectation: Delivery`.
 *
 * ```ts
 * criterionKey(" Ｄelivery time") === criterionKey("delivery  Time"); // => true
 * ```
 */
export function criterionKey(criterion: string): string {
  return withoutScale(criterion).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
