import { twoProduct } from "../double-double";
import { regularizedBeta } from "./incomplete-beta";
import { shares } from "./student";

/**
 * Upper tail of Fisher's F distribution, P(F > f) with df1 and df2 > 0 degrees of freedom, to 13 digits down to
 * 1e-300.
 */
export function fisherTail(f: number, df1: number, df2: number): number {
  if (f !== f || !(df1 > 0) || !(df2 > 0)) return NaN;
  if (f <= 0) return 1;
  const product = twoProduct(Math.min(f, 1e290 / df1), df1);
  return regularizedBeta(...shares([df2, 0], product), df2 / 2, df1 / 2).lower;
}
