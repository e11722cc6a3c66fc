import { readNumber } from "../cells";
import { numberIn, type SourceCell } from "./source";

/** The weight in a cell, 0.5 for `50%` as a text or as shown; `NaN` if there is none. */
export function weightIn(cell: SourceCell | undefined, decimal?: "." | ","): number {
  if (typeof cell !== "string") return numberIn(cell) ?? NaN;
  const bare = cell.trim().replace(/%$/, "");
  const number = readNumber(bare, decimal ?? (bare.includes(",") ? "," : "."));
  return bare === cell.trim() ? number : number / 100;
}
