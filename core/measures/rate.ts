import { CrmError } from "../errors";

/** numerator / base. @throws CrmError `baseZero`, `argumentNegative` for the base (`argument`); `resultTooLarge` */
export function rateOf(numerator: number, base: number, argument: string): number {
  checkNotNegative({ [argument]: base });
  if (base === 0) throw new CrmError("div0", "baseZero", { argument });
  const rate = numerator / base;
  if (rate - rate !== 0) throw new CrmError("num", "resultTooLarge");
  // A zero has no sign.
  return rate + 0;
}

/** Requires counts and amounts of 0 or more. @throws CrmError `argumentNegative` for the first that is negative */
export function checkNotNegative(amounts: Readonly<Record<string, number>>): void {
  for (const [argument, found] of Object.entries(amounts)) {
    if (found < 0) throw new CrmError("value", "argumentNegative", { argument, found });
  }
}

/** True if a part exceeds the whole by more than the rounding of sums such as .1 + .2. */
export function exceeds(part: number, whole: number): boolean {
  return part > whole * (1 + 1e-12);
}

/**
 * What is left of the revenue at the start, 0 or more.
 *
 * @throws CrmError `argumentNegative`, `baseZero`, `lossBeyondStart`, `resultTooLarge`
 */
export function revenueKept(start: number, contraction: number, churn: number): number {
  checkNotNegative({ start, contraction, churn });
  if (contraction + churn === Infinity) throw new CrmError("num", "resultTooLarge");
  if (start !== 0 && exceeds(contraction + churn, start)) {
    throw new CrmError("value", "lossBeyondStart", { found: contraction + churn, start });
  }
  return Math.max(0, start - contraction - churn);
}
