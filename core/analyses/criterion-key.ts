/**
 * The same for all spellings of a criterion: case, width and blanks do not count, so that `Perceived: delivery ` is the
 * other side of `Expectation: Delivery`.
 *
 * ```ts
 * criterionKey(" Ｄelivery time") === criterionKey("delivery  Time"); // => true
 * ```
 */
export function criterionKey(criterion: string): string {
  return criterion.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
