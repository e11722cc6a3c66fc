import { purchasesByCustomer, sortDays, type CustomerLabel } from "./purchases-by-customer";
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

/**
 * Retention by cohort of first purchase: the share of each cohort's customers who bought again in the k-th period after
 * it. The data end with the period of the last purchase. Rows with a blank are left out.
 *
 * @param dates Excel serials
 * @throws CrmError `lengthsDiffer`, `purchasesEmpty`
 *
 * ```ts
 * cohorts(["A", "A", "B"], [45292, 45323, 45292]).shares[0]; // => Float64Array [1, 0.5]
 * ```
 */
export function cohorts(
  customers: ArrayLike<CustomerLabel>,
  dates: ArrayLike<number>,
  period: CohortPeriod = "month",
): Cohorts {
  checkSameLength({ customers, dates });
  const { labels, starts, rows } = purchasesByCustomer(customers, (i) => dates[i] === dates[i]);
  const periods = new Float64Array(rows.length);
  let earliest = Infinity;
  let latest = -Infinity;
  for (let k = 0; k < rows.length; k++) {
    const its = periodOf(dates[rows[k]], period);
    periods[k] = its;
    if (its < earliest) earliest = its;
    if (its > latest) latest = its;
  }
  const width = latest - earliest + 1;
  // By cohort, so that empty ones between cost nothing.
  const active = new Map<number, Float64Array>();
  for (let c = 0; c < labels.length; c++) {
    const own = sortDays(periods.subarray(starts[c], starts[c + 1]));
    let counts = active.get(own[0]);
    if (counts === undefined) active.set(own[0], (counts = new Float64Array(width)));
    for (let k = 0; k < own.length; k++) if (k === 0 || own[k] !== own[k - 1]) counts[own[k] - own[0]]++;
  }
  const ordered = [...active].sort(([one], [other]) => one - other);
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
