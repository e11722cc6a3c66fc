import { CrmError } from "../errors";

/** numerator / base. @throws CrmError `baseZero`, `argumentNegative` about the base, named `argument`; `resultTooLarge` */
export function rateOf(numerator: number, base: number, argument: string): number {
  if (base === 0) throw new CrmError("div0", "baseZero", { argument });
  if (base < 0) throw new CrmError("value", "argumentNegative", { argument, found: base });
  const rate = numerator / base;
  if (rate - rate !== 0) throw new CrmError("num", "resultTooLarge");
  return rate;
}
