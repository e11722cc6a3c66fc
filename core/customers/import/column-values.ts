import { readYesNo } from "../../yes-no-words";
import type { Field } from "../field";
import { isEmail } from "../email";
import { isBlank, shownText, type SheetRow, type SourceCell } from "./source";
import { statisticRows } from "./statistic-rows";
import { areShares, isTotalRow } from "./total-rows";

/** How many cells of a column are examined to find out what it contains. */
const lookedAt = 1000;

/** The first non-blank values of each column. */
export function columnValues(data: readonly SheetRow[], width: number): SourceCell[][] {
  const values = Array.from({ length: width }, (): SourceCell[] => []);
  const statistics = statisticRows(data, 0);
  for (const [at, row] of data.entries()) {
    // Totals say nothing about the columns.
    if (isTotalRow(row) || areShares(data, at, 0) || statistics.has(at)) continue;
    for (let i = Math.min(width, row.length) - 1; i >= 0; i--) {
      const cell = row[i];
      if (!isBlank(cell) && values[i].length < lookedAt) values[i].push(cell as SourceCell);
    }
  }
  return values;
}

/** The share of values whose text passes a test; `NaN` if there are no values. */
export function shareOf(values: readonly SourceCell[], test: (text: string) => boolean): number {
  return values.filter((cell) => test(shownText(cell).trim())).length / values.length;
}

/** Whether most cells contradict the field: unknown choices, addresses as names, or nothing like one as address. */
export function isMisread(field: Field, values: readonly SourceCell[]): boolean {
  if (field.name === "name") return shareOf(values, isEmail) > 0.5;
  if (field.name === "email") return values.length > 4 && shareOf(values, (text) => text.includes("@")) === 0;
  const isConsent = field.name === "consent";
  if (field.type !== "choice" || (isConsent && values.length <= 4)) return false;
  const known = new Set(
    (field.choices ?? []).flatMap(({ value, label }) =>
      [value, ...Object.values(label)].map((each) => each.toLowerCase()),
    ),
  );
  const isChoice = (text: string): boolean =>
    known.has(text.toLowerCase()) || (isConsent && readYesNo(text) !== undefined);
  return shareOf(values, isChoice) < 0.5;
}
