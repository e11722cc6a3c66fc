import { dayOfSerial, isDay, isDayOrMinute, twoDigits } from "../numbers/calendar";

/** What comes first in a numeric date: day, month or year. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** Months in English, German, French, Spanish, Italian, Portuguese and Dutch; a unique prefix suffices. `maerz` is März without the umlaut. */
const months: readonly (readonly string[])[] = [
  "january januar janvier enero gennaio janeiro januari",
  "february februar février fevrier febrero febbraio fevereiro februari",
  "march märz maerz mrz mars marzo março marco maart",
  "april avril abril aprile",
  "may mai mayo maggio maio mei",
  "june juni juin junio giugno junho",
  "july juli juillet julio luglio julho",
  "august août aout agosto augustus",
  "september septembre septiembre settembre setembro",
  "october oktober octobre octubre ottobre outubro",
  "november novembre noviembre novembro",
  "december dezember décembre decembre diciembre dicembre dezembro",
].map((names) => names.split(" "));
/** Day of the week before a date, or after a Chinese one. */
const weekday =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)[.,]{0,2} (?=\S)|[ (]{0,2}(?:星期|周|週)[一二三四五六日天]\)?$/;

/** Longer texts cannot be dates and are not examined. */
const longest = 60;

/** A time after a date: hour, minute, am/pm; seconds, UTC offset and the name of the time zone are ignored. */
const timeForm =
  /^(上午|下午)?(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)? ?(am|pm|a\.m\.|p\.m\.)? ?(?:uhr|z|utc|gmt)? ?(?:[+-]\d{2}(?::?\d{2})?)? ?(?:utc|gmt|[a-z]{3,4}|\([a-z ]{3,40}\)|\[[a-z/_]{3,40}\])?$/;

/**
 * Parses a day as people write it, returning ISO: `2026-1-31`, `2026/01/31`, `20260131`, `2026年1月31日`, `31-Jan-26`,
 * `January 31, 2026`, `31. Januar 2026`, and depending on `order` `31.01.2026`, `01/31/26` or `26/01/31`. `""` if it is
 * not a date, or is ambiguous and no order is given. With `withTime`, a following time is kept as written: UTC offsets
 * do not shift it. Two-digit years are 2000 to 2029 and 1930 to 1999, as in spreadsheets.
 */
export function readDay(
  text: string,
  options: { readonly order?: DateOrder; readonly withTime?: boolean } = {},
): string {
  if (text.length > longest) return "";
  const plain = text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase().replace(weekday, "");
  const at = timeStart(plain);
  const day = readDayOnly(
    plain
      .slice(0, at)
      .replace(/[t, ]+$/, "")
      .replace(weekday, ""),
    options.order,
  );
  if (day === "" || at === plain.length) return day;
  const minute = readTime(plain.slice(at));
  if (minute === "") return "";
  return options.withTime === true ? `${day}T${minute}` : day;
}

/** A day in a column of days: written, or a spreadsheet's serial number, from 1954 to 2119. */
export function readDayOrSerial(cell: string | number, order?: DateOrder): string {
  const text = String(cell).trim();
  return readDay(text, { order }) || (/^[2-7]\d{4}(?:\.\d+)?$/.test(text) ? dayOfSerial(Number(text)) : "");
}

/** Whether a text is one day if the day comes first and another if the month does. */
export function isAmbiguousDay(text: string): boolean {
  const [day, month] = [readDay(text, { order: "dmy" }), readDay(text, { order: "mdy" })];
  return day !== "" && month !== "" && day !== month && readDay(text) === "";
}

/** Position of the time; the end of the text if there is none. */
function timeStart(text: string): number {
  const colon = text.indexOf(":");
  if (colon < 0) return text.length;
  let at = colon;
  while (at > 0 && /\d/.test(text[at - 1])) at--;
  return /(?:上午|下午)$/.test(text.slice(0, at).trimEnd()) ? text.slice(0, at).trimEnd().length - 2 : at;
}

function readTime(text: string): string {
  const parts = timeForm.exec(text.replace(/^(上午|下午) /, "$1"));
  if (parts === null) return "";
  const half = parts[1] ?? parts[4];
  let hour = Number(parts[2]);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return "";
    hour = (hour % 12) + (half === "下午" || half.startsWith("p") ? 12 : 0);
  }
  const minute = `${twoDigits(hour)}:${parts[3]}`;
  return isDayOrMinute(`2000-01-01T${minute}`) ? minute : "";
}

function readDayOnly(text: string, order: DateOrder | undefined): string {
  const yearFirst =
    /^(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]$/.exec(text);
  if (yearFirst !== null) return dayFrom(yearFirst[1], yearFirst[2], yearFirst[3]);
  const named =
    swapped(
      /^(\d{1,2})(?:st|nd|rd|th|er)?(?: (?:of|de))?[. /-]{0,2}([a-zäçéû]{3,10})[. ,/-]{0,2}(?:de )?(\d{4}|\d{2})$/.exec(
        text,
      ),
    ) ?? /^([a-zäçéû]{3,10})[. -]{0,2}(\d{1,2})(?:st|nd|rd|th)?[, -]{1,2}(\d{4}|\d{2})$/.exec(text);
  if (named !== null) return dayFrom(named[3], monthOf(named[1]), named[2]);
  const [, first, second, third] = /^(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{4}|\d{2})$/.exec(text) ?? [];
  if (first === undefined) return "";
  if (order === "ymd") return third.length === 2 ? dayFrom(twoDigits(first), second, third) : "";
  if (order === "dmy") return dayFrom(third, second, first);
  if (order === "mdy") return dayFrom(third, first, second);
  // Without an order, only unambiguous dates: 31/01/2026, but neither 01/02/2026 nor 31/01/26.
  if (third.length === 2) return "";
  if (Number(first) > 12) return dayFrom(third, second, first);
  return Number(second) > 12 || Number(first) === Number(second) ? dayFrom(third, first, second) : "";
}

function swapped(parts: RegExpExecArray | null): readonly string[] | null {
  return parts && [parts[0], parts[2], parts[1], parts[3]];
}

/** A month's number by its name or prefix: `jan`, `janu`, `january`; `""` if no month or several match. */
function monthOf(name: string): string {
  const meant = months.flatMap((names, i) => (names.some((each) => each.startsWith(name)) ? [i + 1] : []));
  return meant.length === 1 ? String(meant[0]) : "";
}

function dayFrom(year: string, month: string, day: string): string {
  const whole = year.length === 4 ? year : Number(year) < 30 ? `20${year}` : `19${year}`;
  const iso = `${whole}-${twoDigits(month)}-${twoDigits(day)}`;
  return isDay(iso) ? iso : "";
}
