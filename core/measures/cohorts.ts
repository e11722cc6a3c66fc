import { CrmError } from "../errors";
import { dayOfSerial, twoDigits, unixEpochSerial } from "../numbers/calendar";
import { purchasesInOrder, type CustomerLabel, type DateLabel } from "./purchases-in-order";
import { checkSameLength } from "../numbers/same-length";

export type CohortPeriod = "month" | "quarter" | "week" | "year";
export const cohortPeriods: readonly CohortPeriod[] = ["month", "quarter", "week", "year"];

export interface Cohorts {
  /** Names of the cohorts, oldest first: `1997-01`, `1997-Q1`, `1997-W01` (ISO week), `1997`. */
  readonly cohorts: string[];
  /** Customers in each cohort. */
  readonly sizes: Float64Array;
  /** A row per cohort, all of one length: the share active after 0, 1, 2 … periods; `NaN` beyond the data. */
  readonly shares: Float64Array[];
}

/** Columns of a sheet, minus those for the cohort and its size. */
const mostPeriods = 16_382;
/** More cells than anyone reads; a table of them takes seconds. */
const mostCells = 1_000_000;

/**
 * Retention by cohort of first purchase: the share of each cohort's customers who bought again in the k-th period after
 * it. The data end with the period of the last purchase. Rows with a blank are left out. Amounts play no part, so leave
 * returns out of the range.
 *
 * @param dates Excel serials or ISO texts
 * @throws CrmError `lengthsDiffer`, `cellNotDate`, `purchasesEmpty`, `periodsTooMany`
 *
 * ```ts
 * cohorts(["A", "A", "B"], [45292, 45323, 45292]).shares[0]; // => Float64Array [1, 0.5]
 * ```
 */
export function cohorts(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<DateLabel>,
  period: CohortPeriod = "month",
): Cohorts {
  checkSameLength({ customers, dates });
  const { labels, days, customerOf } = purchasesInOrder(customers, dates);
  const earliest = cohortPeriodOf(days[0], period);
  const latest = cohortPeriodOf(days[days.length - 1], period);
  const width = latest - earliest + 1;
  const firstOf = new Int32Array(labels.length).fill(latest + 1);
  const periods = new Int32Array(days.length);
  const newest = new Set<number>();
  let day = -1;
  let its = earliest;
  for (let k = 0; k < days.length; k++) {
    if (days[k] !== day) {
      day = days[k];
      its = cohortPeriodOf(day, period);
    }
    periods[k] = its;
    const c = customerOf[k];
    if (firstOf[c] > its) {
      firstOf[c] = its;
      newest.add(its);
    }
  }
  checkCohortPeriods(earliest, latest, newest.size, period);
  const lastOf = new Int32Array(labels.length).fill(earliest - 1);
  // Active customers by cohort and period since; a cohort without customers has none.
  const active: (Float64Array | undefined)[] = new Array<undefined>(width);
  for (let k = 0; k < days.length; k++) {
    const c = customerOf[k];
    if (lastOf[c] === periods[k]) continue;
    lastOf[c] = periods[k];
    const cohort = firstOf[c] - earliest;
    const counts = (active[cohort] ??= new Float64Array(width));
    counts[periods[k] - firstOf[c]]++;
  }
  const ordered = active.flatMap((counts, k): [number, Float64Array][] =>
    counts === undefined ? [] : [[earliest + k, counts]],
  );
  return {
    cohorts: ordered.map(([cohort]) => cohortPeriodName(cohort, period)),
    sizes: Float64Array.from(ordered, ([, counts]) => counts[0]),
    shares: ordered.map(([cohort, counts]) =>
      counts.map((count, k) => (cohort + k > latest ? NaN : count / counts[0])),
    ),
  };
}

/** @throws CrmError `periodsTooMany` if a table of cohorts and periods exceeds a sheet, or what anyone reads */
export function checkCohortPeriods(
  earliest: number,
  latest: number,
  cohorts: number,
  period: CohortPeriod,
): void {
  const found = latest - earliest + 1;
  if (found > mostPeriods || found * cohorts > mostCells) {
    const [first, last] = [earliest, latest].map((each) => cohortPeriodName(each, period));
    throw new CrmError("value", "periodsTooMany", { first, last, found, cohorts });
  }
}

/** The number of the period that contains a serial; `cohortPeriodName` gives its name. */
export function cohortPeriodOf(serial: number, period: CohortPeriod): number {
  // Serial 2 is a Monday in Excel's calendar.
  if (period === "week") return Math.floor((serial - 2) / 7);
  // Serials 0 and 60 are days that never existed.
  const day = dayOfSerial(serial === 60 ? 59 : Math.max(1, serial));
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];
  if (period === "year") return year;
  return period === "month" ? year * 12 + month : year * 4 + Math.floor(month / 3);
}

/** The name of a period: `2026`, `2026-Q3`, `2026-07`. */
export function cohortPeriodName(index: number, period: CohortPeriod): string {
  if (period === "year") return String(index);
  if (period === "quarter") return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
  if (period === "month") return `${Math.floor(index / 12)}-${twoDigits((index % 12) + 1)}`;
  // An ISO week belongs to the year of its Thursday.
  const thursday = new Date((index * 7 + 5 - unixEpochSerial) * 86400000);
  const year = thursday.getUTCFullYear();
  const dayOfYear = Math.round((thursday.getTime() - Date.UTC(year, 0, 1)) / 86400000);
  return `${year}-W${twoDigits(Math.floor(dayOfYear / 7) + 1)}`;
}
