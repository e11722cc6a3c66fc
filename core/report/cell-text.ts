import { differenceText, numberText, percentText } from "../charts";
import type { ColumnKind } from "./document";

const digits: Readonly<Record<Exclude<ColumnKind, "text" | "date" | "percent" | "difference">, number>> = {
  count: 0,
  rating: 1,
  effect: 2,
  amount: 0,
};

/** The text of a cell of a report's table; "" if it is empty. */
export function cellText(cell: string | number | null, kind: ColumnKind): string {
  if (cell === null) return "";
  if (typeof cell === "string" || kind === "text" || kind === "date") return String(cell);
  if (kind === "percent") return percentText(cell);
  if (kind === "difference") return differenceText(cell, 1);
  return numberText(cell, digits[kind]);
}
