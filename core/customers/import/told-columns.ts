import { CrmError } from "../../errors";
import { keyOf, useOf, useOfHeader } from "../columns";
import { overallOfHeader } from "../feedback-questions";
import { nameParts } from "../customer-fields";
import { headerKey } from "../headers";
import type { ImportAnswers } from "./answers";
import { ownOf, type Meaning, type OwnRole } from "./column-draft";
import { criterionOf, ratingLabel } from "./rating-words";

/**
 * The user's decisions about columns, by position: `map` gives them by header, `columns` by position and wins.
 * @throws CrmError `mapHeaderNotFound`, `mapFieldUnknown`, `fieldMappedTwice`
 */
export function toldColumns(
  headers: readonly string[],
  answers: ImportAnswers,
): ReadonlyMap<number, Meaning> {
  const found = new Map<number, Meaning>();
  const set = (column: number, field: string): void => {
    const told = meaningNamed(field, headers[column] ?? "");
    if (told === undefined) throw new CrmError("value", "mapFieldUnknown", { field });
    const key = told.role ?? keyOf(told.use);
    if (key !== "" && !key.startsWith("own: ")) {
      for (const [other, { use, role }] of found) {
        if (other !== column && (role ?? keyOf(use)) === key)
          throw new CrmError("value", "fieldMappedTwice", { first: other + 1, second: column + 1 });
      }
    }
    found.set(column, told);
  };
  for (const { field, header } of answers.map ?? []) {
    const column = headers.findIndex((each) => headerKey(each) === headerKey(header));
    if (column < 0)
      throw new CrmError("value", "mapHeaderNotFound", { header, nearest: nearest(header, headers) });
    set(column, field);
  }
  for (const [column, field] of Object.entries(answers.columns ?? {})) {
    found.delete(Number(column));
    set(Number(column), field);
  }
  return found;
}

/** The header that shares the most letter pairs with the given one. */
function nearest(said: string, headers: readonly string[]): string {
  const pairs = (text: string): Set<string> =>
    new Set([...headerKey(text)].map((letter, i, all) => letter + (all[i + 1] ?? "")));
  const wanted = pairs(said);
  const likeness = (header: string): number => {
    const its = pairs(header);
    return [...its].filter((pair) => wanted.has(pair)).length / (its.size + wanted.size);
  };
  return [...headers].sort((a, b) => likeness(b) - likeness(a))[0] ?? "";
}

const leftOut = ["", "ignore", "skip", "leaveout", "none"];
const roles: ReadonlyMap<string, OwnRole | undefined> = new Map([
  ["own", undefined],
  ["keep", undefined],
  ["purchasedate", "purchaseDate"],
  ["lastpurchase", "purchaseDate"],
  ["最近购买", "purchaseDate"],
  ["amount", "amount"],
  ["purchaseamount", "amount"],
  ["金额", "amount"],
  ["refund", "refund"],
  ["退款", "refund"],
  ["outcome", "outcome"],
]);

/** What a word for a use means: a field's name or header in either language, `Perceived: Price`, `amount`, `own`. */
function meaningNamed(word: string, header: string): Meaning | undefined {
  const key = headerKey(word);
  if (leftOut.includes(key)) return { use: undefined };
  if (roles.has(key)) return { use: ownOf(header), role: roles.get(key) };
  if (["rating", "ratings", "评分"].includes(key)) {
    return { use: { analysis: "perceived", criterion: ratingLabel(header) ?? criterionOf(header) } };
  }
  const use =
    overallOfHeader(word) ??
    useOf(word, "customer") ??
    useOfHeader(word, "customer") ??
    nameParts.find(({ name }) => headerKey(name) === key);
  return use && { use };
}
