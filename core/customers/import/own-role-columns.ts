import { readYesNo } from "../../yes-no-words";
import { keyOf } from "../columns";
import { readDayOrSerial } from "../read-day";
import { isOwn, ownOf, type Draft, type OwnRole } from "./column-draft";
import { dateOrders } from "./date-order";
import { decimalMarks } from "./decimal-mark";
import { isOutcome, yesAndNoOf } from "./outcome-words";
import { isAmountBesideDay, purchaseRole, saysLast } from "./purchase-words";
import { numberIn, shownText, type SourceCell } from "./source";
import { isReadable } from "./written-how";

/** Finds purchase dates and amounts, and yes/no outcomes. */
export function ownRoles({ roles, values, isOpen }: Draft): void {
  roles.forEach(({ header }, i) => {
    if (!isOpen(i)) return;
    const role = purchaseRole(header);
    if (role !== undefined && !roles.some((each) => each.role === role)) {
      const good = values[i].filter(role === "amount" ? isNumeric : isDateLike);
      if (good.length > 0 && good.length * 2 >= values[i].length) roles[i].role = role;
    } else if (isYesNo(values[i], header)) roles[i].role = "outcome";
  });
}

/** Finds roles whose bare header is clear only beside the other half of a purchase. */
export function otherHalfOfPurchases({ roles, values }: Draft): void {
  for (const [role, other, isMeant] of halves) {
    if (!roles.some((each) => each.role === other) || roles.some((each) => each.role === role)) continue;
    const found = roles.find(
      (each, i) => each.role === undefined && isOwn(each.use) && isMeant(each.header, values[i]),
    );
    if (found !== undefined) found.role = role;
  }
}

/** A number that is unique in every row, although buyers recur, identifies the purchase, not the customer. */
export function numbersOfPurchases({ roles, values, isFree }: Draft): void {
  const bought = (["purchaseDate", "amount"] as const).map((role) =>
    roles.find((each) => each.role === role),
  );
  const id = roles.findIndex(({ use }) => keyOf(use) === "id");
  if (bought.includes(undefined) || id < 0 || !isFree(id) || saysLast(bought[0]!.header)) return;
  const share = (i: number): number => new Set(values[i].map(shownText)).size / values[i].length;
  const comeAgain = roles.some(
    ({ use }, i) => ["email", "phone", "name"].includes(keyOf(use)) && share(i) < 0.9,
  );
  const isOfNobody = /^(?:#|id|no\.?|nr\.?|record id|编号)$/i.test(roles[id].header.trim());
  if (isOfNobody && comeAgain && share(id) === 1) roles[id].use = ownOf(roles[id].header);
}

const halves: readonly [OwnRole, OwnRole, (header: string, values: readonly SourceCell[]) => boolean][] = [
  [
    "amount",
    "purchaseDate",
    (header, values) => isAmountBesideDay(header) && values.length > 0 && values.every(isNumeric),
  ],
  [
    "purchaseDate",
    "amount",
    (header, values) =>
      /^(?:date|datum|日期|时间|when|day|tag)$/i.test(header.trim()) && values.some(isDateLike),
  ],
];

function isNumeric(cell: SourceCell): boolean {
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
