import { logGamma } from "../numbers/log-gamma";
import type { PurchaseModel } from "./purchase-model";

/**
 * Expected purchases in a time `t` of a customer who is active at its start and has had `x` repeat purchases in the
 * time `age`: Fader, Hardie, Lee (2005), equation 9 with the updated parameters, which is equation 10 without its
 * denominator.
 *
 * With u = 1 − z, z = t / (α + T + t), ε = a − 1, C = a + b + x − 1, Euler's transformation turns uʳ⁺ˣ ₂F₁(r + x, b + x; C; z)
 * into uᵉ ₂F₁(ε, B; C; z), B = a + b − 1 − r: nothing grows with x, and the factor C / ε of the paper cancels term by
 * term, so that a = 1 and a + b + x = 1 are no special cases.
 */
export function expectedPurchases(model: PurchaseModel, t: number, x: number, age: number): number {
  if (t <= 0) return 0;
  if (model.method !== "BG/NBD") return purchasesInLimit(model, t, x, age);
  const { r, alpha, a, b } = model;
  const z = t / (alpha + age + t);
  const logU = -Math.log1p(t / (alpha + age));
  const epsilon = a - 1;
  const c = a + b + x - 1;
  const bigB = a + b - 1 - r;
  if (bigB * z < -8) return byPositiveSeries(model, x, z, logU);
  let term = bigB * z;
  let series = term;
  for (let k = 1; k < 100000; k++) {
    term *= (((epsilon + k) * (bigB + k)) / ((c + k) * (k + 1))) * z;
    series += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(series)) break;
  }
  const head = epsilon === 0 ? -logU : -Math.expm1(epsilon * logU) / epsilon;
  return c * head - Math.exp(epsilon * logU) * series;
}

/** The paper's form, all of whose terms are positive: for a large r the other one cancels. */
function byPositiveSeries({ r, a, b }: PurchaseModel, x: number, z: number, logU: number): number {
  // At a = 1 the form is 0/0; next to it the result is the same to eight digits.
  const epsilon = Math.abs(a - 1) < 1e-7 ? 1e-7 : a - 1;
  const c = epsilon + b + x;
  let logScale = (r + x) * logU;
  let term = 1;
  let series = 1;
  for (let k = 0; k < 1000000; k++) {
    term *= (((r + x + k) * (b + x + k)) / ((c + k) * (k + 1))) * z;
    series += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(series)) break;
    if (series > 1e250) {
      series *= 1e-250;
      term *= 1e-250;
      logScale += 250 * Math.LN10;
    }
  }
  return (c / epsilon) * (1 - Math.exp(logScale + Math.log(series)));
}

/**
 * The same in the limits. An active customer of rate λ who leaves after a purchase with probability p buys
 * (1 − e^(−λpt)) / p times; λ is gamma(r + x, α + age) or the same for all, p beta(a, b + x), the same for all, or 0 or 1.
 */
function purchasesInLimit(model: PurchaseModel, t: number, x: number, age: number): number {
  const { r, alpha, a, rate, dropOut, method } = model;
  /** (1 − E e^(−λpt)) / p, which is E λt for p = 0. */
  const until = (p: number): number => {
    if (rate !== undefined) return p === 0 ? rate * t : -Math.expm1(-rate * p * t) / p;
    if (p === 0) return ((r + x) * t) / (alpha + age);
    return -Math.expm1(-(r + x) * Math.log1p((p * t) / (alpha + age))) / p;
  };
  if (method.includes("all or nothing"))
    return x > 0 ? until(0) : dropOut * until(1) + (1 - dropOut) * until(0);
  if (rate === undefined || a !== a) return until(dropOut);
  return purchasesAtOneRate(a, model.b + x, rate * t);
}

/** Beyond this the tail is a power. */
const far = 1e5;

/**
 * E (1 − e^(−zp)) / p where p is beta(a, c): ∫₀ᶻ ₁F₁(a; a + c; −s) ds, by Kummer's transformation and term by term
 * Σ (c)ₖ/(a + c)ₖ P(N > k), N of a Poisson distribution with mean z: nothing cancels.
 */
function purchasesAtOneRate(a: number, c: number, z: number): number {
  const near = Math.min(z, far);
  const sums = sumsAt(a, near);
  let sum = sums.byC.get(c);
  if (sum === undefined) {
    sum = 0;
    let factor = 1;
    for (let k = 0; k < sums.beyond.length; k++) {
      sum += factor * sums.beyond[k];
      factor *= (c + k) / (a + c + k);
    }
    sums.byC.set(c, sum);
  }
  if (z <= far) return sum;
  // ₁F₁(a; a + c; −s) is Γ(a + c)/Γ(c) s⁻ᵃ from there on.
  const power = 1 - a;
  const rest = Math.abs(power) < 1e-9 ? Math.log(z / near) : (z ** power - near ** power) / power;
  return sum + Math.exp(logGamma(a + c) - logGamma(c)) * rest;
}

interface Sums {
  readonly beyond: Float64Array;
  readonly byC: Map<number, number>;
}

/** What a model's horizons need: all its customers have these, and differ in `c` by their purchases alone. */
let kept = { a: NaN, size: 0, byMean: new Map<number, Sums>() };
const mostKept = 3e6;

function sumsAt(a: number, mean: number): Sums {
  if (kept.a !== a || kept.size > mostKept) kept = { a, size: 0, byMean: new Map() };
  let sums = kept.byMean.get(mean);
  if (sums === undefined) {
    sums = { beyond: poissonTails(mean), byC: new Map() };
    kept.byMean.set(mean, sums);
    kept.size += sums.beyond.length;
  }
  return sums;
}

/** P(N > k) for k = 0, 1, … of a Poisson distribution, from the far end on, where it is 0. */
function poissonTails(mean: number): Float64Array {
  const last = Math.ceil(mean + 12 * Math.sqrt(mean) + 40);
  const beyond = new Float64Array(last + 1);
  let tail = 0;
  for (let k = last; k >= 0; k--) {
    beyond[k] = tail;
    tail += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  }
  return beyond;
}
