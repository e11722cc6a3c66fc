import { readDay, type DateOrder } from "../read-day";

/** How dates or numbers of a column are written, as far as its cells tell. */
export interface Written<Way> {
  /** What they decide; undefined where they leave it open. */
  readonly way: Way | undefined;
  /** A cell that decides it, or one that is left open. */
  readonly example: string | undefined;
  /** True where some cell would be read in two ways. */
  readonly open: boolean;
}

const orders: readonly DateOrder[] = ["dmy", "mdy", "ymd"];

/** Which comes first in the dates of a column, by those that only one order makes a date. */
export function orderOfDates(texts: readonly string[]): Written<DateOrder> {
  const found = new Map<DateOrder, string>();
  let ambiguous: string | undefined;
  const short: string[] = [];
  const misfits = new Map<DateOrder, number>(orders.map((order) => [order, 0]));
  for (const text of texts) {
    if (readDay(text) !== "") continue; // dates that say themselves how they are to be read
    const valid = orders.filter((order) => readDay(text, { order }) !== "");
    if (valid.length === 0) continue;
    short.push(text);
    for (const order of orders) if (!valid.includes(order)) misfits.set(order, misfits.get(order)! + 1);
    // Years of two digits come last in nearly all files: they come first where nothing else is a date.
    const likely = valid.length > 1 ? valid.filter((order) => order !== "ymd") : valid;
    if (likely.length === 1) found.set(likely[0], found.get(likely[0]) ?? text);
    else if (likely.length > 1) ambiguous ??= text;
  }
  if (short.length > 1 && misfits.get("ymd") === 0) {
    // 24/07/02 and 99/01/05: only the year can come first. Where the first number hardly changes it may well be a year.
    if (misfits.get("dmy")! > 0 && misfits.get("mdy")! > 0)
      return { way: "ymd", example: short[0], open: false };
    if (mayBeginWithYears(short)) return { way: undefined, example: short[0], open: true };
  }
  for (const text of texts) {
    // 25/03/2024 is a date without being told, and tells of the others.
    const parts = /^\D*(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?\d{4}\b/.exec(text.slice(0, 60));
    if (parts === null) continue;
    if (Number(parts[1]) > 12 && readDay(text) !== "") found.set("dmy", found.get("dmy") ?? text);
    if (Number(parts[2]) > 12 && readDay(text) !== "") found.set("mdy", found.get("mdy") ?? text);
  }
  return decided(found, ambiguous);
}

/** One way that cells ask for decides it; several, or cells that could be read in two ways, leave it open. */
function decided<Way>(found: ReadonlyMap<Way, string>, ambiguous: string | undefined): Written<Way> {
  const [[way, example] = []] = found;
  if (found.size === 1) return { way, example, open: false };
  const open = ambiguous ?? example;
  return { way: undefined, example: open, open: open !== undefined };
}

function mayBeginWithYears(texts: readonly string[]): boolean {
  const parts = texts.map((text) => text.normalize("NFKC").trim().split(/[-/]/));
  const different = (at: number): number => new Set(parts.map((each) => each[at]?.slice(0, 2))).size;
  return parts.every((each) => each.length >= 3) && different(0) < different(2);
}

/** Which mark stands before decimals in a column, by the numbers that only one of them makes a number. */
export function decimalOfNumbers(texts: Iterable<string>): Written<"." | ","> {
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
