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
