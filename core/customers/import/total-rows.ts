import { isBlank, numberIn, shownText, type SheetRow, type SourceCell, type SourceSheet } from "./source";
import { isPerhapsTotal, isTotalWord, subtotalOf } from "./total-words";

/** Whether a cell shows a number, with or without a unit: `1,234 €`. */
export function isFigure(cell: SourceCell | undefined): boolean {
  return (
    numberIn(cell) !== undefined ||
    (typeof cell === "string" && /^[^\p{L}]*\d[^\p{L}]*[\p{L}€$¥%]{0,3}$/u.test(cell.trim()))
  );
}

/** Whether a text is how many there are of something: `160 subscribers`. */
const isCounted = (text: string): boolean => /^\d[\d.,]* ?\p{L}{1,20}$/u.test(text.trim());

/**
 * Whether a row is a sum or average of the others: its first text is a word for that, and only numbers follow.
 * @param contacts positions of the columns of phone numbers and e-mail addresses
 */
export function isTotalRow(row: SheetRow, contacts: readonly number[] = []): boolean {
  // A row with contact details is not a total; a count of phone numbers is not a contact.
  if (contacts.some((column) => /@|(?:\d\D{0,3}){6}/.test(shownText(row[column]).slice(0, 60)))) return false;
  const at = row.findIndex((cell) => !isBlank(cell));
  // The word may follow a number in the row.
  for (let i = at; i >= 0 && i < Math.min(row.length, at + 3); i++) {
    const cell = row[i];
    if (typeof cell !== "string") continue;
    if (!isTotalWord(cell.trim())) return false;
    const rest = row.filter((each, k) => k !== i && !isBlank(each));
    return rest.every(
      (each) => isFigure(each) || (typeof each === "string" && (isTotalWord(each) || isCounted(each))),
    );
  }
  return false;
}

/**
 * Whether a data row is a total: by itself, as a subtotal of the rows above, or, if its word may also be a name, beside
 * a row that is a total or with figures that nobody else has.
 * @param first position of the first data row
 */
export function isTotalAt(
  rows: SourceSheet["rows"],
  at: number,
  first: number,
  contacts: readonly number[],
): boolean {
  if (isTotalRow(rows[at], contacts) || isSubtotal(rows, at, first) || areShares(rows, at, first))
    return true;
  if (!isPerhapsTotalRow(rows[at])) return false;
  if (areFractions(rows, at, first)) return true;
  let [above, below] = [at - 1, at + 1];
  while (above >= first && isPerhapsTotalRow(rows[above])) above--;
  while (below < rows.length && isPerhapsTotalRow(rows[below])) below++;
  return [above, below].some(
    (each) => each >= first && each < rows.length && isTotalRow(rows[each], contacts),
  );
}

/** Whether a row contains only numbers after a word that may also be a name: `Max`, `n`. */
function isPerhapsTotalRow(cells: SheetRow): boolean {
  // A shortcut: nearly every row ends here.
  const word = cells.find((cell) => !isBlank(cell));
  if (typeof word !== "string" || word.length > 20 || !isPerhapsTotal(word.trim())) return false;
  const [, ...others] = cells.filter((cell) => !isBlank(cell));
  return (
    others.length > 0 &&
    others.every(
      (cell) => numberIn(cell) !== undefined || (typeof cell === "string" && /^[\d.,\s%-]+$/.test(cell)),
    )
  );
}

/** Whether the numbers of a row are fractions where all others are whole. */
function areFractions(rows: SourceSheet["rows"], at: number, first: number): boolean {
  const numbers = rows[at].flatMap((cell, column) => {
    const number = figureIn(cell);
    return number === undefined ? [] : [{ number, column }];
  });
  const isFraction = ({ number, column }: (typeof numbers)[number]): boolean => {
    const others = rows.flatMap(({ [column]: cell }, i) =>
      i < first || i === at ? [] : (figureIn(cell) ?? []),
    );
    return (
      !Number.isInteger(number) &&
      others.length > 3 &&
      others.filter(Number.isInteger).length >= 0.9 * others.length
    );
  };
  return numbers.length > 1 && numbers.every(isFraction);
}

/** Whether a row has, after its word, only percentages, several of them, where no other row has one: `满意率 | 87% | 90%`. */
export function areShares(rows: SourceSheet["rows"], at: number, first: number): boolean {
  const isShare = (cell: SourceCell | undefined): boolean => /^[\d.,]+\s?%$/.test(shownText(cell).trim());
  const [word, ...others] = [...rows[at].keys()].filter((column) => !isBlank(rows[at][column]));
  if (others.length < 2 || typeof rows[at][word] !== "string") return false;
  return others.every((column) => {
    if (!isShare(rows[at][column])) return false;
    const beside = rows.filter((row, i) => i >= first && i !== at && !isBlank(row[column]));
    return beside.length > 3 && !beside.some(({ [column]: cell }) => isShare(cell));
  });
}

/** The number in a cell of a sheet or a text. */
export function figureIn(cell: SourceCell | undefined): number | undefined {
  const text = typeof cell === "string" ? cell.trim() : "";
  return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : numberIn(cell);
}

/**
 * `North Total` below rows of North, or below one that names North for those after it, in its own column or one before,
 * with otherwise only numbers.
 */
function isSubtotal(rows: SourceSheet["rows"], row: number, first: number): boolean {
  const cells = rows[row];
  const at = cells.findIndex((cell) => !isBlank(cell));
  const cell = cells[at];
  const of = typeof cell === "string" ? subtotalOf(cell) : undefined;
  if (of === undefined) return false;
  const isNamedAbove = (column: number): boolean => {
    let above = row - 1;
    while (above > first && isBlank(rows[above][column])) above--;
    return above >= first && shownText(rows[above][column]).trim() === of.trim();
  };
  if (!cells.slice(0, at + 1).some((_, column) => isNamedAbove(column))) return false;
  return cells.every((each, i) => i === at || isBlank(each) || isFigure(each));
}
