import { twoProduct } from "../double-double";
import { regularizedBeta } from "./incomplete-beta";
import { shares, solveLogarithmic } from "./student";

/** P(F > f) and P(F < f). */
function sides(f: number, df1: number, df2: number): { outside: number; inside: number } {
  const { lower, upper } = regularizedBeta(
    ...shares([df2, 0], twoProduct(Math.min(f, 1e290 / df1), df1)),
    df2 / 2,
    df1 / 2,
  );
  return { outside: lower, inside: upper };
}

/**
 * Upper tail of Fisher's F distribution, P(F > f) with df1 and df2 > 0 degrees of freedom, to 13 digits down to
 * 1e-300.
 */
export function fisherTail(f: number, df1: number, df2: number): number {
  if (f !== f || !(df1 > 0) || !(df2 > 0)) return NaN;
  if (f <= 0) return 1;
  return sides(f, df1, df2).outside;
}

/** The f with P(F > f) = tail, for 0 < tail < 1. */
export function fisherQuantile(tail: number, df1: number, df2: number): number {
  if (!(tail > 0 && tail < 1) || !(df1 > 0) || !(df2 > 0)) return NaN;
  const inner = tail > 0.5;
  const wanted = inner ? 1 - tail : tail;
  return solveLogarithmic(
    (f) => (inner ? sides(f, df1, df2).inside : sides(f, df1, df2).outside),
    wanted,
    1,
    inner,
  );
}
