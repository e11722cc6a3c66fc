import { twoProduct } from "../double-double";

const rootOfTwoPi = 2.5066282746310002;

/** Density of the standard normal distribution, with full precision far out, because z² is computed exactly. */
export function normalDensity(z: number): number {
  if (Math.abs(z) > 1e10) return 0;
  const [square, rest] = twoProduct(z, z);
  return (Math.exp(-square / 2) * (1 - rest / 2)) / rootOfTwoPi;
}

/**
 * Upper tail of the standard normal distribution, P(Z > z), to about 15 digits down to 1e-300.
 *
 * The series of Φ near the middle (Abramowitz & Stegun 26.2.11), the continued fraction of Mills' ratio beyond
 * (26.2.14).
 */
export function normalTail(z: number): number {
  if (z !== z) return NaN;
  if (z < -1) return 1 - normalTail(-z);
  if (z <= 1) {
    let term = z;
    let sum = z;
    for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - normalDensity(z) * sum;
  }
  // Mills' ratio 1/(z + 1/(z + 2/(z + 3/(z + …)))) from the far end; the nearer z is to 0, the more steps.
  let fraction = z;
  for (let k = Math.ceil(20 + 400 / (z * z)); k >= 1; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}

/** The z with P(Z > z) = tail, for 0 < tail < 1, by Halley's method. */
export function normalQuantile(tail: number): number {
  if (!(tail > 0 && tail < 1)) return tail === 0 ? Infinity : tail === 1 ? -Infinity : NaN;
  if (tail > 0.5) return -normalQuantile(1 - tail);
  if (tail === 0.5) return 0;
  // Starting value: the leading terms of Abramowitz & Stegun 26.2.23.
  const t = Math.sqrt(-2 * Math.log(tail));
  let z = t - (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t));
  for (let step = 0; step < 20; step++) {
    const value = normalTail(z);
    // The step is relative to the tail's density, so it holds far out as well.
    const newton = (value - tail) / normalDensity(z);
    const move = newton / (1 - (z * newton) / 2);
    z += move;
    if (Math.abs(move) <= 1e-16 * Math.abs(z)) break;
  }
  return z;
}
