import { WarehouseError } from "./warehouse-error";

/** Days since 1970-01-01 of `YYYY-MM-DD`. */
export function dayOf(date: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (!Number.isFinite(time) || isoDay(time / 86_400_000) !== date)
    throw new WarehouseError("badDate", { found: date });
  return time / 86_400_000;
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
