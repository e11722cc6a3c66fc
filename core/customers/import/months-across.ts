import { standsForNone } from "../../blank";
import type { Language } from "../../locales/message";
import { keyOf, languageOfHeaders, useOfHeader } from "../columns";
import { headerKey } from "../headers";
import { amountIn } from "./amount-in";
import type { ImportAnswers } from "./answers";
import { fewestMonths, monthIn, withYears } from "./month-headers";
import { isOutcome } from "./outcome-words";
import { isNumeric, isYesNo } from "./own-role-columns";
import { isAmountBesideDay, purchaseRole } from "./purchase-words";
import { ratingTold } from "./rating-words";
import { isBlank, shownText, type SheetRow, type SourceCell } from "./source";
import { isTotalRow } from "./total-rows";
import type { WorkedOut } from "./worked-out";

/** The columns of what was paid in different months, all headed alike, or bare months if no header says what they hold. */
function monthColumns(headers: readonly string[]): {
  isSaid: boolean;
  months: { column: number; day: string }[];
} {
  const found = headers.flatMap((header, column) => {
    const month = monthIn(header);
    return month === undefined ? [] : [{ column, ...month }];
  });
  const said = found.filter(({ rest }) => purchaseRole(rest) === "amount" || isAmountBesideDay(rest));
  const isSaid = said.length > 0;
  const months = isSaid ? said : found;
  const areAlike =
    new Set(months.map(({ rest }) => rest)).size === 1 &&
    (isSaid || months[0].rest === "") &&
    new Set(months.map(({ day }) => day)).size === months.length;
  return { isSaid, months: areAlike && months.length >= fewestMonths ? months : [] };
}

const whose = ["id", "name", "givenName", "familyName", "email", "phone", "company"];
const added: Readonly<Record<Language, readonly [day: string, amount: string]>> = {
  "en-US": ["Purchase date", "Amount"],
  "zh-CN": ["购买日期", "金额"],
};

/**
 * A table with a row for each customer and a column for what was paid in each month, as a table of purchases: a purchase
 * on the first day of each month with an amount, the first of a customer in the customer's row, the others below the
 * table. Undefined for any other table, also one that rates or decides something, and where the user says what one of
 * the months is.
 */
export function monthsAcross(
  headers: readonly string[],
  rowsOf: () => readonly SheetRow[],
  first: number,
  { map = [], columns = {} }: ImportAnswers,
): WorkedOut | undefined {
  const dated = withYears(headers, () => rowsOf().slice(0, Math.max(0, first - 1)));
  const { isSaid, months } = monthColumns(dated);
  const isTold = ({ column }: (typeof months)[number]): boolean =>
    column in columns || map.some(({ header }) => headerKey(header) === headerKey(headers[column]));
  const isWhose = (header: string): boolean => whose.includes(keyOf(useOfHeader(header, "customer")));
  if (months.length === 0 || months.some(isTold) || !headers.some(isWhose)) return undefined;
  const all = rowsOf();
  const rows = all.slice(first).filter((cells) => !isTotalRow(cells));
  const valuesAt = (column: number): SourceCell[] =>
    rows.flatMap(({ [column]: cell }) =>
      cell === undefined || isBlank(cell) || standsForNone(shownText(cell)) ? [] : [cell],
    );
  const isWider = (cells: SheetRow): boolean => cells.slice(headers.length).some((cell) => !isBlank(cell));
  const paid = months.flatMap(({ column }) => valuesAt(column));
  if (rows.some(isWider) || !paid.every(isNumeric) || !(isSaid || areMoney(paid))) return undefined;
  const used = new Set(months.map(({ column }) => column));
  // What all months come to says nothing more.
  const isSum = (cells: SheetRow, i: number): boolean => {
    const sum = months.reduce((total, { column }) => total + amountIn(cells[column]), 0);
    return isBlank(cells[i]) || Math.abs(amountIn(cells[i]) - sum) <= 1;
  };
  headers.forEach((header, i) => {
    const isAmount = purchaseRole(header) === "amount" || isAmountBesideDay(header);
    if (isAmount && rows.every((cells) => isSum(cells, i))) used.add(i);
  });
  const isOther = (header: string, i: number): boolean =>
    !used.has(i) &&
    (purchaseRole(header) !== undefined ||
      ratingTold(header) !== undefined ||
      isOutcome(header) ||
      isYesNo(valuesAt(i), header));
  if (headers.some(isOther)) return undefined;
  const below: SheetRow[] = [];
  const within = all.map((cells, at): SheetRow => {
    if (at < first) return cells;
    const others = headers.map((_, i) => (used.has(i) ? null : cells[i]));
    if (isTotalRow(cells) || months.every(({ column }) => isBlank(cells[column]))) return others;
    const [bought = [], ...more] = months.flatMap(({ column, day }): SheetRow[] =>
      /[1-9]/.test(shownText(cells[column])) ? [[...others, day, cells[column]]] : [],
    );
    below.push(...more);
    return bought;
  });
  const rest = headers.map((header, i) => (used.has(i) ? "" : header));
  const from = months.map(({ column }) => headers[column].trim());
  const [start, end] = [months[0], months[months.length - 1]].map(({ day }) => day.slice(0, 7));
  const years = dated === headers ? "" : ` (${start} … ${end})`;
  return {
    headers: [...rest, ...added[languageOfHeaders(rest.filter((header) => header !== ""))]],
    rows: [...within, ...below],
    notes: [{ kind: "months", text: `${from[0]} … ${from[from.length - 1]}${years}`, count: from.length }],
    from,
  };
}

/** Whether numbers of bare months are likely money: visits and ratings do not go that far. */
function areMoney(cells: readonly SourceCell[]): boolean {
  const sizes = cells.map((cell) => Math.abs(amountIn(cell))).filter((size) => size > 0);
  return sizes.filter((size) => size > 10).length * 2 > sizes.length && sizes.some((size) => size > 100);
}
