import { readYesNo } from "../../yes-no-words";
import { isOwn, isRating, keyOf, useOfHeader } from "../columns";
import { isContactPermission } from "../contact-permission";
import { readDayOrSerial } from "../read-day";
import { ownOf, type Draft, type OwnRole, type Role } from "./column-draft";
import { dateOrders } from "./date-order";
import { decimalMarks } from "./decimal-mark";
import { isOutcome, yesAndNoOf } from "./outcome-words";
import {
  isAmountBesideDay,
  isBareDay,
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

/** Finds roles whose bare header is clear only beside the other half of a purchase, or where nothing is rated. */
export function otherHalfOfPurchases({ roles, values }: Draft): void {
  const isRated = roles.some(({ use }) => isRating(use));
  const found = halves.map(([role, isMeant]) => {
    const known = roles.find((each) => each.role === role);
    const open = roles.filter(
      (each, i) => each.role === undefined && isOwn(each.use) && isMeant(each.header, values[i]),
    );
    // What one of several costs, or the goods do, is the amount only if nothing else is.
    const rank = ({ header }: Role): number => (isUnitPrice(header) ? 2 : isOfGoods(header) ? 1 : 0);
    return { role, known, meant: open.sort((a, b) => rank(a) - rank(b))[0] };
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

const halves: readonly [OwnRole, (header: string, values: readonly SourceCell[]) => boolean][] = [
  ["amount", (header, values) => isAmountBesideDay(header) && values.length > 0 && values.every(isNumeric)],
  ["purchaseDate", (header, values) => isBareDay(header) && values.some(isDateLike)],
];

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
