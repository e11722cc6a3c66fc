import { CrmError } from "../errors";
import { checkSameLength } from "../numbers/same-length";

/** Data of each customer for the repeat-purchase models, in one unit of time. */
export interface PurchaseHistory {
  /** Number of repeat purchases. */
  readonly frequency: ArrayLike<number>;
  /** Time from the first to the last purchase. */
  readonly recency: ArrayLike<number>;
  /** Time since the first purchase. */
  readonly age: ArrayLike<number>;
  /** Mean value of the repeat purchases; only for the spending model. */
  readonly monetary?: ArrayLike<number>;
}

/** Why customer `i` (from 0) is left out of a purchase model (four rules, and blanks, `NaN`); undefined if not. */
export function explainHistory(history: PurchaseHistory, i: number): CrmError | undefined {
  const x = history.frequency[i];
  const recency = history.recency[i];
  const age = history.age[i];
  // Without a repeat purchase there is no mean value.
  const monetary = history.monetary === undefined || x === 0 ? 1 : history.monetary[i];
  const hasTimes = isWithin(recency, age) && age < Infinity && (x > 0 || recency === 0);
  if (Number.isInteger(x) && x >= 0 && hasTimes && monetary > 0 && monetary < Infinity) return undefined;
  return brokenRule({ frequency: x, recency, age, monetary }, i + 1);
}

function brokenRule(customer: Readonly<Record<string, number>>, row: number): CrmError {
  const { frequency, recency, age, monetary } = customer;
  for (const [argument, value] of Object.entries(customer)) {
    if (value !== value) return new CrmError("na", "rowIncomplete", { argument, row });
    if (value === Infinity) return new CrmError("num", "numberTooLarge", { argument, row, column: 1 });
  }
  if (!Number.isInteger(frequency) || frequency < 0) {
    return new CrmError("value", "frequencyNotWhole", { argument: "frequency", row, found: frequency });
  }
  if (age < 0) return new CrmError("value", "ageNegative", { argument: "age", row, found: age });
  if (frequency === 0 && recency !== 0) {
    return new CrmError("value", "recencyWithoutRepeat", { argument: "recency", row, found: recency });
  }
  if (!isWithin(recency, age)) {
    return new CrmError("value", "recencyBeyondAge", { argument: "recency", row, found: recency, age });
  }
  return new CrmError("value", "monetaryNotPositive", { argument: "monetary", row, found: monetary });
}

/** Both times are quotients of whole days, and equal ones may differ in the last digit. */
function isWithin(recency: number, age: number): boolean {
  return recency >= 0 && recency <= age * (1 + 1e-12);
}

/** Customers (from 0) that a model can be fitted to. @throws CrmError `lengthsDiffer` */
export function usableCustomers(history: PurchaseHistory): number[] {
  checkLengths(history);
  const { frequency } = history;
  const usable: number[] = [];
  for (let i = 0; i < frequency.length; i++) if (explainHistory(history, i) === undefined) usable.push(i);
  return usable;
}

function checkLengths({ frequency, recency, age, monetary }: PurchaseHistory): void {
  checkSameLength({ frequency, recency, age, ...(monetary && { monetary }) });
}

/** Throws `lengthsDiffer`, or the first broken rule; blanks are allowed. */
export function checkHistory(history: PurchaseHistory): void {
  checkLengths(history);
  for (let i = 0; i < history.frequency.length; i++) {
    const error = explainHistory(history, i);
    if (error !== undefined && error.code !== "na") throw error;
  }
}

const mostUnits = 10000;

/** @throws CrmError `horizonTooLong` for a horizon of too many units of time, each of which is computed */
export function checkUnits(units: number): void {
  if (units <= mostUnits) return;
  throw new CrmError("value", "horizonTooLong", { argument: "horizon", found: units, most: mostUnits });
}

/** The time ahead. @throws CrmError `horizonNegative` */
export function checkedHorizon(horizon: number): number {
  if (horizon >= 0 && horizon < Infinity) return horizon;
  throw new CrmError("value", "horizonNegative", { argument: "horizon", found: horizon });
}
