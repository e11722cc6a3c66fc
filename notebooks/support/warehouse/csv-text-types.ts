import { duckdbText } from "./duckdb-dialect";
import { noType } from "./dialect";

/** The decimal separator. */
export type Decimals = "." | ",";

/** The type that can hold the values of both types. */
export function united(one: string, other: string): string {
  if (one === other || other === noType) return one;
  if (one === noType) return other;
  return [one, other].every((type) => ["BIGINT", "DOUBLE"].includes(type)) ? "DOUBLE" : "VARCHAR";
}

/**
 * Spellings of a missing value in R, pandas, SQL, Excel and MySQL. They are blank in columns of numbers, dates or
 * logical values; in a text column, NA may be Namibia.
 */
const missing = ["na", "null", "#n/a", "#na", "<na>", "\\N"];
const isMissing = (text: string): string =>
  `lower(trim(${text})) IN (${missing.map((word) => duckdbText(word.toLowerCase())).join(", ")})`;

/** The types that texts can hold, one bit each; the last bit, without a type, means none of these. */
const textTypes = ["BIGINT", "DOUBLE", "DATE", "VARCHAR", "BOOLEAN", "DOUBLE", "DOUBLE", noType];
export const [integers, fractions, days, times, truths, grouped, maybeGrouped, blanksInWords, noneOfThem] =
  Array.from({ length: textTypes.length + 1 }, (_, bit) => 2 ** bit);

/** Whether some values are spelt in a way that DuckDB reads as text. */
export const isWritten = (held: number): boolean =>
  held < noneOfThem && (held & (grouped | maybeGrouped | blanksInWords)) > 0;

/** 1,234 counts as grouped digits if the user has specified the decimal separator or another cell shows it. */
export const decided = (held: number, isSaid: boolean): number =>
  (held & maybeGrouped) > 0 && !isSaid && (held & (grouped | fractions)) === 0 ? held | noneOfThem : held;

/** Digits in groups of three: 1,234, or, unambiguously, 1,234,567 and 1,234.5; `,` and `.` according to `decimals`. */
const groupedDigits = (decimals: Decimals, isSure: boolean): string => {
  const [group, point] = decimals === "." ? [",", "[.]"] : ["[.]", ","];
  const one = `[+-]?[0-9]{1,3}${group}[0-9]{3}`;
  return duckdbText(isSure ? `${one}((${group}[0-9]{3})+(${point}[0-9]+)?|${point}[0-9]+)` : one);
};
const groupSign = (decimals: Decimals): string => duckdbText(decimals === "." ? "," : ".");

/** SQL for the types of a column's texts, as bits; a day with a time is text, as is a phone number with its `+`. */
export function typesHeld(text: string, decimals: Decimals, type: string | undefined): string {
  const number = decimals === "." ? text : `replace(${text}, ',', '.')`;
  const double = `TRY_CAST(${number} AS DOUBLE)`;
  const matches = (pattern: string) => `regexp_full_match(trim(${text}), ${pattern})`;
  const isNumber = `${decimals === "." ? "" : `NOT contains(${text}, '.') AND `}${double} IS NOT NULL`;
  return (
    `bit_or(CASE WHEN ${text} IS NULL THEN 0 ` +
    (type === undefined ? `WHEN ${matches("'[+][0-9]{7,}'")} THEN ${noneOfThem} ` : "") +
    `WHEN ${isNumber} THEN ${type === "DOUBLE" ? fractions : `CASE WHEN TRY_CAST(${number} AS BIGINT) = ${double} THEN ${integers} ELSE ${fractions} END`} ` +
    `WHEN TRY_CAST(${text} AS DATE) IS NOT NULL THEN CASE WHEN length(trim(${text})) = 10 THEN ${days} ELSE ${times} END ` +
    `WHEN lower(trim(${text})) IN ('true', 'false') THEN ${truths} ` +
    `WHEN ${isMissing(text)} THEN ${blanksInWords} ` +
    `WHEN ${matches(groupedDigits(decimals, true))} THEN ${grouped} ` +
    `WHEN ${matches(groupedDigits(decimals, false))} THEN ${maybeGrouped} ELSE ${noneOfThem} END)`
  );
}

/** A day kept as text, with a time or in another format; NULL for a missing-value word. */
export const dayText = (text: string): string =>
  `CASE WHEN length(${text}) > 8 THEN ${text} WHEN ${isMissing(text)} THEN NULL ELSE ${text} END`;

/** A number, day or logical value as text that DuckDB can cast: NULL for a missing-value word, no digit separators. */
export function plainText(text: string, decimals: Decimals): string {
  const digits = `replace(${text}, ${groupSign(decimals)}, '')`;
  const value = [true, false].reduce(
    (otherwise, isSure) =>
      `CASE WHEN regexp_full_match(trim(${text}), ${groupedDigits(decimals, isSure)}) THEN ${digits} ELSE ${otherwise} END`,
    text,
  );
  return `CASE WHEN ${isMissing(text)} THEN NULL ELSE ${decimals === "." ? value : `replace(${value}, ',', '.')`} END`;
}

/**
 * The type of a whole column whose first rows have `type`. Numbers and dates keep their type even if a text occurs
 * among them: the query that reads the text reports its line.
 */
export function wholeType(type: string, held: number): string {
  if (held >= noneOfThem) return ["BIGINT", "DOUBLE", "DATE"].includes(type) ? type : "VARCHAR";
  return textTypes.filter((_, bit) => (held >> bit) % 2 === 1).reduce(united, noType);
}
