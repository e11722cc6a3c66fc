import { readNumber } from "../cells";
import type { ImportAnswers } from "./answers";
import {
  isAmountBesideDay,
  isBareDay,
  isDiscount,
  isQuantity,
  isUnitPrice,
  purchaseRole,
} from "./purchase-words";
import { isBlank, numberIn, shownText, type SheetRow, type SourceCell } from "./source";
import type { WorkedOut } from "./worked-out";

/**
 * What was paid on each line of a table of purchases that has no amounts, only how many were bought and what one costs:
 * a last column, headed `Quantity × Unit price`. Undefined if the table has amounts, or the user says which they are.
 */
export function lineAmounts(
  headers: readonly string[],
  rowsOf: () => readonly SheetRow[],
  first: number,
  { map = [], columns = {}, decimal }: ImportAnswers,
): WorkedOut | undefined {
  const many = headers.findIndex((header) => isQuantity(header));
  const each = headers.findIndex(isUnitPrice);
  if (many < 0 || each < 0) return undefined;
  const rows = rowsOf();
  // A column that was worked out before stands behind the last.
  const its = Object.entries(columns).flatMap(([i, field]) => (Number(i) < headers.length ? field : []));
  const told = [...map.map(({ field }) => field), ...its];
  const hasAmounts = headers.some(
    (header, i) =>
      (purchaseRole(header) === "amount" || (isAmountBesideDay(header) && !isUnitPrice(header))) &&
      rows.slice(first).some(({ [i]: cell }) => !isBlank(cell)),
  );
  if (hasAmounts || told.some((field) => ["amount", "金额"].includes(field))) return undefined;
  if (!headers.some((header) => purchaseRole(header) === "purchaseDate" || isBareDay(header)))
    return undefined;
  const numberOf = [many, each].map((column) => reader(rows.slice(first), column, decimal));
  const discounts = headers.filter(
    (text, i) => isDiscount(text) && rows.slice(first).some(({ [i]: cell }) => /[1-9]/.test(shownText(cell))),
  );
  const header = `${headers[many].trim()} × ${headers[each].trim()}`;
  return {
    headers: [...headers, header],
    rows: rows.map((cells, at) => {
      const amount = Number((numberOf[0](cells[many]) * numberOf[1](cells[each])).toPrecision(12));
      // A row with more cells than headers is refused as it is.
      if (at < first || Number.isNaN(amount) || cells.slice(headers.length).some((cell) => !isBlank(cell)))
        return cells;
      return [...headers.map((_, i) => cells[i]), amount];
    }),
    notes: [
      { kind: "amounts", text: header, count: 1 },
      ...discounts.map((text) => ({ kind: "discounts" as const, text, count: 1 })),
    ],
    from: [headers[many], headers[each]],
  };
}

/** How the numbers of a column are read: by the decimal mark that is told, else by the one that fits all of them. */
function reader(rows: readonly SheetRow[], column: number, told?: "." | ","): (cell?: SourceCell) => number {
  const read = (mark: "." | ",") => (cell?: SourceCell) =>
    typeof cell === "string" ? readNumber(cell, mark) : (numberIn(cell) ?? NaN);
  const texts = rows.flatMap(({ [column]: cell }) =>
    typeof cell === "string" && !isBlank(cell) ? cell : [],
  );
  const unread = (mark: "." | ","): number =>
    texts.filter((text) => Number.isNaN(readNumber(text, mark))).length;
  return read(told ?? (unread(",") < unread(".") ? "," : "."));
}
