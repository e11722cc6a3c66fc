import { add, divide, logarithm, multiply, twoSum, type DoubleDouble } from "../double-double";

/**
 * Stirling's remainder: ln Γ(a + 1) − (a + ½) ln a + a − ½ ln 2π, for a > 0.
 * The asymptotic series from 15 on, below by the recurrence δ(a) − δ(a + 1) = (a + ½) ln(1 + 1/a) − 1.
 */
export function stirlingRemainder(a: number): number {
  let shift: DoubleDouble = [0, 0];
  while (a < 15) {
    const ratio = divide(twoSum(a, 1), [a, 0]);
    shift = add(shift, add(multiply(twoSum(a, 0.5), logarithm(ratio)), [-1, 0]));
    a += 1;
  }
  const r = 1 / (a * a);
  const series =
    (1 / 12 -
      r *
        (1 / 360 -
          r *
            (1 / 1260 -
              r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r * (1 / 156 - (r * 3617) / 122400))))))) /
    a;
  return add(shift, [series, 0])[0];
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
  const remainders = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b);
  const [e, low] = add(exponent, [remainders, 0]);
  return Math.exp(e) * (1 + low) * Math.sqrt(((a / (a + b)) * b) / (2 * Math.PI));
}

/** The continued fraction of the incomplete beta (Abramowitz & Stegun 26.5.8), by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-290;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < tiny) d = tiny;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 200000; m++) {
    const m2 = 2 * m;
    const even = (((m * (b - m)) / (a + m2 - 1)) * x) / (a + m2);
    d = 1 + even * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + even / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) / (a + m2)) * ((a + b + m) / (a + m2 + 1)) * x;
    d = 1 + odd * d;
    if (Math.abs(d) < tiny) d = tiny;
    c = 1 + odd / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h;
}

/**
 * The regularised incomplete beta function Iₓ(a, b) and its complement, each to full relative precision.
 *
 * @param x in [0, 1] in doubled precision; `y` is 1 − x, given apart so that neither loses digits
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
  if (x[0] < (a + 1) / (a + b + 2)) {
    const lower = (power * betaFraction(x[0], a, b)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (power * betaFraction(y[0], b, a)) / b;
  return { lower: 1 - upper, upper };
}
