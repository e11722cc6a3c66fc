/** Days are ISO texts (`2026-01-31`), minutes `2026-01-31T14:05`; local, without a time zone. */

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const minuteForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;
const millisecondsPerDay = 86_400_000;
/** Serial of 1970-01-01 in the 1900 date system. */
export const unixEpochSerial = 25_569;
/** The serial after 9999-12-31, the last day that spreadsheets support. */
export const serialEnd = 2_958_466;

/** True for a day that exists, from 1900-01-01 to 9999-12-31. */
export function isDay(text: string): boolean {
  const parts = dayForm.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** True for a day, or a minute of one. */
export function isDayOrMinute(text: string): boolean {
  const parts = minuteForm.exec(text);
  return isDay(parts === null ? text : parts[1]);
}

/** The day of a day or minute. */
export function dayOf(when: string): string {
  return when.slice(0, 10);
}

/**
 * The serial number (1900 system) of a day or minute; `NaN` if it is neither.
 *
 * Spreadsheets count a 29 February 1900, which never existed, so the serials of days before 1 March 1900 are one less
 * than the count of days would give.
 */
export function serialOf(when: string): number {
  if (!isDayOrMinute(when)) return NaN;
  const whole = Date.parse(`${dayOf(when)}T00:00:00Z`) / millisecondsPerDay + unixEpochSerial;
  const serial = whole < 61 ? whole - 1 : whole;
  return when.length > 10
    ? serial + (Number(when.slice(11, 13)) * 60 + Number(when.slice(14))) / 1440
    : serial;
}

const isoText =
  /^(\d{4}-\d{2}-\d{2})(?:(?:T| +)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?$/i;

/** The serial of the day in an ISO text, with or without a time (`2026-01-31 14:05`); `NaN` if it is none. */
export function serialOfIsoText(text: string): number {
  const parts = isoText.exec(text.trim());
  return parts === null ? NaN : serialOf(parts[1]);
}

/** The day of a serial number; `""` if spreadsheets do not show it as a date. */
export function dayOfSerial(serial: number): string {
  const whole = Math.floor(serial);
  if (!(whole >= 1 && whole < serialEnd) || whole === 60) return "";
  const days = (whole < 60 ? whole + 1 : whole) - unixEpochSerial;
  return new Date(days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The day of a moment by this machine's clock. */
export function localDayOf(moment: Date): string {
  return new Date(+moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The minute of a serial number (to the nearest), or the day alone if the time is midnight. */
export function minuteOfSerial(serial: number): string {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440);
  if (minutes === 1440) return dayOfSerial(Math.floor(serial) + 1);
  const day = dayOfSerial(serial);
  if (day === "" || minutes === 0) return day;
  return `${day}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** A number of a month, day, hour or minute with two digits. */
export function twoDigits(number: number | string): string {
  return String(number).padStart(2, "0");
}
