/** How a number format shows a number: as a date, a date with time, or a time or duration (not a date). */
export type ShownAs = "date" | "dateTime" | "time";

/** Number formats of dates and of dates with time, by the type of a field or the format of a column. */
export const dateFormats: Readonly<Record<string, string | undefined>> = {
  date: "yyyy-mm-dd",
  dateTime: "yyyy-mm-dd hh:mm",
};

const known = new Map<string, ShownAs | undefined>();

/**
 * How a number format shows a number; undefined if as a number. Ignores "quotes", [brackets] and escapes: `[Red]#,##0`
 * and `0.0 "days"` show numbers. `[hh]:mm:ss` is a duration.
 */
export function shownAs(format: string): ShownAs | undefined {
  if (known.has(format)) return known.get(format);
  const found = looked(format);
  if (known.size < 1000) known.set(format, found);
  return found;
}

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
