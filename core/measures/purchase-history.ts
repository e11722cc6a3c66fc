import { CrmError } from "../errors";
import { checkSameLength } from "./same-length";

/** What the repeat-purchase models know of each customer, in one unit of time. */
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

/** What keeps customer `i` (from 0) out of a purchase model, or undefined: the four rules, and blanks (`NaN`). */
export function explainHistory(history: PurchaseHistory, i: number): CrmError | undefined {
  const row = i + 1;
  const { frequency, recency, age, monetary } = history;
  const x = frequency[i];
  const columns: readonly [string, number][] = [
    ["frequency", x],
    ["recency", recency[i]],
    ["age", age[i]],
    ["monetary", monetary === undefined || x === 0 ? 0 : monetary[i]],
  ];
  for (const [argument, value] of columns) {
    if (value !== value) return new CrmError("na", "rowIncomplete", { argument, row });
  }
  if (!Number.isInteger(x) || x < 0) {
    return new CrmError("value", "frequencyNotWhole", { argument: "frequency", row, found: x });
  }
  if (age[i] < 0) return new CrmError("value", "ageNegative", { argument: "age", row, found: age[i] });
  if (x === 0 && recency[i] !== 0) {
    return new CrmError("value", "recencyWithoutRepeat", { argument: "recency", row, found: recency[i] });
  }
  // Both are quotients of whole days: equal ones may differ in the last digit.
  if (recency[i] < 0 || recency[i] > age[i] * (1 + 1e-12)) {
    return new CrmError("value", "recencyBeyondAge", {
      argument: "recency",
      row,
      found: recency[i],
      age: age[i],
    });
  }
  if (monetary !== undefined && x > 0 && !(monetary[i] > 0)) {
    return new CrmError("value", "monetaryNotPositive", { argument: "monetary", row, found: monetary[i] });
  }
  return undefined;
}

/** Customers (from 0) that a model can learn from. @throws CrmError `lengthsDiffer` */
export function usableCustomers(history: PurchaseHistory): number[] {
  const { frequency, recency, age, monetary } = history;
  checkSameLength(
    monetary === undefined ? { frequency, recency, age } : { frequency, recency, age, monetary },
  );
  const usable: number[] = [];
  for (let i = 0; i < frequency.length; i++) if (explainHistory(history, i) === undefined) usable.push(i);
  return usable;
}

/** Throws the first broken rule; blanks are no reason. */
export function checkHistory(history: PurchaseHistory): void {
  for (let i = 0; i < history.frequency.length; i++) {
    const error = explainHistory(history, i);
    if (error !== undefined && error.code !== "na") throw error;
  }
}

/** The time ahead. @throws CrmError `horizonNegative` */
export function checkedHorizon(horizon: number): number {
  if (horizon >= 0 && horizon < Infinity) return horizon;
  throw new CrmError("value", "horizonNegative", { argument: "horizon", found: horizon });
}
