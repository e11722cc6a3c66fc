import { simplified } from "../../letters";
import { readYesNo } from "../../yes-no-words";
import { isOwn, isRating, keyOf, useOfHeader } from "../columns";
import { isContactPermission } from "../contact-permission";
import { currencyOfAmount } from "../currency";
import { readDayOrSerial } from "../read-day";
import { amountIn } from "./amount-in";
import { ownOf, type Draft, type OwnRole, type Role } from "./column-draft";
import { dateOrders } from "./date-order";
import { decimalMarks } from "./decimal-mark";
import { isOutcome, yesAndNoOf } from "./outcome-words";
import {
  isAmountBesideDay,
  isBareDay,
  isDiscount,
  isOfGoods,
  isUnitPrice,
  purchaseRole,
  saysLast,
} from "./purchase-words";
import { numberIn, shownText, type SourceCell } from "./source";
import { isReadable } from "./written-how";

/** Finds purchase dates and amounts, and yes/no outcomes; whether somebody may be contacted is none. */
export function ownRoles({ roles, values, isOpen }: Draft): void {
  roles.forEach(({ header }, i) => {
    if (!isOpen(i)) return;
    const role = purchaseRole(header);
    if (role !== undefined && !roles.some((each) => each.role === role)) {
      const good = values[i].filter(role === "purchaseDate" ? isDateLike : isNumeric);
      if (good.length > 0 && good.length * 2 >= values[i].length) roles[i].role = role;
    } else if (!isContactPermission(header) && isYesNo(values[i], header)) roles[i].role = "outcome";
  });
}

/**
 * Finds roles whose bare header is clear only beside the other half of a purchase, or where nothing is rated. Where buyers
 * come again and nothing is rated or decided, cells alone are clear: days that differ within a buyer, and money, of which
 * the column of the greatest sum is what was paid and not the tax or the price of one.
 */
export function otherHalfOfPurchases({ roles, values, isOpen }: Draft): void {
  const isRated = roles.some(({ use }) => isRating(use));
  const decides = roles.some(({ role }) => role === "outcome");
  const buyers = isRated || decides ? undefined : buyersWhoComeAgain(roles, values);
  const found = halves.map(([role, isMeant, isSaidByCells]) => {
    const known = roles.find((each) => each.role === role);
    // What one of several costs, or the goods do, is the amount only if nothing else is.
    const rank = (header: string, i: number): number | undefined =>
      isMeant(header, values[i])
        ? isUnitPrice(header)
          ? 4
          : isOfGoods(header)
            ? 1
            : 0
        : buyers !== undefined && isSaidByCells(header, values[i], buyers)
          ? byCells
          : undefined;
    const open = roles.flatMap((each, i) => {
      const its = each.role === undefined && isOpen(i) ? rank(each.header, i) : undefined;
      if (its === undefined || (its === byCells && isBalance(i, roles, values))) return [];
      return [{ each, its, sum: role === "amount" ? sumOf(values[i]) : 0 }];
    });
    const [meant] = open.sort((a, b) => a.its - b.its || (a.its === byCells ? b.sum - a.sum : 0));
    return { role, known, meant: meant?.each };
  });
  const isBought = found.some(({ known }) => known !== undefined);
  if (!isBought && (isRated || found.some(({ meant }) => meant === undefined))) return;
  for (const { role, known, meant } of found)
    if (known === undefined && meant !== undefined) meant.role = role;
}

/**
 * Where buyers recur in a table of amounts, the day on which a record was created is the purchase's if nothing is rated,
 * and a number that is unique in every row identifies the purchase, not the customer, whom another column may identify.
 */
export function numbersOfPurchases({ roles, values, isFree }: Draft): void {
  const at = (key: string): number => roles.findIndex(({ use, role }) => (role ?? keyOf(use)) === key);
  const share = (i: number): number => new Set(values[i].map(shownText)).size / values[i].length;
  const customerId = roles.findIndex(
    ({ use, header }, i) => isOwn(use) && isFree(i) && keyOf(useOfHeader(header, "customer")) === "id",
  );
  const comeAgain = roles.some(
    ({ use }, i) => (i === customerId || ["email", "phone", "name"].includes(keyOf(use))) && share(i) < 0.9,
  );
  if (at("amount") < 0 || !comeAgain) return;
  const created = at("created");
  const isRated = roles.some(({ use }) => isRating(use));
  if (at("purchaseDate") < 0 && created >= 0 && isFree(created) && !isRated)
    Object.assign(roles[created], { use: ownOf(roles[created].header), role: "purchaseDate" });
  const [day, id] = [at("purchaseDate"), at("id")];
  if (day < 0 || saysLast(roles[day].header) || id < 0 || !isFree(id) || share(id) < 1) return;
  if (!/^(?:#|id|no\.?|nr\.?|record id|编号)$/i.test(roles[id].header.trim())) return;
  if (customerId >= 0) roles[customerId].use = roles[id].use;
  roles[id].use = ownOf(roles[id].header);
}

/** How many different customers the column that tells them apart names, if many of its rows name one again. */
function buyersWhoComeAgain(roles: readonly Role[], values: Draft["values"]): number | undefined {
  const keys = roles.map(({ use }) => keyOf(use));
  const whose = ["name", "familyName", "id", "email", "phone"]
    .map((key) => keys.indexOf(key))
    .find((at) => at >= 0);
  if (whose === undefined || values[whose].length < fewestRows) return undefined;
  const buyers = new Set(values[whose].map(shownText)).size;
  return buyers < 0.8 * values[whose].length ? buyers : undefined;
}

/** The rank of a column of which only the cells say what it is: before the price of one of several, behind all others. */
const byCells = 3;

/** Whether a column is what an account came to after each row: from row to row it changes by other money. */
function isBalance(column: number, roles: readonly Role[], values: Draft["values"]): boolean {
  const cents = (cell: SourceCell): number => Math.round(100 * Math.abs(amountIn(cell)));
  const others = new Set(
    values.flatMap((cells, i) => (i !== column && isMoney(roles[i].header, cells) ? cells.map(cents) : [])),
  );
  const its = values[column].map((cell) => Math.round(100 * amountIn(cell)));
  const explained = its.filter((each, i) => i > 0 && others.has(Math.abs(each - its[i - 1])));
  return its.length > 1 && explained.length >= 0.8 * (its.length - 1);
}

/** In fewer rows, cells alone do not say what a column is. */
const fewestRows = 8;

/** The role, what its bare headers are, and whether the cells say as much of a table of so many buyers. */
const halves: readonly [
  OwnRole,
  (header: string, values: readonly SourceCell[]) => boolean,
  (header: string, values: readonly SourceCell[], buyers: number) => boolean,
][] = [
  [
    "amount",
    (header, values) => isAmountBesideDay(header) && values.length > 0 && values.every(isNumeric),
    (header, values) => values.length >= fewestRows && !isDiscount(header) && isMoney(header, values),
  ],
  [
    "purchaseDate",
    (header, values) => isBareDay(header) && values.some(isDateLike),
    (header, values, buyers) =>
      !saysLast(header) && values.every(isWrittenDay) && new Set(values.map(shownText)).size > buyers,
  ],
];

/** Whether all cells are numbers, and a currency stands beside nearly all of them or in the header. */
function isMoney(header: string, values: readonly SourceCell[]): boolean {
  const named = values.filter((cell) => currencyOfAmount(shownText(cell)) !== undefined);
  const isSaid = saysCurrency(header) || amountWord.test(simplified(header));
  return values.every(isNumeric) && (isSaid || named.length >= 0.9 * values.length);
}

/** `Gift amount`, `Spendenbetrag`, `Montant du don`, 捐款金额, `Deal value`. */
const amountWord =
  /\bamount\b(?! of)|betrag\b|\bmontant\b|\bimport[eo]\b|金额|\b(?:deal|contract|order|booking) (?:- )?value\b/i;

/** Whether brackets behind a header name a currency: `Fee (£)`, `年费（元）`. */
function saysCurrency(header: string): boolean {
  const [, inBrackets = ""] = /\(([^()]{1,5})\)$/.exec(header.normalize("NFKC").trim()) ?? [];
  return currencyOfAmount(`1 ${inBrackets}`) !== undefined;
}

/** Whether a cell is a day that is no mere number. */
function isWrittenDay(cell: SourceCell): boolean {
  return typeof cell !== "number" && !/^\d*[.,]?\d*$/.test(shownText(cell)) && isDateLike(cell);
}

/** The sum of a column's numbers without their signs, by either decimal mark. */
function sumOf(cells: readonly SourceCell[]): number {
  return cells.reduce<number>((sum, cell) => sum + Math.abs(amountIn(cell)), 0);
}

/** Whether a cell holds a number, with either decimal mark. */
export function isNumeric(cell: SourceCell): boolean {
  return numberIn(cell) !== undefined || (typeof cell === "string" && isReadable(cell, decimalMarks));
}

function isDateLike(cell: SourceCell): boolean {
  if (typeof cell === "object" && cell !== null && "isDate" in cell) return cell.isDate === true;
  if (typeof cell !== "string" && typeof cell !== "number") return false;
  return isReadable(String(cell), dateOrders) || readDayOrSerial(cell) !== "";
}

/** Whether every cell is a yes or no in words; 0 and 1 count only if the header says so. */
export function isYesNo(values: readonly SourceCell[], header: string): boolean {
  if (values.length === 0) return false;
  if (yesAndNoOf(header, new Set(values.map((cell) => shownText(cell).trim()))) !== undefined) return true;
  return values.every((cell) => {
    if (typeof cell === "boolean") return true;
    const text = shownText(cell).trim();
    if (/^[01xny]$/i.test(text) && !isOutcome(header)) return false;
    return text !== "" && readYesNo(text) !== undefined;
  });
}
