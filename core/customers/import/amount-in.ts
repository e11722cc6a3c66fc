import { readNumber } from "../cells";
import { numberIn, shownText, type SourceCell } from "./source";

/** The amount in a cell, by the decimal mark that fits it; 0 if there is none. */
export function amountIn(cell: SourceCell | undefined): number {
  const [point, comma] = ([".", ","] as const).map((mark) => readNumber(shownText(cell), mark));
  return numberIn(cell) ?? (Number.isNaN(point) ? comma || 0 : point);
}
