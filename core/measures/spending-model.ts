import { CrmError } from "../errors";
import { digamma, logGamma, trigamma } from "../numbers/log-gamma";
import { rowsAt } from "../numbers/rows-at";
import { fittedOnce } from "./fitted-once";
import { maximise, type Bounds, type Objective } from "./maximise";

/** Parameters of the Gamma-Gamma model of spending. */
export interface SpendingModel {
  /** Shape of a customer's spending per purchase. */
  readonly p: number;
  /** Shape of the distribution of the customers' scale parameters. */
  readonly q: number;
  /** Its scale, in units of money. */
  readonly gamma: number;
  /** The common mean value if all are equal (a subscription) and there is nothing to fit. */
  readonly mean?: number;
  readonly logLikelihood: number;
  /** Customers it was fitted to: those with repeat purchases. */
  readonly customers: number;
}

/**
 * Gamma-Gamma model of the value of purchases by maximum likelihood (Fader, P. S. and Hardie, B. G. S. (2013), The
 * Gamma-Gamma model of monetary value, equation 1a). Customers without a repeat purchase, with a blank (`NaN`) or
 * without a positive mean value are left out. The same input is fitted once. If all mean values are equal, that value
 * is the model.
 *
 * @param frequency number of repeat purchases
 * @param monetary their mean value
 * @throws CrmError `noSpendMaximum`
 */
export function spendingModel(frequency: ArrayLike<number>, monetary: ArrayLike<number>): SpendingModel {
  const usable: number[] = [];
  for (let i = 0; i < frequency.length; i++) {
    if (frequency[i] > 0 && monetary[i] > 0) usable.push(i);
  }
  // In a fixed order, so that the sums, and with them the last digits, do not depend on the order of rows.
  usable.sort((i, j) => frequency[i] - frequency[j] || monetary[i] - monetary[j]);
  return fit([frequency, monetary].map((column) => rowsAt(column, usable)));
}

const fit = fittedOnce(fitOrError);

const bounds: Bounds = Array<[number, number]>(3).fill([-14, 14]);
const mostSearched = 10_000;
const starts = [
  [1, 1, -0.5],
  [0, 0, 0],
  [2, 1, -1],
  [0, 2, 2],
];

function fitOrError([x, monetary]: readonly Float64Array[]): SpendingModel | CrmError {
  const customers = x.length;
  const [mean] = monetary;
  // Means of equal amounts may differ in their last digits.
  if (customers > 0 && monetary.every((each) => Math.abs(each / mean - 1) < 1e-12))
    return { p: NaN, q: NaN, gamma: NaN, mean, logLikelihood: NaN, customers };
  if (customers < 2) return new CrmError("na", "noSpendMaximum");
  const scale = monetary.reduce((sum, each) => sum + each, 0) / customers;
  const m = monetary.map((each) => each / scale);
  const objective = likelihoodOf(x, m);
  const stride = Math.ceil(customers / mostSearched);
  const isPart = (_: unknown, i: number): boolean => i % stride === 0;
  const part = likelihoodOf(x.filter(isPart), m.filter(isPart));
  for (const start of starts) {
    // With many customers, a part of them shows where the maximum is.
    const near = stride > 1 ? maximise(part, start, bounds, customers / stride)?.point : undefined;
    const found = maximise(objective, near ?? start, bounds, customers);
    // A parameter at its bound has run away: the likelihood rises without limit.
    if (found === undefined || found.point.some((each) => Math.abs(each) === 14)) continue;
    const [p, q, gamma] = found.point.map(Math.exp);
    const logLikelihood = found.value - customers * Math.log(scale);
    return { p, q, gamma: gamma * scale, logLikelihood, customers };
  }
  return new CrmError("na", "noSpendMaximum");
}

/** Σ ln L with its derivatives in ln p, ln q, ln γ. */
function likelihoodOf(x: Float64Array, m: Float64Array): Objective {
  return (point) => {
    const [p, q, gamma] = point.map(Math.exp);
    const ofQ = [logGamma(q), digamma(q), trigamma(q)];
    let [value, dp, dq, dg, pp, pq, pg, qq, qg, gg] = new Float64Array(10);
    // Customers come by rising x, so the gamma functions are evaluated once per number of purchases.
    let last = 0;
    let [logs, byAll, byOwn, bendAll, bendOwn] = [0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const xi = x[i];
      const shape = p * xi;
      if (xi !== last) {
        last = xi;
        logs = logGamma(shape + q) - logGamma(shape) - ofQ[0];
        [byAll, bendAll] = [digamma(shape + q), trigamma(shape + q)];
        [byOwn, bendOwn] = [digamma(shape), trigamma(shape)];
      }
      const total = gamma + m[i] * xi;
      const logTotal = Math.log(total);
      const logShare = Math.log(m[i] * xi) - logTotal;
      value += logs + q * (point[2] - logTotal) + shape * logShare - Math.log(m[i]);
      dp += xi * (byAll - byOwn + logShare);
      dq += byAll - ofQ[1] + point[2] - logTotal;
      dg += q / gamma - (shape + q) / total;
      pp += xi * xi * (bendAll - bendOwn);
      pq += xi * bendAll;
      pg -= xi / total;
      qq += bendAll - ofQ[2];
      qg += 1 / gamma - 1 / total;
      gg += (shape + q) / total ** 2 - q / gamma ** 2;
    }
    const gradient = Float64Array.of(dp * p, dq * q, dg * gamma);
    const hessian = [
      [pp * p * p + gradient[0], pq * p * q, pg * p * gamma],
      [pq * p * q, qq * q * q + gradient[1], qg * q * gamma],
      [pg * p * gamma, qg * q * gamma, gg * gamma * gamma + gradient[2]],
    ];
    return { point, value, gradient, hessian };
  };
}

/** Expected value of a customer's purchase: p (γ + x m) / (p x + q − 1) (equation 5); infinite if q is too small. */
export function expectedSpend({ p, q, gamma, mean }: SpendingModel, x: number, monetary: number): number {
  if (mean !== undefined) return mean;
  const denominator = p * x + q - 1;
  return denominator > 0 ? (p * (gamma + (x > 0 ? x * monetary : 0))) / denominator : Infinity;
}
