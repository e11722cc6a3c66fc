import * as core from "@crm-functions/core";
import {
  answer,
  choiceOf,
  errorCell,
  numberOr,
  readDate,
  readNumber,
  toCells,
  type ResultCell,
} from "../../cells";
import { readNumberColumns, readPurchases, readWholeColumns, type NumberColumns } from "../ranges";

/**
 * Length of a cohort's periods.
 * @customenum {string}
 */
export enum COHORTPERIOD {
  /** Calendar months. */
  month = "month",
  /** Calendar quarters. */
  quarter = "quarter",
  /** Weeks from Monday. */
  week = "week",
  /** Calendar years. */
  year = "year",
}

/**
 * What a negative amount is.
 * @customenum {string}
 */
export enum RETURNS {
  /** A return: it lessens Monetary and is no purchase. */
  net = "net",
  /** Left out. */
  ignore = "ignore",
  /** Counted as any purchase. */
  count = "count",
}

/**
 * Unit of time of the repeat-purchase models.
 * @customenum {string}
 */
export enum TIMEUNIT {
  /** Weeks. */
  week = "week",
  /** Days. */
  day = "day",
  /** Months of 30.4375 days. */
  month = "month",
}

/**
 * Recency, frequency and monetary value of each customer with scores 1 to 5 and a segment. Recency is the days since the last purchase. Rows with a blank (n/a, - and the like too) and purchases after as_of are left out.
 * @customfunction RFM
 * @param {any[][]} customers Customer of each purchase.
 * @param {any[][]} dates Date of each purchase. In a workbook that counts from 1904 write IF(dates="","",dates+1462).
 * @param {any[][]} amounts Amount of each purchase.
 * @param {any} as_of Date at which recency is counted; +1462 in a workbook that counts from 1904.
 * @param {number} [bins] Number of scores; 5 unless given.
 * @param {RETURNS} [returns] What a negative amount is: "net" (default) lessens Monetary and is no purchase; "ignore"; "count" as any purchase.
 * @returns {any[][]} Header and a row per customer: recency, frequency, monetary, scores R, F, M, segment.
 */
export function rfm(
  customers: any[][],
  dates: any[][],
  amounts: any[][],
  as_of: any,
  bins?: number,
  returns?: RETURNS,
): any[][] {
  return answer(() => {
    const rows = readPurchases(customers, dates, amounts);
    const end = readDate(as_of, "as_of");
    const scores = numberOr(bins, "bins", 5);
    const negative = choiceOf(returns, core.returnsChoices, "returns", "net");
    const result = core.rfm(rows.customers, rows.dates, rows.amounts, end, scores, negative);
    const { recency, frequency, monetary, r, f, m, segments } = result;
    return toCells([
      ["Customer", "Recency", "Frequency", "Monetary", "R", "F", "M", "Segment"],
      ...result.customers.map((customer, c) => [
        customer,
        recency[c],
        frequency[c],
        monetary[c],
        r[c],
        f[c],
        m[c],
        segments[c],
      ]),
    ]);
  });
}

/**
 * Retention by cohort of first purchase: the share of each cohort that bought again in each later period. Amounts play no part: leave returns out of the range. Rows with a blank (n/a, - and the like too) are left out.
 * @customfunction COHORTS
 * @param {any[][]} customers Customer of each purchase.
 * @param {any[][]} dates Date of each purchase. In a workbook that counts from 1904 write IF(dates="","",dates+1462).
 * @param {COHORTPERIOD} [period] "month" (default), "quarter", "week" or "year".
 * @returns {any[][]} Header and a row per cohort: name, size, share active after 0, 1, 2 … periods.
 */
export function cohorts(customers: any[][], dates: any[][], period?: COHORTPERIOD): any[][] {
  return answer(() => {
    const rows = readPurchases(customers, dates);
    const chosen = choiceOf(period, core.cohortPeriods, "period", "month");
    const result = core.cohorts(rows.customers, rows.dates, chosen);
    const header: ResultCell[] = ["Cohort", "Size", ...Array.from(result.shares[0], (_, k) => k)];
    const lines = result.cohorts.map((cohort, c): ResultCell[] => [
      cohort,
      result.sizes[c],
      ...Array.from(result.shares[c], (share) => (share === share ? share : "")),
    ]);
    return [header, ...lines];
  });
}

/**
 * Purchases as the repeat-purchase models want them. Recency is the time from the first to the last purchase here. Rows with a blank (n/a, - and the like too), returns (negative amounts) and purchases after as_of are left out.
 * @customfunction SUMMARY
 * @param {any[][]} customers Customer of each purchase.
 * @param {any[][]} dates Date of each purchase. In a workbook that counts from 1904 write IF(dates="","",dates+1462).
 * @param {any[][]} amounts Amount of each purchase.
 * @param {any} as_of Date at which observation ends; +1462 in a workbook that counts from 1904.
 * @param {TIMEUNIT} [unit] "week" (default), "day" or "month" (30.4375 days).
 * @returns {any[][]} Header and a row per customer: repeat purchase days, time of the last, time since the first, mean value of repeat purchases.
 */
export function summary(
  customers: any[][],
  dates: any[][],
  amounts: any[][],
  as_of: any,
  unit?: TIMEUNIT,
): any[][] {
  return answer(() => {
    const rows = readPurchases(customers, dates, amounts);
    const end = readDate(as_of, "as_of");
    const chosen = choiceOf(unit, core.timeUnits, "unit", "week");
    const result = core.summary(rows.customers, rows.dates, rows.amounts, end, chosen);
    const { frequency, recency, age, monetary } = result;
    return toCells([
      ["Customer", "Frequency", "Recency", "Age", "Monetary"],
      ...result.customers.map((customer, c) => [customer, frequency[c], recency[c], age[c], monetary[c]]),
    ]);
  });
}

/**
 * BG/NBD model of repeat purchases by maximum likelihood. Customers with a blank (n/a, - and the like too) are left out.
 * @customfunction PURCHASEMODEL
 * @param {any[][]} frequency Number of repeat purchases of each customer (SUMMARY gives it).
 * @param {any[][]} recency Time from the first to the last purchase.
 * @param {any[][]} age Time since the first purchase.
 * @returns {any[][]} Label and value: r, alpha, a, b, drop-out, log-likelihood, customers, method.
 */
export function purchaseModel(frequency: any[][], recency: any[][], age: any[][]): any[][] {
  return answer(() => {
    const { data } = readWholeColumns({ frequency, recency, age });
    const model = core.purchaseModel(data[0], data[1], data[2]);
    return toCells(
      [
        ["r", model.r],
        ["alpha", model.alpha],
        ["a", model.a],
        ["b", model.b],
        ["Drop-out", model.dropOut],
        ["Log-likelihood", model.logLikelihood],
        ["Customers", model.customers],
        ["Method", model.method],
      ],
      () => new core.CrmError("na", "parameterWithoutBound"),
    );
  });
}

/**
 * Expected purchases of each customer in the time ahead, by the BG/NBD model of these customers. A blank (n/a, - and the like too) gives #N/A in its row.
 * @customfunction PURCHASES
 * @param {any[][]} frequency Number of repeat purchases of each customer (SUMMARY gives it).
 * @param {any[][]} recency Time from the first to the last purchase.
 * @param {any[][]} age Time since the first purchase.
 * @param {any} horizon Time ahead, in the same unit.
 * @returns {any[][]} Expected purchases per customer.
 */
export function purchases(frequency: any[][], recency: any[][], age: any[][], horizon: any): any[][] {
  return answer(() => {
    const columns = readNumberColumns({ frequency, recency, age });
    const [x, last, since] = columns.data;
    return byCustomer(columns, core.purchases(x, last, since, readNumber(horizon, "horizon")), "Purchases");
  });
}

/**
 * Probability that each customer is still active, by the BG/NBD model of these customers. A blank (n/a, - and the like too) gives #N/A in its row.
 * @customfunction ALIVE
 * @param {any[][]} frequency Number of repeat purchases of each customer (SUMMARY gives it).
 * @param {any[][]} recency Time from the first to the last purchase.
 * @param {any[][]} age Time since the first purchase.
 * @returns {any[][]} A probability per customer.
 */
export function alive(frequency: any[][], recency: any[][], age: any[][]): any[][] {
  return answer(() => {
    const columns = readNumberColumns({ frequency, recency, age });
    return byCustomer(columns, core.alive(columns.data[0], columns.data[1], columns.data[2]), "Alive");
  });
}

/**
 * Expected value of each customer over the time ahead: BG/NBD purchases × Gamma-Gamma value, discounted. A blank (n/a, - and the like too) gives #N/A in its row.
 * @customfunction LIFETIMEVALUE
 * @param {any[][]} frequency Number of repeat purchases of each customer (SUMMARY gives it).
 * @param {any[][]} recency Time from the first to the last purchase.
 * @param {any[][]} age Time since the first purchase.
 * @param {any[][]} monetary Mean value of repeat purchases; not needed where the frequency is 0.
 * @param {any} horizon Time ahead, in the same unit.
 * @param {number} [discount_rate] Discount rate per unit of time; 0 unless given.
 * @returns {any[][]} A value per customer.
 */
export function lifetimeValue(
  frequency: any[][],
  recency: any[][],
  age: any[][],
  monetary: any[][],
  horizon: any,
  discount_rate?: number,
): any[][] {
  return answer(() => {
    const columns = readNumberColumns({ frequency, recency, age, monetary });
    const [x, last, since, value] = columns.data;
    const options = { discountRate: numberOr(discount_rate, "discount_rate", 0) };
    const ahead = readNumber(horizon, "horizon");
    return byCustomer(columns, core.lifetimeValue(x, last, since, value, ahead, options), "Lifetime value");
  });
}

/**
 * Repeat purchases that the BG/NBD model expects of all customers together, for a plot against actual purchases. Customers with a blank (n/a, - and the like too) are left out.
 * @customfunction PURCHASETRACKING
 * @param {any[][]} frequency Number of repeat purchases of each customer (SUMMARY gives it).
 * @param {any[][]} recency Time from the first to the last purchase.
 * @param {any[][]} age Time since the first purchase.
 * @param {any} horizon Last time of the table, counted from the first purchase of the first customer.
 * @returns {any[][]} Header and a row per unit of time: time, expected cumulative purchases.
 */
export function purchaseTracking(frequency: any[][], recency: any[][], age: any[][], horizon: any): any[][] {
  return answer(() => {
    const { data } = readWholeColumns({ frequency, recency, age });
    core.checkHistory({ frequency: data[0], recency: data[1], age: data[2] });
    const { time, expected } = core.purchaseTracking(
      data[0],
      data[1],
      data[2],
      readNumber(horizon, "horizon"),
    );
    return toCells([
      ["Time", "Expected cumulative purchases"],
      ...Array.from(time, (unit, k) => [unit, expected[k]]),
    ]);
  });
}

/** A result per customer, or the reason why there is none; the label below which they stand where there are headers. */
function byCustomer(columns: NumberColumns, results: Float64Array, label: string): ResultCell[][] {
  const [frequency, recency, age, monetary] = columns.data;
  return columns.shape(
    Array.from(results, (result, i) => {
      const problem = columns.badRows.get(i);
      if (problem !== undefined) return problem;
      if (Number.isFinite(result)) return result;
      const reason = core.explainHistory({ frequency, recency, age, monetary }, i);
      return errorCell(reason ?? new core.CrmError("num", "noSpendMean"));
    }),
    label,
  );
}
