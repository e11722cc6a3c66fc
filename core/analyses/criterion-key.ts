import { withoutScale } from "../customers";

/**
 * The same for all spellings of a criterion: case, width, blanks and the scale behind it do not count, so that
 * `Perceived: delivery (1-10)` is the other side of `Expectation: Delivery`.
 *
 * ```ts
 * criterionKey(" Ｄelivery time") === criterionKey("delivery  Time"); // => true
 * ```
 */
export function criterionKey(criterion: string): string {
  return withoutScale(criterion).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
