import { standsForNone } from "../../blank";
import { answerKey, type AnswerScale } from "../answer-scales";
import type { CellReading } from "../cells";
import { isRating, keyOf, type ColumnUse } from "../columns";
import type { DateOrder } from "../read-day";
import { shortened } from "../shortened";
import type { Draft, OwnRole, Role } from "./column-draft";
import type { ImportQuestion } from "./question";
import { textsShown } from "./source";

/** A column of the file and its interpretation. */
export interface ProposedColumn {
  /** Position in the sheet, from 0. */
  readonly column: number;
  readonly header: string;
  /** Undefined if the column is left out. */
  readonly use: ColumnUse;
  readonly role?: OwnRole;
  /** The use as one word: `phone`, `perceived: Price`, `purchaseDate`, `own: Town`; `""` if left out. */
  readonly field: string;
  /** Up to three distinct values as shown; for verbal answers all of them with their numbers: `Good = 3`. */
  readonly samples: readonly string[];
  readonly reading: Pick<CellReading, "dates" | "decimal" | "answers">;
}

/** The columns that are present, each with how to read its cells. */
export function proposedColumns(
  roles: readonly Role[],
  present: readonly boolean[],
  values: Draft["values"],
  scales: Draft["scales"],
  dates: Readonly<Record<number, DateOrder | undefined>>,
  decimals: Readonly<Record<number, "." | "," | undefined>>,
): ProposedColumn[] {
  return roles.flatMap(({ use, role, header }, column) => {
    if (!present[column]) return [];
    const answers = isRating(use) ? scales[column]?.numbers : undefined;
    const texts = new Set(textsShown(values[column]).map((text) => shortened(text, 40)));
    return {
      column,
      header,
      use,
      role,
      field: role === undefined || role === "outcome" ? keyOf(use) : role,
      samples:
        answers === undefined || scales[column]?.isPlain ? [...texts].slice(0, 3) : told(texts, answers),
      // Omits unknown entries: readings are merged for every cell, and two more properties make that slow.
      reading: {
        ...(dates[column] && { dates: dates[column] }),
        ...(decimals[column] && { decimal: decimals[column] }),
        ...(answers && { answers }),
      },
    };
  });
}

/** Answers with their numbers, the lowest first; those that mean "no answer" come last. A text that is no answer is not told. */
function told(texts: Iterable<string>, answers: AnswerScale["numbers"]): string[] {
  const numbers = [...texts]
    .filter((text) => answers.has(answerKey(text)) || standsForNone(text))
    .map((text) => ({ text, number: answers.get(answerKey(text)) ?? Infinity }));
  return numbers
    .sort((a, b) => a.number - b.number)
    .map(({ text, number }) => `${text} = ${Number.isFinite(number) ? number : "–"}`);
}

/**
 * Asks which column contains the names if none does; columns with the most distinct name-like texts come first. The option
 * names the first only if it may be one of names: categories are not.
 */
export function nameQuestion(columns: readonly ProposedColumn[], values: Draft["values"]): ImportQuestion {
  const isName = (text: string): boolean => /^\p{L}[^\d@_]{0,40}$/u.test(text);
  const names = ({ column }: ProposedColumn): number =>
    new Set(textsShown(values[column]).filter(isName)).size;
  const likely = columns
    .filter(({ use }) => use !== undefined && (!("name" in use) || use.type === "text"))
    .sort((a, b) => names(b) - names(a));
  const named = likely.slice(0, 1).find((each) => 2 * names(each) > values[each.column].length);
  return {
    kind: "name",
    choices: likely
      .slice(0, 12)
      .map(({ header, samples }) => ({ value: header, preview: samples.join(" · ") })),
    option: `--map "Name=${named?.header ?? "…"}"`,
  };
}
