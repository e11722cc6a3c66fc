import { valueAt } from "../value-at";
import { messageOf, type Language, type MessageKey, type MessageParameters } from "../../locales/message";

/** Something that cannot be imported: one cell, or because of it the whole row. */
export interface ReadingProblem {
  /** The file's own row number. */
  readonly row: number;
  /** Header of the column; `""` if the problem is not in a single column. */
  readonly column: string;
  readonly kind: "row" | "cell";
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
  /** The text of the cell. */
  readonly found: string;
}

/** A problem as a sentence. */
export function problemText({ key, parameters }: ReadingProblem, language: Language): string {
  return messageOf(key, parameters, language);
}

/** The problems of ids that an earlier row already has, by row. */
export function idsTwice(
  rows: readonly { readonly row: number; readonly customer: { readonly id: string } }[],
): ReadonlyMap<number, ReadingProblem> {
  const firsts = new Map<string, number>();
  const problems = new Map<number, ReadingProblem>();
  for (const {
    row,
    customer: { id },
  } of rows) {
    const firstRow = id === "" ? row : valueAt(firsts, id, () => row);
    if (firstRow !== row)
      problems.set(row, {
        row,
        column: "",
        kind: "row",
        key: "idTwice",
        parameters: { id, firstRow },
        found: id,
      });
  }
  return problems;
}

/** The one problem of all rows of a survey that repeat the id of an earlier row; `row` is the first of them. */
export const idsAgain = (row: number, rows: number): ReadingProblem => ({
  row,
  column: "",
  kind: "row",
  key: "idsAgain",
  parameters: { rows },
  found: "",
});
