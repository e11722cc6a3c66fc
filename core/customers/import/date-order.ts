import { fieldTypeOf } from "../columns";
import { readDay, type DateOrder } from "../read-day";
import { decided, type Writing, type Written } from "./written-how";

export const dateOrders: Writing<DateOrder> = {
  kind: "dates",
  ways: ["dmy", "mdy", "ymd"],
  isIn: ({ use, role }) => role === "purchaseDate" || ["date", "dateTime"].includes(fieldTypeOf(use) ?? ""),
  decide: orderOfDates,
  read: (text, order) => readDay(text, { order }),
};

/** Which comes first in the dates of a column, by those that only one order makes a date. */
function orderOfDates(texts: readonly string[]): Written<DateOrder> {
  const found = new Map<DateOrder, string>();
  let ambiguous: string | undefined;
  const short: string[] = [];
  const misfits = new Map<DateOrder, number>(dateOrders.ways.map((order) => [order, 0]));
  for (const text of texts) {
    if (readDay(text) !== "") continue; // dates that say themselves how they are to be read
    const valid = dateOrders.ways.filter((order) => readDay(text, { order }) !== "");
    if (valid.length === 0) continue;
    short.push(text);
    for (const order of dateOrders.ways)
      if (!valid.includes(order)) misfits.set(order, misfits.get(order)! + 1);
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

function mayBeginWithYears(texts: readonly string[]): boolean {
  const parts = texts.map((text) => text.normalize("NFKC").trim().split(/[-/]/));
  const different = (at: number): number => new Set(parts.map((each) => each[at]?.slice(0, 2))).size;
  return parts.every((each) => each.length >= 3) && different(0) < different(2);
}
