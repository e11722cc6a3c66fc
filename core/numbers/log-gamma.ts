import { add, divide, logarithm, multiply, twoSum, type DoubleDouble } from "./double-double";

/** Coefficients B₂ₖ / (2k (2k − 1)) of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** Stirling's series times x; minus its first derivative times x²; or its second derivative times x³. */
function seriesAt(x: number, derivative: 0 | 1 | 2 = 0): number {
  const inverse = 1 / (x * x);
  let series = 0;
  for (let k = stirling.length - 1; k >= 0; k--) {
    const factor = (derivative > 0 ? 2 * k + 1 : 1) * (derivative > 1 ? 2 * k + 2 : 1);
    series = series * inverse + factor * stirling[k];
  }
  return series;
}

/**
 * Stirling's remainder: ln Γ(a + 1) − (a + ½) ln a + a − ½ ln 2π, for a > 0.
 * The asymptotic series from 15 on; below, the recurrence δ(a) − δ(a + 1) = (a + ½) ln(1 + 1/a) − 1.
 */
export function stirlingRemainder(a: number): number {
  let shift: DoubleDouble = [0, 0];
  while (a < 15) {
    const ratio = divide(twoSum(a, 1), [a, 0]);
    shift = add(shift, add(multiply(twoSum(a, 0.5), logarithm(ratio)), [-1, 0]));
    a += 1;
  }
  return add(shift, [seriesAt(a) / a, 0])[0];
}

/** ln Γ(x) for x > 0: Stirling's series after shifting x beyond 10 (Abramowitz & Stegun 6.1.40). */
export function logGamma(x: number): number {
  let shift = 1;
  let logShift = 0;
  while (x < 10) {
    shift *= x;
    x++;
    if (shift > 1e250 || shift < 1e-250) {
      logShift += Math.log(shift);
      shift = 1;
    }
  }
  return (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + seriesAt(x) / x - Math.log(shift) - logShift;
}

/** ψ(x), the derivative of ln Γ, for x > 0 (Abramowitz & Stegun 6.3.18, term by term from the series above). */
export function digamma(x: number): number {
  let below = 0;
  while (x < 10) below -= 1 / x++;
  return below + Math.log(x) - 0.5 / x - seriesAt(x, 1) / (x * x);
}

/** ψ′(x) for x > 0 (Abramowitz & Stegun 6.4.12). */
export function trigamma(x: number): number {
  let below = 0;
  for (; x < 10; x++) below += 1 / (x * x);
  return below + (1 + (0.5 + seriesAt(x, 2) / x) / x) / x;
}
