import { keyOf } from "../columns";
import { defaultRatingRange, type RatingRange } from "../weight";
import type { ValidationSettings } from "../validation";
import type { Proposal } from "./proposal";
import { ratingIn } from "./rating-columns";
import { isTotalRow } from "./total-rows";

/** If most ratings of a column exceed 10, its range is 0 to 100, unless another range is given. */
export function rangesOf(
  { sheet, firstData, columns }: Proposal,
  given: ValidationSettings["ratingRange"],
): NonNullable<ValidationSettings["ratingRange"]> {
  const wide = new Map<string, RatingRange>();
  for (const { use, column, reading } of columns) {
    if (use === undefined || !("analysis" in use)) continue;
    let above = 0;
    let within = 0;
    let count = 0;
    for (let at = firstData; at < Math.min(sheet.rows.length, firstData + 2000); at++) {
      const cell = sheet.rows[at][column];
      const number = ratingIn(cell, reading.answers);
      if (Number.isNaN(number) || isTotalRow(sheet.rows[at])) continue;
      count++;
      if (number > 10) above++;
      if (number >= 0 && number <= 100) within++;
    }
    if (above * 2 > count && within === count) wide.set(keyOf(use), { minimum: 0, maximum: 100 });
  }
  return (analysis, criterion) => {
    const range = given?.(analysis, criterion) ?? defaultRatingRange;
    const isDefault =
      range.minimum === defaultRatingRange.minimum && range.maximum === defaultRatingRange.maximum;
    return (isDefault ? wide.get(keyOf({ analysis, criterion })) : undefined) ?? range;
  };
}
