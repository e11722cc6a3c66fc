import { serialEnd, unixEpochSerial } from "@crm-functions/core";
import { NotebookError } from "../notebook-error";

/** Days since 1970-01-01 of `YYYY-MM-DD` (any time is ignored), an Excel serial number, or the UTC day of a Date. */
export function dayOf(date: string | number | Date): number {
  const found = date instanceof Date || typeof date === "string" ? String(date) : date;
  const serial = typeof date === "number" ? Math.floor(date) - unixEpochSerial : NaN;
  if (serial >= 60 - unixEpochSerial && serial < serialEnd - unixEpochSerial) return serial;
  const text = date instanceof Date && Number.isFinite(date.getTime()) ? date.toISOString() : String(date);
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(text) ?? [];
  const time = day === undefined ? NaN : Date.parse(`${day}T00:00:00Z`);
  if (!Number.isFinite(time) || isoDay(time / 86_400_000) !== day)
    throw new NotebookError("badDate", { found });
  return time / 86_400_000;
}

/** `YYYY-MM-DD` for a number of days since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
