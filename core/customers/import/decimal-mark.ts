import { readNumber } from "../cells";
import { fieldTypeOf, isRating } from "../columns";
import type { Meaning } from "./column-draft";
import type { ImportSource, SourceCell } from "./source";
import { decided, type Writing, type Written } from "./written-how";

export const decimalMarks: Writing<"." | ","> = {
  kind: "decimal",
  ways: [".", ","],
  isIn: ({ use, role }) =>
    role === "amount" || role === "refund" || fieldTypeOf(use) === "number" || isRating(use),
  decide: decimalOfNumbers,
  read: (text, mark) => {
    const number = readNumber(text, mark);
    return Number.isNaN(number) ? "" : String(number);
  },
};

/**
 * The likelier decimal mark of a column all of whose numbers are like 1.948. No amount of money always has exactly three
 * decimals: there the mark parts thousands. Other numbers have the mark that the rest of the file suggests.
 */
export function likeliestMark(
  { delimiter }: ImportSource,
  values: readonly (readonly SourceCell[])[],
): (column: Meaning, example: string) => "." | "," {
  const hasCommas = (): boolean =>
    delimiter === ";" ||
    values.some((cells) =>
      cells.some((cell) => typeof cell === "string" && ofCommas.test(cell.slice(0, 60))),
    );
  return ({ role }, example) => {
    if (role === "amount" || role === "refund") return example.normalize("NFKC").includes(".") ? "," : ".";
    return hasCommas() ? "," : ".";
  };
}

/** A date with dots, or a number with one or two decimals after a comma: where they stand, a comma is the mark. */
const ofCommas = /^\s*(?:\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b|-?\d{1,3}(?:\.?\d{3})*,\d{1,2}\s?\D{0,4}$)/;

/** The decimal mark of a column, inferred from the numbers that are valid with only one mark. */
function decimalOfNumbers(texts: Iterable<string>): Written<"." | ","> {
  const found = new Map<"." | ",", string>();
  let ambiguous: string | undefined;
  for (const text of texts) {
    if (text.length > 60) continue;
    const digits = text
      .normalize("NFKC")
      .replace(/[^\d.,]/g, "")
      .replace(/^[.,]+(?=\d+[.,])|[.,]+$/g, "");
    const way = decimalOf(digits);
    // 1.234万 is 12,340: before a unit of ten thousands no mark parts thousands.
    if (way === "open" && /[万萬亿億]/.test(text)) found.set(digits.includes(".") ? "." : ",", text);
    else if (way === "open") ambiguous ??= text;
    else if (way !== undefined) found.set(way, found.get(way) ?? text);
  }
  return decided(found, ambiguous);
}

function decimalOf(digits: string): "." | "," | "open" | undefined {
  const point = digits.lastIndexOf(".");
  const comma = digits.lastIndexOf(",");
  if (point < 0 && comma < 0) return undefined;
  if (point >= 0 && comma >= 0) return point > comma ? "." : ",";
  const mark = point >= 0 ? "." : ",";
  const other = mark === "." ? "," : ".";
  const first = digits.indexOf(mark);
  if (first !== Math.max(point, comma)) return other; // 1.234.567
  if (digits.length - first - 1 !== 3 || first === 0 || first > 3 || digits.startsWith("0")) return mark;
  return "open";
}
