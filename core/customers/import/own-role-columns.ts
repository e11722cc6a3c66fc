import { readYesNo } from "../cells";
import { isOwn, type Draft, type OwnRole } from "./column-draft";
import { isAmountBesideDay, isOutcome, purchaseRole, yesOfTwo } from "./column-words";
import { dateOrders } from "./date-order";
import { decimalMarks } from "./decimal-mark";
import { numberIn, shownText, type SourceCell } from "./source";
import { isReadable } from "./written-how";

/** Days and amounts of purchases, and what is yes or no. */
export function ownRoles({ roles, values, isOpen }: Draft): void {
  roles.forEach(({ header }, i) => {
    if (!isOpen(i)) return;
    const role = purchaseRole(header);
    if (role !== undefined && !roles.some((each) => each.role === role)) {
      const good = values[i].filter(role === "amount" ? isNumeric : isDateLike);
      if (good.length > 0 && good.length * 2 >= values[i].length) roles[i].role = role;
    } else if (areYesNo(values[i], isOutcome(header))) roles[i].role = "outcome";
  });
}

/** Roles that a bare word has only where the other half of a purchase stands beside it. */
export function otherHalfOfPurchases({ roles, values }: Draft): void {
  for (const [role, other, isMeant] of halves) {
    if (!roles.some((each) => each.role === other) || roles.some((each) => each.role === role)) continue;
    const found = roles.find(
      (each, i) => each.role === undefined && isOwn(each.use) && isMeant(each.header, values[i]),
    );
    if (found !== undefined) found.role = role;
  }
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
  return typeof cell === "string" && isReadable(cell, dateOrders);
}

/** Whether every cell is yes or no in words; zeros and ones only where the header says so. */
function areYesNo(values: readonly SourceCell[], asOutcome: boolean): boolean {
  if (values.length === 0) return false;
  if (asOutcome && yesOfTwo(new Set(values.map((cell) => shownText(cell).trim()))) !== undefined) return true;
  return values.every((cell) => {
    if (typeof cell === "boolean") return true;
    const text = shownText(cell).trim();
    if (/^[01xny]$/i.test(text) && !asOutcome) return false;
    return text !== "" && readYesNo(text) !== undefined;
  });
}
