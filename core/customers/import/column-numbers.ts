import { isFigure } from "./total-rows";
import { isBlank, shownText, type SourceSheet } from "./source";

/** Fewer numbers in a row may be chance. */
const fewest = 3;
/** How many rows below are compared. */
const compared = 50;

/**
 * Whether a row numbers the columns, as below the headers of a form: `(1) (2) (3)`. Some of its numbers must be where the
 * rows below have none, as 1 2 3 may also be a customer's number and ratings.
 */
export function isColumnNumbers(rows: SourceSheet["rows"], at: number): boolean {
  const cells = (rows[at] ?? []).flatMap((cell, column) => (isBlank(cell) ? [] : [{ cell, column }]));
  const numbers = cells.map(({ cell }) =>
    /^[([]?(\d{1,3})[)\].]?$/.exec(shownText(cell).normalize("NFKC").trim()),
  );
  const first = Number(numbers[0]?.[1]);
  if (cells.length < fewest || first > 1 || numbers.some((number, i) => Number(number?.[1]) !== first + i))
    return false;
  const below = rows.slice(at + 1, at + 1 + compared);
  return cells.some(({ column }) => {
    const others = below.flatMap(({ [column]: cell }) => (isBlank(cell) ? [] : [cell]));
    return others.length > 0 && !others.some(isFigure);
  });
}
