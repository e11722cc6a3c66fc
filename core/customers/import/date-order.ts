import { fieldTypeOf } from "../columns";
import { readDay, type DateOrder } from "../read-day";
import type { SourceCell } from "./source";
import { decided, type Writing, type Written } from "./written-how";

export const dateOrders: Writing<DateOrder> = {
  kind: "dates",
  ways: ["dmy", "mdy", "ymd"],
  isIn: ({ use, role }) => role === "purchaseDate" || ["date", "dateTime"].includes(fieldTypeOf(use) ?? ""),
  decide: orderOfDates,
  read: (text, order) => readDay(text, { order }),
};

/** The date order of a column, inferred from the dates that are valid in only one order. */
function orderOfDates(texts: readonly string[]): Written<DateOrder> {
  const found = new Map<DateOrder, string>();
  let ambiguous: string | undefined;
  const short: string[] = [];
  const misfits = new Map<DateOrder, number>(dateOrders.ways.map((order) => [order, 0]));
  for (const text of texts) {
    if (readDay(text) !== "") continue; // dates that are unambiguous by themselves
    const valid = dateOrders.ways.filter((order) => readDay(text, { order }) !== "");
    if (valid.length === 0) continue;
    short.push(text);
    for (const order of dateOrders.ways)
      if (!valid.includes(order)) misfits.set(order, misfits.get(order)! + 1);
    // Two-digit years come last in nearly all files; they come first only if no other order gives a date.
    const likely = valid.length > 1 ? valid.filter((order) => order !== "ymd") : valid;
    if (likely.length === 1) found.set(likely[0], found.get(likely[0]) ?? text);
    else if (likely.length > 1) ambiguous ??= text;
  }
  if (short.length > 1 && misfits.get("ymd") === 0) {
    // 24/07/02 and 99/01/05: only the year can come first. If the first number hardly varies, it may be a year.
    if (misfits.get("dmy")! > 0 && misfits.get("mdy")! > 0)
      return { way: "ymd", example: short[0], open: false };
    if (mayBeginWithYears(short)) return { way: undefined, example: short[0], open: true };
  }
  for (const text of texts) {
    // 25/03/2024 is unambiguous and shows the order of the others.
    const parts = dayAndMonth.exec(text.slice(0, 60));
    if (parts === null) continue;
    if (Number(parts[1]) > 12 && readDay(text) !== "") found.set("dmy", found.get("dmy") ?? text);
    if (Number(parts[2]) > 12 && readDay(text) !== "") found.set("mdy", found.get("mdy") ?? text);
  }
  return decided(found, ambiguous);
}

const dayAndMonth = /^\D*(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?\d{4}\b/;

/**
 * Whether a spreadsheet may have taken days for months: all its dates are on the 12th or before, and all that it left as
 * texts are later, as `25/03/2024` is where the month comes first.
 */
export function mayBeSwapped(cells: readonly SourceCell[]): boolean {
  const days = cells.flatMap((cell) =>
    typeof cell === "object" && cell !== null && "isDate" in cell ? Number(cell.shown.slice(8, 10)) : [],
  );
  const texts = cells.flatMap((cell) =>
    (typeof cell === "string" ? (dayAndMonth.exec(cell) ?? []) : []).slice(1),
  );
  const later = texts.filter((part) => Number(part) > 12).length;
  return (
    Math.min(days.length, later) > 1 &&
    days.length + later > 5 &&
    later * 2 === texts.length &&
    Math.max(...days) < 13
  );
}

function mayBeginWithYears(texts: readonly string[]): boolean {
  const parts = texts.map((text) => text.normalize("NFKC").trim().split(/[-/]/));
  const different = (at: number): number => new Set(parts.map((each) => each[at]?.slice(0, 2))).size;
  return parts.every((each) => each.length >= 3) && different(0) < different(2);
}
