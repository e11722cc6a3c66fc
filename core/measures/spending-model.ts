import { CrmError } from "../errors";
import { digamma, logGamma } from "../numbers/log-gamma";
import { maximise, type Objective } from "./maximise";
import { sameNumbers } from "./purchase-model";

/** Parameters of the Gamma-Gamma model of spending. */
export interface SpendingModel {
  /** Shape of a customer's spending per purchase. */
  readonly p: number;
  /** Shape of the distribution of its scale over customers. */
  readonly q: number;
  /** Its scale, in units of money. */
  readonly gamma: number;
  /** The mean value of everybody, where all are equal (a subscription) and there is nothing to fit. */
  readonly mean?: number;
  readonly logLikelihood: number;
  /** Customers it was fitted to: those with repeat purchases. */
  readonly customers: number;
}

interface Fit {
  readonly columns: Float64Array[];
  readonly answer: SpendingModel | CrmError;
}

const fits: Fit[] = [];

/**
 * Gamma-Gamma model of the value of purchases by maximum likelihood (Fader, P. S. and Hardie, B. G. S. (2013), The
 * Gamma-Gamma model of monetary value, equation 1a). Customers without a repeat purchase, with a blank (`NaN`) or
 * without a positive mean value are left out. The same input is fitted once. Where all mean values
 * are equal, that value is the model.
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
  const columns = [frequency, monetary].map((column) => Float64Array.from(usable, (i) => column[i]));
  let fit = fits.find((each) => each.columns.every((column, k) => sameNumbers(column, columns[k])));
  if (fit === undefined) {
    fit = { columns, answer: fitOrError(columns[0], columns[1]) };
    fits.unshift(fit);
    fits.length = Math.min(fits.length, 4);
  }
  if (fit.answer instanceof CrmError) throw fit.answer;
  return fit.answer;
}

/** Of more customers than this a part leads to the maximum: one of so many. */
const manyCustomers = 50_000;
const part = 16;

function fitOrError(x: Float64Array, monetary: Float64Array): SpendingModel | CrmError {
  const customers = x.length;
  const [mean] = monetary;
  // Means of equal amounts may differ in their last digits.
  if (customers > 0 && monetary.every((each) => Math.abs(each / mean - 1) < 1e-12))
    return { p: NaN, q: NaN, gamma: NaN, mean, logLikelihood: NaN, customers };
  if (customers < 2) return new CrmError("na", "noSpendMaximum");
  const scale = monetary.reduce((sum, each) => sum + each, 0) / customers;
  const m = monetary.map((each) => each / scale);
  const objectiveOf =
    (...columns: [Float64Array, Float64Array]): Objective =>
    (point, gradient) =>
      logLikelihood(...columns, point, gradient);
  const thinned = (column: Float64Array) => column.filter((_, i) => i % part === 0);
  const found = maximise(
    objectiveOf(x, m),
    [
      [1, 1, -0.5],
      [0, 0, 0],
      [2, 1, -1],
      [0, 2, 2],
    ],
    customers,
    customers > manyCustomers
      ? { objective: objectiveOf(thinned(x), thinned(m)), size: customers / part }
      : undefined,
  );
  if (found === undefined) return new CrmError("na", "noSpendMaximum");
  const [p, q, gamma] = found.point.map(Math.exp);
  return {
    p,
    q,
    gamma: gamma * scale,
    logLikelihood: found.value - customers * Math.log(scale),
    customers,
  };
}

/** Σ ln L with its derivatives in ln p, ln q, ln γ. */
function logLikelihood(
  x: Float64Array,
  m: Float64Array,
  point: Float64Array,
  gradient: Float64Array,
): number {
  const [p, q, gamma] = point.map(Math.exp);
  const logGammaQ = logGamma(q);
  const digammaQ = digamma(q);
  let sum = 0;
  let dp = 0;
  let dq = 0;
  let dGamma = 0;
  // Customers come by rising x: the gamma functions are evaluated once per number of purchases.
  let last = 0;
  let logs = 0;
  let digammaAll = 0;
  let digammaOwn = 0;
  for (let i = 0; i < x.length; i++) {
    const shape = p * x[i];
    if (x[i] !== last) {
      last = x[i];
      logs = logGamma(shape + q) - logGamma(shape) - logGammaQ;
      digammaAll = digamma(shape + q);
      digammaOwn = digamma(shape);
    }
    const total = gamma + m[i] * x[i];
    const logTotal = Math.log(total);
    const logShare = Math.log(m[i] * x[i]) - logTotal;
    sum += logs + q * (point[2] - logTotal) + shape * logShare - Math.log(m[i]);
    dp += x[i] * (digammaAll - digammaOwn + logShare);
    dq += digammaAll - digammaQ + point[2] - logTotal;
    dGamma += q / gamma - (shape + q) / total;
  }
  gradient.set([dp * p, dq * q, dGamma * gamma]);
  return sum;
}

/** Expected value of a purchase of a customer: p (γ + x m) / (p x + q − 1) (equation 5); infinite where q is too small. */
export function expectedSpend({ p, q, gamma, mean }: SpendingModel, x: number, monetary: number): number {
  if (mean !== undefined) return mean;
  const denominator = p * x + q - 1;
  return denominator > 0 ? (p * (gamma + (x > 0 ? x * monetary : 0))) / denominator : Infinity;
}
