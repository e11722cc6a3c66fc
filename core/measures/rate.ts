import { CrmError } from "../errors";

/** numerator / base. @throws CrmError `baseZero`, `argumentNegative` about the base, named `argument` */
export function rateOf(numerator: number, base: number, argument: string): number {
  if (base === 0) throw new CrmError("div0", "baseZero", { argument });
  if (base < 0) throw new CrmError("value", "argumentNegative", { argument, found: base });
  return numerator / base;
}
