/** What a number format makes of a number: a day, a day with its time, or a time or duration, which is no day. */
export type ShownAs = "date" | "dateTime" | "time";

/** How days, and days with their time, are shown, by the type of a field or the format of a column. */
export const dateFormats: Readonly<Record<string, string | undefined>> = {
  date: "yyyy-mm-dd",
  dateTime: "yyyy-mm-dd hh:mm",
};

const known = new Map<string, ShownAs | undefined>();

/**
 * What a number format shows; undefined where it shows a number. Only what stands outside of "quotes", [brackets] and
 * escapes says so: `[Red]#,##0` and `0.0 "days"` show numbers, `[hh]:mm:ss` a duration.
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

/** A whole number as a format of zeros shows it: `000` makes 7 `007`; undefined for any other format. */
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
