import { CrmError } from "../errors";
import { purchasesInOrder, type CustomerLabel, type DateLabel } from "./purchases-in-order";
import { checkSameLength } from "./same-length";

export type CohortPeriod = "month" | "quarter" | "week" | "year";
export const cohortPeriods: readonly CohortPeriod[] = ["month", "quarter", "week", "year"];

export interface Cohorts {
  /** Names of the cohorts, oldest first: `1997-01`, `1997-Q1`, `1997-W01` (ISO week), `1997`. */
  readonly cohorts: string[];
  /** Customers in each. */
  readonly sizes: Float64Array;
  /** A row per cohort: the share active after 0, 1, 2 … periods, all of one length; `NaN` where that lies beyond the data. */
  readonly shares: Float64Array[];
}

/** Columns of a sheet, less those of the cohort and its size. */
const mostPeriods = 16_382;

/**
 * Retention by cohort of first purchase: the share of each cohort's customers who bought again in the k-th period after
 * it. The data end with the period of the last purchase. Rows with a blank are left out.
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
  const earliest = periodOf(days[0], period);
  const latest = periodOf(days[days.length - 1], period);
  const width = latest - earliest + 1;
  if (width > mostPeriods) {
    throw new CrmError("value", "periodsTooMany", {
      first: periodName(earliest, period),
      last: periodName(latest, period),
      found: width,
      most: mostPeriods,
    });
  }
  const firstOf = new Int32Array(labels.length).fill(latest + 1);
  const lastOf = new Int32Array(labels.length).fill(earliest - 1);
  // Active customers by cohort and period since; a cohort without customers has none.
  const active: (Float64Array | undefined)[] = new Array<undefined>(width);
  let day = -1;
  let its = earliest;
  for (let k = 0; k < days.length; k++) {
    if (days[k] !== day) {
      day = days[k];
      its = periodOf(day, period);
    }
    const c = customerOf[k];
    if (lastOf[c] === its) continue;
    lastOf[c] = its;
    if (firstOf[c] > its) firstOf[c] = its;
    const cohort = firstOf[c] - earliest;
    const counts = (active[cohort] ??= new Float64Array(width));
    counts[its - firstOf[c]]++;
  }
  const ordered = active.flatMap((counts, k): [number, Float64Array][] =>
    counts === undefined ? [] : [[earliest + k, counts]],
  );
  return {
    cohorts: ordered.map(([cohort]) => periodName(cohort, period)),
    sizes: Float64Array.from(ordered, ([, counts]) => counts[0]),
    shares: ordered.map(([cohort, counts]) =>
      counts.map((count, k) => (cohort + k > latest ? NaN : count / counts[0])),
    ),
  };
}

/** Year and month (from 0) of a serial, by the days since 1 March 0000 (proleptic Gregorian calendar). */
function yearMonthOf(serial: number): [number, number] {
  const day = Math.floor(serial) + (serial < 60 ? 1 : 0) + 693899;
  const era = Math.floor(day / 146097);
  const dayOfEra = day - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (marchMonth + 2) % 12;
  return [yearOfEra + era * 400 + (month < 2 ? 1 : 0), month];
}

function periodOf(serial: number, period: CohortPeriod): number {
  // Serial 2 is a Monday in Excel's calendar.
  if (period === "week") return Math.floor((serial - 2) / 7);
  const [year, month] = yearMonthOf(serial);
  if (period === "year") return year;
  return period === "month" ? year * 12 + month : year * 4 + Math.floor(month / 3);
}

function periodName(index: number, period: CohortPeriod): string {
  if (period === "year") return String(index);
  if (period === "quarter") return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
  if (period === "month") return `${Math.floor(index / 12)}-${twoDigits((index % 12) + 1)}`;
  // An ISO week belongs to the year of its Thursday.
  const thursday = new Date((index * 7 + 5 - 25569) * 86400000);
  const year = thursday.getUTCFullYear();
  const dayOfYear = Math.round((thursday.getTime() - Date.UTC(year, 0, 1)) / 86400000);
  return `${year}-W${twoDigits(Math.floor(dayOfYear / 7) + 1)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
