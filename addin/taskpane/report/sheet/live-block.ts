import type { Analyses, reportWords } from "@crm-functions/core";
import type { RatingsReference } from "../place-of-ratings";
import type { SheetLines } from "./lines";

/** The input of a block of formulas. */
export interface LiveBlock {
  readonly lines: SheetLines;
  readonly analyses: Analyses;
  /** Undefined if no formula can refer to the ratings. */
  readonly reference: RatingsReference | undefined;
  readonly names: ReturnType<typeof reportWords>;
}

/** The names of criteria as an array constant. */
export function labelsOf(criteria: readonly string[]): string {
  return `{${criteria.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")}}`;
}

/** Number formats of drivers, for effects and shares: first column, number of columns, format. */
export const driverFormats: readonly [number, number, string][] = [
  [1, 1, "0.00"],
  [2, 1, "0%"],
];
/** Number formats of a regression, for all figures. */
export const modelFormats: readonly [number, number, string][] = [[1, 7, "0.00"]];
