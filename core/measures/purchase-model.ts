import { CrmError } from "../errors";
import { digamma, logGamma } from "./log-gamma";
import { maximise } from "./maximise";
import { checkHistory, usableCustomers, type PurchaseHistory } from "./purchase-history";

/** Parameters of the BG/NBD model, in the unit of time of its input. */
export interface PurchaseModel {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number;
  /** Its rate, in units of time. */
  readonly alpha: number;
  /** First parameter of the beta distribution of dropping out after a purchase. */
  readonly a: number;
  /** Its second parameter. */
  readonly b: number;
  readonly logLikelihood: number;
  /** Customers it was fitted to. */
  readonly customers: number;
}

/**
 * BG/NBD model of repeat purchases by maximum likelihood (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005),
 * "Counting your customers" the easy way, *Marketing Science* 24, 275–284, equation 6). Customers with a blank (`NaN`)
 * are left out.
 *
 * ln Γ(r + x) − ln Γ(r) is a sum of logarithms, since x is whole: no gamma function overflows however many purchases.
 *
 * @param frequency number of repeat purchases
 * @param recency time from the first to the last purchase
 * @param age time since the first purchase
 * @throws CrmError `lengthsDiffer`, `frequencyNotWhole`, `recencyWithoutRepeat`, `recencyBeyondAge`, `ageNegative`;
 * `noRepeatCustomers`, `noMaximum`
 */
export function purchaseModel(
  frequency: ArrayLike<number>,
  recency: ArrayLike<number>,
  age: ArrayLike<number>,
): PurchaseModel {
  const history = { frequency, recency, age };
  checkHistory(history);
  return fittedPurchaseModel(history);
}

interface Fit {
  readonly columns: Float64Array[];
  readonly answer: PurchaseModel | CrmError;
}

/** From here on a sum over whole numbers is taken by gamma functions: somebody may have bought a million times. */
const longStep = 256;

/** The last fits: formulas over the same ranges in one calculation fit once. */
const fits: Fit[] = [];

/** As `purchaseModel`, but broken customers are left out as blank ones are; the same input is fitted once. */
export function fittedPurchaseModel(history: PurchaseHistory): PurchaseModel {
  const usable = usableCustomers(history);
  const columns = [history.frequency, history.recency, history.age].map((column) =>
    Float64Array.from(usable, (i) => column[i]),
  );
  let fit = fits.find((each) => each.columns.every((column, k) => sameNumbers(column, columns[k])));
  if (fit === undefined) {
    fit = { columns, answer: fitOrError(columns) };
    fits.unshift(fit);
    fits.length = Math.min(fits.length, 4);
  }
  if (fit.answer instanceof CrmError) throw fit.answer;
  return fit.answer;
}

/** True where two columns hold the same numbers. */
export function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

function fitOrError([x, recency, age]: Float64Array[]): PurchaseModel | CrmError {
  const histories = distinct(x, recency, age);
  const { count } = histories;
  const customers = x.length;
  const purchases = dot(histories.x, count);
  if (purchases === 0) return new CrmError("na", "noRepeatCustomers");
  // One purchase per unit of time on average: whatever the data's unit and pace, the parameters are then of one size.
  // The sums go through sorted histories, so that not even the last digit depends on the order of rows.
  const scale = dot(histories.age, count) / purchases;
  // Times that are all 0, or add up to no number, have no pace.
  if (!(scale > 0 && scale < Infinity)) return new CrmError("na", "noMaximum");
  const found = maximise(
    likelihoodOf({
      ...histories,
      recency: histories.recency.map((each) => each / scale),
      age: histories.age.map((each) => each / scale),
    }),
    [
      // Purchases per customer tell how seldom somebody leaves after one.
      [0, 0, 0, Math.log(1 + purchases / customers)],
      [-1, -1, -0.5, 1],
      [1, 1, -2, 1],
      [-2, -2, 1, 2],
    ],
    customers,
  );
  if (found === undefined) return new CrmError("na", "noMaximum");
  const [r, alpha, a, b] = found.point.map(Math.exp);
  return {
    r,
    alpha: alpha * scale,
    a,
    b,
    // Time was divided by `scale`: the density of x purchases at given times has that unit to the power −x.
    logLikelihood: found.value - purchases * Math.log(scale),
    customers,
  };
}

/** Customers with the same history, counted: most of a large base has few different ones. By rising frequency. */
interface Distinct {
  readonly x: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
}

function distinct(x: Float64Array, recency: Float64Array, age: Float64Array): Distinct {
  const order = Uint32Array.from(x, (_, i) => i).sort(
    (i, j) => x[i] - x[j] || recency[i] - recency[j] || age[i] - age[j] || i - j,
  );
  const firsts: number[] = [];
  const counts: number[] = [];
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    const j = order[k - 1];
    if (k > 0 && x[i] === x[j] && recency[i] === recency[j] && age[i] === age[j]) counts[counts.length - 1]++;
    else {
      firsts.push(i);
      counts.push(1);
    }
  }
  return {
    x: Float64Array.from(firsts, (i) => x[i]),
    recency: Float64Array.from(firsts, (i) => recency[i]),
    age: Float64Array.from(firsts, (i) => age[i]),
    count: Float64Array.from(counts),
  };
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, each, i) => sum + each * other[i], 0);
}

/** Σ ln L over the customers with its derivatives in ln r, ln α, ln a, ln b. */
function likelihoodOf({ x, recency, age, count }: Distinct) {
  return (point: Float64Array, gradient: Float64Array): number => {
    const [r, alpha, a, b] = point.map(Math.exp);
    const logAlpha = point[1];
    let sum = 0;
    let dr = 0;
    let dAlpha = 0;
    let da = 0;
    let db = 0;
    // Sums over i < x of ln(r + i), 1/(r + i), ln((b + i)/(a + b + i)), 1/(a + b + i), 1/(b + i): x is whole and rises.
    let reached = 0;
    let rLogs = 0;
    let rParts = 0;
    let abLogs = 0;
    let abParts = 0;
    let bParts = 0;
    for (let i = 0; i < x.length; i++) {
      const xi = x[i];
      if (xi - reached > longStep) {
        rLogs += logGamma(r + xi) - logGamma(r + reached);
        rParts += digamma(r + xi) - digamma(r + reached);
        abLogs += logGamma(b + xi) - logGamma(b + reached) - logGamma(a + b + xi) + logGamma(a + b + reached);
        abParts += digamma(a + b + xi) - digamma(a + b + reached);
        bParts += digamma(b + xi) - digamma(b + reached);
        reached = xi;
      }
      for (; reached < xi; reached++) {
        rLogs += Math.log(r + reached);
        rParts += 1 / (r + reached);
        abLogs -= Math.log1p(a / (b + reached));
        abParts += 1 / (a + b + reached);
        bParts += 1 / (b + reached);
      }
      const n = count[i];
      const shape = r + xi;
      const logEnd = Math.log(alpha + age[i]);
      let logLast = 0;
      let alive = 1;
      let log = rLogs + r * logAlpha + abLogs - shape * logEnd;
      if (xi > 0) {
        logLast = Math.log(alpha + recency[i]);
        // odds of having dropped out right after the last purchase
        const odds = (a / (b + xi - 1)) * Math.exp(shape * (logEnd - logLast));
        if (odds < 1e300) log += Math.log1p(odds);
        else log += Math.log(a / (b + xi - 1)) + shape * (logEnd - logLast);
        alive = 1 / (1 + odds);
      }
      const dropped = 1 - alive;
      sum += n * log;
      dr += n * (rParts + logAlpha - alive * logEnd - dropped * logLast);
      dAlpha += n * (r / alpha - shape * (alive / (alpha + age[i]) + dropped / (alpha + recency[i])));
      da += n * (dropped / a - abParts);
      db += n * (bParts - abParts - (xi > 0 ? dropped / (b + xi - 1) : 0));
    }
    gradient.set([dr * r, dAlpha * alpha, da * a, db * b]);
    return sum;
  };
}
