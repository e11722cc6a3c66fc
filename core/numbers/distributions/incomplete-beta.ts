import { add, divide, logarithm, multiply, twoSum, type DoubleDouble } from "../double-double";
import { stirlingRemainder } from "../log-gamma";

/** The part of ln B(a, b) that does not depend on x: kept for the few pairs that a table of figures needs. */
const remainders = new Map<number, Map<number, number>>();
const mostKept = 32;

function remaindersOf(a: number, b: number): number {
  let known = remainders.get(a);
  if (known === undefined || known.size >= mostKept) {
    if (remainders.size >= mostKept) remainders.clear();
    known = new Map();
    remainders.set(a, known);
  }
  let value = known.get(b);
  if (value === undefined) {
    value = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b);
    known.set(b, value);
  }
  return value;
}

/**
 * xᵃ yᵇ / B(a, b) for y = 1 − x, both given in doubled precision. Written as in Loader (2000), "Fast and accurate
 * computation of binomial probabilities", so that nothing large cancels; the exponent is held in doubled precision,
 * which keeps 15 digits down to the smallest doubles.
 */
function betaPower(x: DoubleDouble, y: DoubleDouble, a: number, b: number): number {
  const total = twoSum(a, b);
  const exponent = add(
    multiply([a, 0], logarithm(divide(multiply(x, total), [a, 0]))),
    multiply([b, 0], logarithm(divide(multiply(y, total), [b, 0]))),
  );
  const [e, low] = add(exponent, [remaindersOf(a, b), 0]);
  return Math.exp(e) * (1 + low) * Math.sqrt(((a / (a + b)) * b) / (2 * Math.PI));
}

/**
 * The continued fraction of the incomplete beta of DiDonato & Morris (1992), "Algorithm 708", ACM Transactions on
 * Mathematical Software 18, by Lentz's method. λ = a − (a + b)x and y = 1 − x are separate arguments, which keeps
 * digits if x is close to 1 or to the mean.
 */
function betaFraction(x: number, y: number, lambda: number, a: number, b: number): number {
  let value = (a / (a + 1)) * (lambda + 1);
  let c = value;
  let d = 0;
  for (let n = 1; n < 100000; n++) {
    const s = a + 2 * n - 1;
    const w = (n * (b - n) * x) / s;
    const alpha = ((a + n - 1) / s) * (a + b + n - 1) * x * w;
    const beta = n + w + ((a + n) / (s + 2)) * (lambda + 1 + n * (1 + y));
    d = 1 / (beta + alpha * d);
    c = beta + alpha / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return 1 / value;
}

/**
 * Iₓ(a, b) for a ≤ 1 and b·x < 1 by its power series (Abramowitz & Stegun 26.5.4 in the form of DiDonato & Morris'
 * BPSER): the continued fraction would need thousands of steps there, each of which rounds.
 *
 * @param power xᵃ (1 − x)ᵇ / B(a, b)
 */
function betaSeries(x: number, power: number, a: number, b: number): number {
  let product = 1;
  let sum = 0;
  for (let n = 1; n < 1000; n++) {
    product *= ((n - b) / n) * x;
    const term = product / (a + n);
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum) || term === 0) break;
  }
  return (power / a) * Math.exp(-b * Math.log1p(-x)) * (1 + a * sum);
}

/** Up to this b·x, the series keeps its digits. */
const seriesReach = 0.7;

/**
 * The regularised incomplete beta function Iₓ(a, b) and its complement, each to full relative precision.
 *
 * @param x in [0, 1] in doubled precision; `y` is 1 − x, passed separately so that neither loses digits
 */
export function regularizedBeta(
  x: DoubleDouble,
  y: DoubleDouble,
  a: number,
  b: number,
): { lower: number; upper: number } {
  if (x[0] <= 0) return { lower: 0, upper: 1 };
  if (y[0] <= 0) return { lower: 1, upper: 0 };
  const power = betaPower(x, y, a, b);
  if (a <= 1 && b * x[0] < seriesReach && x[0] < seriesReach) {
    const lower = betaSeries(x[0], power, a, b);
    return { lower, upper: 1 - lower };
  }
  if (b <= 1 && a * y[0] < seriesReach && y[0] < seriesReach) {
    const upper = betaSeries(y[0], power, b, a);
    return { lower: 1 - upper, upper };
  }
  const lambda = add(multiply(y, [a, 0]), multiply(x, [-b, 0]))[0];
  if (lambda >= 0) {
    // Rounding may push a probability beyond 1.
    const lower = Math.min(1, power * betaFraction(x[0], y[0], lambda, a, b));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, power * betaFraction(y[0], x[0], -lambda, b, a));
  return { lower: 1 - upper, upper };
}
