import { readNumber } from "../cells";
import { numberIn, shownText, type SourceCell } from "./source";

/** The amount in a cell, by the decimal mark that fits it; 0 if there is none. If both fit, the mark parts thousands: 1.948 €. */
export function amountIn(cell: SourceCell | undefined): number {
  const number = numberIn(cell);
  if (number !== undefined) return number;
  const read = ([".", ","] as const).map((mark) => readNumber(shownText(cell), mark) || 0);
  return Math.abs(read[0]) > Math.abs(read[1]) ? read[0] : read[1];
}
