import { keyOf } from "../columns";
import { defaultRatingRange } from "../weight";
import type { ValidationSettings } from "../validation";
import type { Proposal } from "./proposal";
import { ratedColumns } from "./rated-columns";
import { ofHundred } from "./rating-columns";
import { isTotalRow } from "./total-rows";

/** If most ratings of a column exceed 10, its range is 0 to 100, unless another range is given. */
export function rangesOf(
  proposal: Proposal,
  given: ValidationSettings["ratingRange"],
): NonNullable<ValidationSettings["ratingRange"]> {
  const rated = ratedColumns(proposal, (row) => !isTotalRow(row));
  const wide = new Set(
    rated.flatMap(({ use, ratings }) => {
      const above = ratings.filter((rating) => rating > 10).length;
      const isWide = above * 2 > ratings.length && ratings.every((rating) => rating >= 0 && rating <= 100);
      return isWide ? keyOf(use) : [];
    }),
  );
  return (analysis, criterion) => {
    const range = given?.(analysis, criterion) ?? defaultRatingRange;
    const isDefault =
      range.minimum === defaultRatingRange.minimum && range.maximum === defaultRatingRange.maximum;
    return isDefault && wide.has(keyOf({ analysis, criterion })) ? ofHundred : range;
  };
}
