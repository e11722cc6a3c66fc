import { digamma, logGamma } from "../numbers/log-gamma";
import type { Objective } from "./maximise";

/** Customers with the same history, counted: most of a large base has few different ones. By rising frequency. */
export interface DistinctHistories {
  readonly x: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
}

/**
 * Which parameters there are. Purchase rates: gamma distributed, or the same for all. Probability of dropping out after a
 * purchase: beta distributed; the same for all, or fixed; or 0 for some customers and 1 for the others (`split`).
 */
export interface PurchaseShape {
  readonly rate: "gamma" | "same";
  readonly dropOut: "beta" | "same" | "split" | 0 | 1;
}

/** The parameters that a point stands for: logarithms of r, α or of the rate, then of a, b or the log odds of dropping out. */
export function parametersOf({ rate, dropOut }: PurchaseShape, point: ArrayLike<number>) {
  const at = rate === "gamma" ? 2 : 1;
  const [a, b] = dropOut === "beta" ? [Math.exp(point[at]), Math.exp(point[at + 1])] : [NaN, NaN];
  return {
    r: rate === "gamma" ? Math.exp(point[0]) : NaN,
    alpha: rate === "gamma" ? Math.exp(point[1]) : NaN,
    a,
    b,
    rate: rate === "same" ? Math.exp(point[0]) : undefined,
    dropOut:
      dropOut === "beta"
        ? a / (a + b)
        : typeof dropOut === "number"
          ? dropOut
          : 1 / (1 + Math.exp(-point[at])),
  };
}

/** From here on a sum over whole numbers is taken by gamma functions: somebody may have bought a million times. */
const longStep = 256;

/**
 * Σ ln L over the customers with its derivatives in the parameters' logarithms (see `parametersOf`). A customer's
 * likelihood is D (e^G(T) + q e^G(t)): D for not having left after a purchase before the last one, G(T) for x purchases
 * until T, q the odds of having left after the last one, G(t) for x purchases until then (Fader, Hardie, Lee 2005, equation 6).
 *
 * ln Γ(r + x) − ln Γ(r) is a sum of logarithms, since x is whole: no gamma function overflows however many purchases.
 */
export function purchaseLikelihood(
  { x, recency, age, count }: DistinctHistories,
  shape: PurchaseShape,
): Objective {
  const isGamma = shape.rate === "gamma";
  const isBeta = shape.dropOut === "beta";
  const isSplit = shape.dropOut === "split";
  const hasOdds = isSplit || shape.dropOut === "same";
  const at = isGamma ? 2 : 1;
  return (point, gradient) => {
    const { r, alpha, a, b, rate = NaN, dropOut } = parametersOf(shape, point);
    const logOdds = hasOdds ? point[at] : shape.dropOut === 1 ? Infinity : -Infinity;
    // ln(1 − p), which for a large p is not 1 − p's logarithm
    const logStay = hasOdds ? -(Math.max(0, logOdds) + Math.log1p(Math.exp(-Math.abs(logOdds)))) : 0;
    let sum = 0;
    let dr = 0;
    let dAlpha = 0;
    let dRate = 0;
    let da = 0;
    let db = 0;
    let dOdds = 0;
    // Sums over i < x of ln(r + i), 1/(r + i), ln((b + i)/(a + b + i)), 1/(a + b + i), 1/(b + i): x is whole and rises.
    let reached = 0;
    let rLogs = 0;
    let rParts = 0;
    let abLogs = 0;
    let abParts = 0;
    let bParts = 0;
    let [oddsOf, logQ] = [0, 0];
    for (let i = 0; i < x.length; i++) {
      const xi = x[i];
      if (xi - reached > longStep) {
        if (isGamma) {
          rLogs += logGamma(r + xi) - logGamma(r + reached);
          rParts += digamma(r + xi) - digamma(r + reached);
        }
        if (isBeta) {
          abLogs +=
            logGamma(b + xi) - logGamma(b + reached) - logGamma(a + b + xi) + logGamma(a + b + reached);
          abParts += digamma(a + b + xi) - digamma(a + b + reached);
          bParts += digamma(b + xi) - digamma(b + reached);
        }
        reached = xi;
      }
      for (; reached < xi; reached++) {
        if (isGamma) {
          rLogs += Math.log(r + reached);
          rParts += 1 / (r + reached);
        }
        if (isBeta) {
          abLogs -= Math.log1p(a / (b + reached));
          abParts += 1 / (a + b + reached);
          bParts += 1 / (b + reached);
        }
      }
      const n = count[i];
      const gammaShape = r + xi;
      const logEnd = isGamma ? Math.log(alpha + age[i]) : 0;
      let log = isGamma ? rLogs + r * point[1] - gammaShape * logEnd : xi * point[0] - rate * age[i];
      let logLast = logEnd;
      let dropped = 0;
      if (xi > 0) {
        if (isGamma) logLast = Math.log(alpha + recency[i]);
        // ln q, and G(t) − G(T): together the odds of having left right after the last purchase
        if (xi !== oddsOf) {
          logQ = isBeta ? Math.log(a / (b + xi - 1)) : isSplit && xi > 1 ? -Infinity : logOdds;
          oddsOf = xi;
        }
        const silence = isGamma ? gammaShape * (logEnd - logLast) : rate * (age[i] - recency[i]);
        log += isBeta ? abLogs : isSplit ? logStay : xi * logStay;
        const odds = logQ + silence;
        // Where all leave after the first repeat purchase there was nothing to stay through.
        const lesser = Math.exp(-Math.abs(odds));
        if (logQ === Infinity) log += silence;
        else log += Math.max(0, odds) + Math.log1p(lesser);
        dropped = (odds < 0 ? lesser : 1) / (1 + lesser);
      }
      const alive = 1 - dropped;
      sum += n * log;
      if (isGamma) {
        dr += n * (rParts + point[1] - alive * logEnd - dropped * logLast);
        dAlpha += n * (r / alpha - gammaShape * (alive / (alpha + age[i]) + dropped / (alpha + recency[i])));
      } else dRate += n * (xi / rate - alive * age[i] - dropped * recency[i]);
      if (isBeta) {
        da += n * (dropped / a - abParts);
        db += n * (bParts - abParts - (xi > 0 ? dropped / (b + xi - 1) : 0));
      } else if (hasOdds && xi > 0) {
        dOdds += n * ((isSplit ? (xi === 1 ? dropped : 0) : dropped) - (isSplit ? 1 : xi) * dropOut);
      }
    }
    if (isGamma) gradient.set([dr * r, dAlpha * alpha]);
    else gradient[0] = dRate * rate;
    if (isBeta) gradient.set([da * a, db * b], at);
    else if (hasOdds) gradient[at] = dOdds;
    return sum;
  };
}
