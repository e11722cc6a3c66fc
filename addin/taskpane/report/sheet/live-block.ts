import type { Analyses, reportWords } from "@crm-functions/core";
import type { RatingsReference } from "../place-of-ratings";
import type { SheetLines } from "./lines";

/** What a block of formulas is made of. */
export interface LiveBlock {
  readonly lines: SheetLines;
  readonly analyses: Analyses;
  /** Undefined where no formula can name the ratings. */
  readonly reference: RatingsReference | undefined;
  readonly names: ReturnType<typeof reportWords>;
}

/** The names of criteria as an array in a formula. */
export function labelsOf(criteria: readonly string[]): string {
  return `{${criteria.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")}}`;
}

/** Of drivers: their effects, and their shares. By column, how many, number format. */
export const driverFormats: readonly [number, number, string][] = [
  [1, 1, "0.00"],
  [2, 1, "0%"],
];
/** Of all figures of a regression. */
export const modelFormats: readonly [number, number, string][] = [[1, 7, "0.00"]];
