import { messageOf, type Language, type MessageKey, type MessageParameters } from "../../locales/message";

/** Something that cannot be imported: one cell, or because of it the whole row. */
export interface ReadingProblem {
  /** As the file numbers its rows. */
  readonly row: number;
  /** Header of the column; `""` where no single one is meant. */
  readonly column: string;
  readonly kind: "row" | "cell";
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
  /** What the cell shows. */
  readonly found: string;
}

/** A problem as a sentence. */
export function problemText({ key, parameters }: ReadingProblem, language: Language): string {
  return messageOf(key, parameters, language);
}

/** A number that an earlier row has. */
export const idTwice = (row: number, id: string, firstRow: number): ReadingProblem => ({
  row,
  column: "",
  kind: "row",
  key: "idTwice",
  parameters: { id, firstRow },
  found: id,
});
