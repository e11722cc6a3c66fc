import { readNumber } from "../cells";
import { fieldTypeOf } from "../columns";
import { decided, type Writing, type Written } from "./written-how";

export const decimalMarks: Writing<"." | ","> = {
  kind: "decimal",
  ways: [".", ","],
  isIn: ({ use, role }) =>
    role === "amount" || fieldTypeOf(use) === "number" || (use !== undefined && "analysis" in use),
  decide: decimalOfNumbers,
  read: (text, mark) => {
    const number = readNumber(text, mark);
    return Number.isNaN(number) ? "" : String(number);
  },
};

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
    if (way === "open") ambiguous ??= text;
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
