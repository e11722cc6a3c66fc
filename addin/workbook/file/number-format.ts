import { currencyBesideNumber } from "@crm-functions/core";

/** How a number format shows a number: as a date, a date with time, or a time or duration (not a date). */
export type ShownAs = "date" | "dateTime" | "time";

/** Number formats of dates and of dates with time, by the type of a field or the format of a column. */
export const dateFormats: Readonly<Record<string, string | undefined>> = {
  date: "yyyy-mm-dd",
  dateTime: "yyyy-mm-dd hh:mm",
};

/** A function of formats that remembers: a workbook has few, in many cells. */
function remembered<Found>(look: (format: string) => Found): (format: string) => Found {
  const known = new Map<string, Found>();
  return (format) => {
    if (known.has(format)) return known.get(format)!;
    const found = look(format);
    if (known.size < 1000) known.set(format, found);
    return found;
  };
}

const currency = new RegExp(`(?<![a-z](?=[a-z]))${currencyBesideNumber}(?![a-z])`, "i");

/** The currency that a number format shows beside a number: € of `#,##0 "€"`, `[$€-407] 0.00`; undefined if none. */
export const currencyShown = remembered((format) => {
  const [positive] = format.split(";", 1);
  const beside = positive.replace(/\[\$([^\]-]*)[^\]]*\]/g, "$1").replace(/\[[^\]]*\]|[_*]./g, "");
  return currency.exec(beside)?.[0];
});

/**
 * How a number format shows a number; undefined if as a number. Ignores "quotes", [brackets] and escapes: `[Red]#,##0`
 * and `0.0 "days"` show numbers. `[hh]:mm:ss` is a duration.
 */
export const shownAs = remembered(looked);

function looked(format: string): ShownAs | undefined {
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return "time";
  const bare = format
    .replace(/"[^"]*"?|\\.|[_*]./gs, "")
    .split(";", 1)[0]
    .replace(/\[[^\]]*\]/g, "")
    .replace(/am\/pm|a\/p|general/gi, "");
  const hasTime = /[hs]/i.test(bare);
  const hasDay = /[yd]/i.test(bare) || (/m/i.test(bare) && !hasTime);
  return hasDay ? (hasTime ? "dateTime" : "date") : hasTime ? "time" : undefined;
}

/** A whole number as a format of zeros shows it (`000` shows 7 as `007`); undefined for any other format. */
export function paddedBy(format: string, number: number): string | undefined {
  if (!/^0{2,}(?:-0+)*$/.test(format) || !Number.isInteger(number) || number < 0) return undefined;
  const digits = String(number).padStart(format.replaceAll("-", "").length, "0");
  if (!format.includes("-")) return digits;
  let end = digits.length;
  const groups = format
    .split("-")
    .reverse()
    .map((group, i, all) => {
      const part = digits.slice(i === all.length - 1 ? 0 : end - group.length, end);
      end -= group.length;
      return part;
    });
  return groups.reverse().join("-");
}
