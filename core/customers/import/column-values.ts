import { readYesNo } from "../../yes-no-words";
import type { Field } from "../fields";
import { isEmail } from "../validation";
import { isBlank, shownText, type SheetRow, type SourceCell } from "./source";
import { isTotalRow } from "./total-rows";

/** Cells of a column that are looked at to find out what it is. */
const lookedAt = 1000;

/** The values of each column that are not blank, the first of them. */
export function columnValues(data: readonly SheetRow[], width: number): SourceCell[][] {
  const values = Array.from({ length: width }, (): SourceCell[] => []);
  for (const row of data) {
    // Rows that only sum up say nothing about the columns.
    if (isTotalRow(row)) continue;
    for (let i = Math.min(width, row.length) - 1; i >= 0; i--) {
      const cell = row[i];
      if (!isBlank(cell) && values[i].length < lookedAt) values[i].push(cell as SourceCell);
    }
  }
  return values;
}

/** The share of the values whose texts pass a test; `NaN` where there are none. */
export function shareOf(values: readonly SourceCell[], test: (text: string) => boolean): number {
  return values.filter((cell) => test(shownText(cell).trim())).length / values.length;
}

/** A field of choices, and a name, in a column where most cells are anything but that. */
export function isMisread(field: Field, values: readonly SourceCell[]): boolean {
  if (field.name === "name") return shareOf(values, isEmail) > 0.5;
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
