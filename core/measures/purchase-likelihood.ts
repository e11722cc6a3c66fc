import { risingOrder } from "../numbers/rising-order";
import type { Objective } from "./maximise";

/** Distinct histories of customers with counts, by rising frequency: a large base has few distinct ones. */
export interface DistinctHistories {
  readonly x: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
}

/**
 * Σ ln L over the customers with its derivatives at a point (ln λ, v, μ, s), whose bounds are the limits of the model:
 *
 * - ln λ, the mean purchase rate r / α;
 * - v = ln(1 + ψ), with ψ = 1 / r the spread of the rates: at 0, all customers have one rate;
 * - μ = a / (a + b), the share that drops out after the first repeat purchase;
 * - s = κ / (1 + κ), κ = a + b: at 1, all have one drop-out probability; at 0, whoever stays once stays forever.
 *
 * Of those still active, c = μ s / (s + (i − 1)(1 − s)) drop out after the i-th repeat purchase, so the likelihood of a
 * customer (Fader, Hardie, Lee 2005, equation 6) is (1 − c₁) … (1 − cₓ₋₁) ((1 − cₓ) G(T) + cₓ G(t)), with
 * G(t) = λˣ (1 + ψ) (1 + 2ψ) … (1 + (x − 1) ψ) / (1 + λψt)^(x + 1/ψ).
 */
export function purchaseLikelihood(histories: DistinctHistories): Objective {
  const { x, count } = histories;
  const steps = stepsOf(histories);
  const { times, at } = distinctTimes([histories.recency, histories.age]);
  const [recency, age] = at;
  const table = Array.from({ length: 5 }, () => new Float64Array(times.length));
  const [logs, powers, shifts, slopes, bends] = table;
  return (point) => {
    const [logRate, v, mu, s] = point;
    const rate = Math.exp(logRate);
    const psi = Math.expm1(v);
    fillTable(times, rate, psi, table);
    /** Σ ln L and its derivatives, named by a letter each: l for ln λ, p for ψ, m for μ, and s. */
    let [sum, l, p, m, d, ll, lp, lm, ls, pp, pm, ps, mm, ms, ss] = new Float64Array(15);
    for (let j = 0; j < steps.length; j += 3) {
      const k = steps[j];
      const bought = k / (1 + k * psi);
      sum += steps[j + 1] * Math.log1p(k * psi);
      p += steps[j + 1] * bought;
      pp -= steps[j + 1] * bought * bought;
      const stayed = steps[j + 2];
      if (stayed === 0) continue;
      const { share, slope, bend } = shareAt(k, s);
      const stay = 1 - mu * share;
      sum += stayed * Math.log(stay);
      m -= (stayed * share) / stay;
      d -= (stayed * mu * slope) / stay;
      mm -= stayed * (share / stay) ** 2;
      ms -= (stayed * slope) / stay ** 2;
      ss -= stayed * ((mu * bend) / stay + ((mu * slope) / stay) ** 2);
    }
    for (let i = 0; i < x.length;) {
      const xi = x[i];
      const { share, slope, bend } = shareAt(Math.max(0, xi - 1), s);
      const c = mu * share;
      let [k, kk, kl, kp] = [0, 0, 0, 0];
      for (; i < x.length && x[i] === xi; i++) {
        const n = count[i];
        // Customers who may still be active contribute G(T); without a repeat purchase, that is all of them.
        const T = age[i];
        const h = shifts[T];
        const lT = -(xi * psi + 1) * h;
        const pT = -(xi * h + slopes[T]);
        const logT = -(xi * logs[T] + powers[T]);
        let active = n;
        if (xi === 0) sum += n * logT;
        else {
          const t = recency[i];
          const ht = shifts[t];
          const lGap = -(xi * psi + 1) * ht - lT;
          const pGap = -(xi * ht + slopes[t]) - pT;
          const logt = -(xi * logs[t] + powers[t]);
          // G(T) / G(t), and the mixture of both over G(t)
          const e = Math.exp(Math.min(0, logT - logt));
          const mixture = e + c * (1 - e);
          const left = c / mixture;
          const change = (1 - e) / mixture;
          const cross = (n * e) / (mixture * mixture);
          const spread = n * left * (1 - left);
          active = n * (1 - left);
          sum += n * (xi * logRate + logt + Math.log(mixture));
          l += n * (xi + left * (lT + lGap));
          p += n * left * (pT + pGap);
          ll += spread * lGap * lGap - n * left * (xi * psi + 1) * ht * (1 - psi * ht);
          lp += spread * lGap * pGap + n * left * ht * (ht - xi * (1 - psi * ht));
          pp += spread * pGap * pGap + n * left * (xi * ht * ht - bends[t]);
          k += n * change;
          kk += n * change * change;
          kl += cross * lGap;
          kp += cross * pGap;
        }
        l += active * lT;
        p += active * pT;
        ll += active * lT * (1 - psi * h);
        lp += active * h * (h - xi * (1 - psi * h));
        pp += active * (xi * h * h - bends[T]);
      }
      m += k * share;
      lm += kl * share;
      pm += kp * share;
      mm -= kk * share * share;
      ms += k * slope - kk * share * mu * slope;
      // If nobody leaves, the spread of the drop-out probabilities has no effect.
      if (mu === 0) continue;
      d += k * mu * slope;
      ls += kl * mu * slope;
      ps += kp * mu * slope;
      ss += k * mu * bend - kk * (mu * slope) ** 2;
    }
    // From ψ to v
    const by = 1 + psi;
    const hessian = [
      [ll, lp * by, lm, ls],
      [lp * by, pp * by * by + p * by, pm * by, ps * by],
      [lm, pm * by, mm, ms],
      [ls, ps * by, ms, ss],
    ];
    return { point, value: sum, gradient: Float64Array.of(l, p * by, m, d), hessian };
  };
}

/** c / μ for the purchase after k repeat purchases, with its derivatives in s. */
function shareAt(k: number, s: number): { share: number; slope: number; bend: number } {
  if (k === 0) return { share: 1, slope: 0, bend: 0 };
  const h = s + k * (1 - s);
  return { share: s / h, slope: k / (h * h), bend: (2 * k * (k - 1)) / (h * h * h) };
}

/**
 * For each time, with τ = λt: ln(1 + ψτ); that over ψ, with its first two derivatives in ψ; and τ / (1 + ψτ). For small
 * ψτ, the quotients come from the series of ln(1 + y) / y, so that ψ may be 0.
 */
function fillTable(times: Float64Array, rate: number, psi: number, table: readonly Float64Array[]): void {
  const [logs, powers, shifts, slopes, bends] = table;
  for (let i = 0; i < times.length; i++) {
    const tau = rate * times[i];
    const y = psi * tau;
    const shift = tau / (1 + y);
    shifts[i] = shift;
    if (y < 0.05) {
      let [power, slope, bend] = [0, 0, 0];
      for (let k = 13; k >= 0; k--) {
        bend = bend * -y + ((k + 1) * (k + 2)) / (k + 3);
        slope = slope * -y - (k + 1) / (k + 2);
        power = power * -y + 1 / (k + 1);
      }
      logs[i] = y * power;
      powers[i] = tau * power;
      slopes[i] = tau * tau * slope;
      bends[i] = tau * tau * tau * bend;
    } else {
      logs[i] = y < 0.5 ? Math.log1p(y) : Math.log(1 + y);
      powers[i] = logs[i] / psi;
      slopes[i] = (shift - powers[i]) / psi;
      bends[i] = (-shift * shift - 2 * slopes[i]) / psi;
    }
  }
}

/** The distinct times of both columns, and for each column the positions of its times among them. */
function distinctTimes(columns: readonly [Float64Array, Float64Array]): {
  times: Float64Array;
  at: Uint32Array[];
} {
  const length = columns[0].length;
  const all = new Float64Array(2 * length);
  columns.forEach((column, k) => all.set(column, k * length));
  const places = new Uint32Array(all.length);
  const times = new Float64Array(all.length);
  let count = 0;
  for (const i of risingOrder(all)) {
    if (count === 0 || all[i] !== times[count - 1]) times[count++] = all[i];
    places[i] = count - 1;
  }
  return { times: times.subarray(0, count), at: [places.subarray(0, length), places.subarray(length)] };
}

/** Up to this many purchases, each is a term of the sum; longer runs are replaced by their integral, unless short. */
const longRun = 256;
const shortRun = 24;

/** Nodes and weights of Gauss–Legendre quadrature on (−1, 1). */
const gauss = [
  [-0.906179845938664, 0.23692688505618908],
  [-0.5384693101056831, 0.47862867049936647],
  [0, 0.5688888888888889],
  [0.5384693101056831, 0.47862867049936647],
  [0.906179845938664, 0.23692688505618908],
];

/**
 * How often each purchase k = 0, 1 … occurred: triples of k, the number of customers with more than k purchases, and of
 * those with more than k + 1, who did not drop out after it. A customer may have bought a billion times: a long run of
 * k common to all is summed by Gauss's rule on its integral, with Euler–Maclaurin corrections at both ends.
 */
function stepsOf({ x, count }: DistinctHistories): Float64Array {
  const steps: number[] = [];
  let more = count.reduce((sum, each, i) => (x[i] > 0 ? sum + each : sum), 0);
  const add = (k: number, weight: number) => steps.push(k, weight * more, weight * more);
  let from = 0;
  for (let i = 0; i < x.length;) {
    const xi = x[i];
    const last = xi - 1;
    const isLong = last - Math.max(from, longRun) > shortRun;
    for (const end = isLong ? longRun : last; from < end; from++) add(from, 1);
    if (isLong) {
      addEdge(from, -1);
      for (let end = from; from < last; from = end) {
        end = Math.min(last, Math.ceil(1.25 * from));
        const half = (end - from) / 2;
        for (const [node, weight] of gauss) add(from - 0.5 + half * (1 + node), half * weight);
      }
      addEdge(last, 1);
    }
    let these = 0;
    for (; i < x.length && x[i] === xi; i++) these += count[i];
    if (xi > 0) {
      steps.push(last, more, more - these);
      more -= these;
      from = xi;
    }
  }
  return Float64Array.from(steps);

  /** −f′ / 24 + 7 f‴ / 5760 at half a step before k, from differences of f. */
  function addEdge(k: number, sign: number): void {
    const third = (sign * 17) / 5760;
    const first = sign / 24 + 3 * third;
    [-third, first, -first, third].forEach((weight, j) => add(k - 2 + j, weight));
  }
}
