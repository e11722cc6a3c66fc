import type { PurchaseModel } from "./purchase-model";

/**
 * Expected purchases in a time `t` of a customer who is active at its start and has had `x` repeat purchases in the
 * time `age`: Fader, Hardie, Lee (2005), equation 9 with updated parameters, which is equation 10 without its
 * denominator.
 *
 * With u = 1 − z, z = t / (α + T + t), ε = a − 1, C = a + b + x − 1, Euler's transformation turns
 * uʳ⁺ˣ ₂F₁(r + x, b + x; C; z) into uᵉ ₂F₁(ε, B; C; z), B = a + b − 1 − r: nothing grows with x, and the paper's factor
 * C / ε cancels term by term, so that a = 1 and a + b + x = 1 are no special cases. If the series converges slowly (z
 * near 1) or cancels (large r or a + b), the mean over drop-out probabilities is used instead.
 */
export function expectedPurchases(model: PurchaseModel, t: number, x: number, age: number): number {
  if (t <= 0) return 0;
  const { r, alpha, a, b } = model;
  const z = t / (alpha + age + t);
  const bigB = a + b - 1 - r;
  if (model.method !== "BG/NBD" || z > 0.95 || bigB * z < -8 || a + b > 200)
    return byDropOut(model, t, x, age);
  const logU = -Math.log1p(t / (alpha + age));
  const epsilon = a - 1;
  const c = a + b + x - 1;
  let term = bigB * z;
  let series = term;
  for (let k = 1; k < 10000; k++) {
    term *= (((epsilon + k) * (bigB + k)) / ((c + k) * (k + 1))) * z;
    series += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(series)) break;
  }
  const head = epsilon === 0 ? -logU : -Math.expm1(epsilon * logU) / epsilon;
  return c * head - Math.exp(epsilon * logU) * series;
}

/**
 * The same as a mean over drop-out probabilities, also for the limits of the model. An active customer of rate λ who
 * leaves after a purchase with probability p buys (1 − e^(−λpt)) / p times; λ is gamma(r + x, α + age) or the same for
 * all customers; p is beta(a, b + x), the same for all, or 0 or 1.
 */
function byDropOut(model: PurchaseModel, t: number, x: number, age: number): number {
  const { r, alpha, a, b, rate, dropOut, method } = model;
  /** (1 − E e^(−λpt)) / p; for p = 0, E λt. */
  const until = (p: number): number => {
    if (rate !== undefined) return p === 0 ? rate * t : -Math.expm1(-rate * p * t) / p;
    if (p === 0) return ((r + x) * t) / (alpha + age);
    return -Math.expm1(-(r + x) * Math.log1p((p * t) / (alpha + age))) / p;
  };
  if (method.includes("all or nothing"))
    return x > 0 ? until(0) : dropOut * until(1) + (1 - dropOut) * until(0);
  return a === a ? betaMean(a, b + x, until) : until(dropOut);
}

/** E f(p) for p ~ beta(a, c) and an f that falls from f(0) towards 1/p. To 13 digits: all terms are positive. */
function betaMean(a: number, c: number, f: (p: number) => number): number {
  // Rounded up to even numbers, so that a customer's next time reuses the points of the one before.
  const bend = 2 * Math.ceil(Math.log1p(f(0)) / 2);
  if (latest.a !== a || latest.c !== c || latest.bend !== bend)
    latest = { a, c, bend, ...betaPoints(a, c, bend) };
  const { points, weights } = latest;
  let sum = 0;
  let all = 0;
  for (let k = 0; k < points.length; k++) {
    sum += weights[k] * f(points[k]);
    all += weights[k];
  }
  return sum / all;
}

interface BetaPoints {
  readonly points: number[];
  readonly weights: number[];
}

let latest: { a: number; c: number; bend: number } & BetaPoints = {
  a: NaN,
  c: NaN,
  bend: NaN,
  points: [],
  weights: [],
};

/**
 * The trapezoidal rule in y = ln(p/(1 − p)), with ends that close double-exponentially (Takahasi & Mori 1974,
 * Publications of RIMS 9) beyond the region that matters, where p is about a/(a + c), ½ or 1/f(0) = e^(−bend).
 */
function betaPoints(a: number, c: number, bend: number): BetaPoints {
  const mode = Math.log(a / c);
  const step = Math.min(0.18, 0.36 * Math.sqrt(1 / a + 1 / c));
  const topP = -Math.log1p(c / a);
  const left = 1 + Math.max(0, mode + bend);
  const right = 1 + Math.max(0, -mode);
  const points: number[] = [];
  const weights: number[] = [];
  let all = 0;
  let sum = 0;
  for (const side of [step, -step]) {
    for (let v = side > 0 ? 0 : side; ; v += side) {
      const before = Math.exp(-left - v);
      const after = Math.exp(v - right);
      // Both ends are shifted so that the mode is at v = 0.
      const y = mode + v - before + Math.exp(-left) + after - Math.exp(-right);
      const odds = Math.exp(-Math.abs(y));
      const logP = Math.min(0, y) - Math.log1p(odds);
      const weight = (1 + before + after) * Math.exp(a * (logP - topP) + c * (logP - y - topP + mode));
      const p = y >= 0 ? 1 / (1 + odds) : odds < 1e-300 ? 0 : odds / (1 + odds);
      const part = weight / (p + Math.exp(-bend));
      points.push(p);
      weights.push(weight);
      all += weight;
      sum += part;
      if (!(weight > 1e-18 * all || part > 1e-18 * sum)) break;
    }
  }
  return { points, weights };
}
