import type { MessageKey } from "../../locales/message";
import type { CellValue } from "../cells";
import { fieldTypeOf, isOwn, isRating } from "../columns";
import { textOfCsv } from "../csv";
import type { ProposedColumn } from "./proposed-columns";
import { ratingIn } from "./rating-columns";
import { numberIn, type ImportSource, type SourceCell } from "./source";

/** A cell as its column's field needs it: shown texts for texts, numbers for numbers. */
export function plainCell(cell: SourceCell | undefined, { use }: ProposedColumn): CellValue {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === "string") return textOfCsv(cell);
  if (typeof cell !== "object" || "error" in cell) return cell;
  if (["date", "dateTime", "number"].includes(fieldTypeOf(use) ?? "")) return cell.number;
  if (isRating(use)) return ratingIn(cell);
  // A percentage and an amount of money are numbers; a number with leading zeros is a code.
  const isNumber = isOwn(use) && cell.isDate !== true && /[^\d-]/.test(cell.shown);
  return isNumber ? cell.number : cell.shown;
}

/** What a cell had lost before it was read: rounded digits, or bytes that are not letters. */
export function lostIn(
  cell: SourceCell | undefined,
  { use }: ProposedColumn,
  kind: ImportSource["kind"],
): MessageKey | undefined {
  if (typeof cell === "string" && kind === "text" && cell.includes("\ufffd")) return "badBytes";
  const number = numberIn(cell);
  if (number === undefined) return undefined;
  // A phone number that a spreadsheet has turned into 8.61E+12 ends in zeros; it shows up to 11 digits in full.
  const type = fieldTypeOf(use);
  if (type === "phone" && number >= 1e11 && number % 1e6 === 0) return "phoneDigitsLost";
  return (type === "text" || type === "phone") && Math.abs(number) >= 1e15 ? "digitsLost" : undefined;
}
