import { add, divide, twoProduct, type DoubleDouble } from "../double-double";
import { regularizedBeta } from "./incomplete-beta";
import { normalQuantile } from "./normal";

/** P(|T| > t) and P(|T| < t) for t ≥ 0: the incomplete beta of df/(df + t²). */
function twoSides(t: number, df: number): { outside: number; inside: number } {
  if (t > 1e150) {
    // t² would overflow: the leading term of the tail, exact to all digits out here.
    const rest = regularizedBeta(...shares([df, 0], twoProduct(1e150, 1e150)), df / 2, 0.5).lower;
    return { outside: rest * Math.pow(1e150 / t, df), inside: 1 };
  }
  const { lower, upper } = regularizedBeta(...shares([df, 0], twoProduct(t, t)), df / 2, 0.5);
  return { outside: lower, inside: upper };
}

/** a/(a + b) and b/(a + b). */
export function shares(a: DoubleDouble, b: DoubleDouble): [DoubleDouble, DoubleDouble] {
  const total = add(a, b);
  return [divide(a, total), divide(b, total)];
}

/**
 * Two-sided p-value of Student's t: P(|T| > |t|) with `df` > 0 degrees of freedom, to 13 digits down to 1e-300.
 */
export function studentTwoSided(t: number, df: number): number {
  if (t !== t || !(df > 0)) return NaN;
  return twoSides(Math.abs(t), df).outside;
}

/**
 * The t with P(T > t) = tail, for 0 < tail < 1.
 *
 * Secant steps for the logarithm of the tail in the logarithm of t, in which it is nearly straight; close to the
 * median, for the probability between 0 and t instead.
 */
export function studentQuantile(tail: number, df: number): number {
  if (!(tail > 0 && tail < 1) || !(df > 0)) return NaN;
  if (tail > 0.5) return -studentQuantile(1 - tail, df);
  if (tail === 0.5) return 0;
  const middle = tail > 0.25;
  const wanted = middle ? 1 - 2 * tail : 2 * tail;
  const value = (t: number): number => (middle ? twoSides(t, df).inside : twoSides(t, df).outside);
  return solveLogarithmic(value, wanted, Math.max(normalQuantile(tail), 1e-300), middle);
}

/**
 * The x > 0 at which a monotone function takes the wanted value, by secant steps in log x and log value, kept between
 * bounds.
 */
function solveLogarithmic(
  value: (x: number) => number,
  wanted: number,
  start: number,
  increasing: boolean,
): number {
  const target = Math.log(wanted);
  let low = -Infinity;
  let high = Infinity;
  let u = Math.log(start);
  let previous = NaN;
  let previousGap = NaN;
  for (let step = 0; step < 400; step++) {
    const found = value(Math.exp(u));
    // The gap as a ratio, because a difference of two large logarithms would lose digits.
    const ratio = found / wanted;
    const gap = ratio > 0.5 && ratio < 2 ? Math.log1p((found - wanted) / wanted) : Math.log(found) - target;
    if (Math.abs(gap) < 4e-16) break;
    if (gap > 0 === increasing) high = u;
    else low = u;
    const slope = Number.isFinite(previousGap) ? (gap - previousGap) / (u - previous) : increasing ? 1 : -1;
    let next = u - gap / slope;
    if (Math.abs(next - u) < 1e-15 * Math.max(1, Math.abs(u))) break;
    if (!Number.isFinite(next) || next <= low || next >= high) {
      next =
        Number.isFinite(low) && Number.isFinite(high)
          ? (low + high) / 2
          : u + (gap > 0 === increasing ? -2 : 2);
    }
    next = Math.min(Math.max(next, -745), 709);
    if (next === u) break;
    previous = u;
    previousGap = gap;
    u = next;
  }
  // One last step in x itself, because log x has fewer digits than x if |log x| is large.
  const x = Math.exp(u);
  const at = value(x);
  const step = x * 1e-5;
  const slope = (value(x + step) - value(x - step)) / (2 * step);
  const better = x - (at - wanted) / slope;
  return Number.isFinite(better) && Math.abs(better - x) < 1e-10 * x ? better : x;
}
