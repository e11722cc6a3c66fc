import type { Finding } from "./document";
import type { Analyses, Mean } from "../analyses";
import { numberText } from "../charts/number-text";
import { foldText, type RatingRange } from "../customers";
import { grouped } from "../customers/grouped";
import type { Language } from "../locales/message";
import { words as english, type Words } from "./words/en-US";
import { words as chinese } from "./words/zh-CN";

/** What all sections need for writing. */
export interface Telling {
  readonly language: Language;
  readonly words: Words;
  readonly analyses: Analyses;
  /** ISO day from which days are counted. */
  readonly asOf: string;
  /** A unique name for the customer in a row. */
  readonly nameOf: (row: number) => string;
}

/** The report's words in a language. */
export function wordsOf(language: Language): Words {
  return language === "zh-CN" ? chinese : english;
}

export function rangeText(words: Words, { minimum, maximum }: RatingRange): string {
  const digits = Number.isInteger(minimum) && Number.isInteger(maximum) ? 0 : 1;
  return words.range(numberText(minimum, digits), numberText(maximum, digits));
}

/** Names of customers; if several share a name, with the company, or else the id. */
export function namesOf({ team: { customers } }: Analyses, words: Words): (row: number) => string {
  const rows = grouped(customers.keys(), (row) => foldText(customers[row].name));
  return (row) => {
    const { name, company, id } = customers[row];
    const same = rows.get(foldText(name))!;
    if (same.length === 1) return name;
    const isTold =
      company !== "" &&
      same.every((other) => other === row || foldText(customers[other].company) !== foldText(company));
    const place = /^row-(\d+)$/.exec(id);
    return words.called(name, isTold ? company : place === null ? id : words.row(place[1]));
  };
}

/** The interval of a mean as a piece of evidence, if there is one. */
export function intervalTold(
  words: Words,
  { lower, upper }: Pick<Mean, "lower" | "upper">,
  text: (bound: number) => string,
): string[] {
  return Number.isFinite(lower) ? [words.between(text(lower), text(upper))] : [];
}

/** How many customers or answers a finding is based on, and how many are left out: `58 answers, 2 left out`. */
export function howMany({ id, n, leftOut }: Finding, words: Words): string {
  const counted = ["calls", "value", "outcome"].includes(id) ? words.customersCount : words.answers;
  return [counted(n), ...(leftOut > 0 ? [words.leftOut(leftOut)] : [])].join(words.comma);
}

export const comparedAnalyses = ["management", "service", "marketing"] as const;
