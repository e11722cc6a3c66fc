import { isRating } from "../columns";
import type { Rating } from "../weight";
import type { Proposal } from "./proposal";
import { ratingsIn } from "./rating-columns";
import type { SheetRow } from "./source";

/** How many rows tell what ratings a column has. */
const lookedAt = 2000;

/** The columns of ratings, each with the ratings in the first rows that count. */
export function ratedColumns(
  { columns, sheet, firstData }: Proposal,
  counts: (row: SheetRow) => boolean = () => true,
): { readonly use: Rating; readonly ratings: readonly number[] }[] {
  const rows = sheet.rows.slice(firstData, firstData + lookedAt).filter(counts);
  return columns.flatMap(({ use, column, reading }) => {
    if (!isRating(use)) return [];
    const cells = rows.map(({ [column]: cell }) => cell);
    return [{ use, ratings: ratingsIn(cells, reading.answers) }];
  });
}
