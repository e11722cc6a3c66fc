import { isRating, keyOf } from "../columns";
import { defaultRatingRange } from "../weight";
import type { ValidationSettings } from "../validation";
import type { Proposal } from "./proposal";
import { ofHundred, ratingsIn } from "./rating-columns";
import { isTotalRow } from "./total-rows";

/** If most ratings of a column exceed 10, its range is 0 to 100, unless another range is given. */
export function rangesOf(
  { sheet, firstData, columns }: Proposal,
  given: ValidationSettings["ratingRange"],
): NonNullable<ValidationSettings["ratingRange"]> {
  const rows = sheet.rows.slice(firstData, firstData + 2000).filter((row) => !isTotalRow(row));
  const isWide = ({ use, column, reading }: (typeof columns)[number]): boolean => {
    if (!isRating(use)) return false;
    const numbers = ratingsIn(
      rows.map(({ [column]: cell }) => cell),
      reading.answers,
    );
    const above = numbers.filter((number) => number > 10).length;
    return above * 2 > numbers.length && numbers.every((number) => number >= 0 && number <= 100);
  };
  const wide = new Set(columns.filter(isWide).map(({ use }) => keyOf(use)));
  return (analysis, criterion) => {
    const range = given?.(analysis, criterion) ?? defaultRatingRange;
    const isDefault =
      range.minimum === defaultRatingRange.minimum && range.maximum === defaultRatingRange.maximum;
    return isDefault && wide.has(keyOf({ analysis, criterion })) ? ofHundred : range;
  };
}
