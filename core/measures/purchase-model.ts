import { CrmError } from "../errors";
import { risingOrder } from "../numbers/rising-order";
import { rowsAt } from "../numbers/rows-at";
import { dot } from "../numbers/vectors";
import { fittedOnce } from "./fitted-once";
import { maximise, type Bounds, type Objective, type Place } from "./maximise";
import { purchaseLikelihood, type DistinctHistories } from "./purchase-likelihood";
import { checkHistory, usableCustomers, type PurchaseHistory } from "./purchase-history";

/** BG/NBD, or the limit to which its likelihood rises; first with one purchase rate for all, then with several. */
const methods = {
  beta: ["one purchase rate for all", "BG/NBD"],
  same: ["one purchase rate and one drop-out probability for all", "one drop-out probability for all"],
  split: ["one purchase rate for all, all or nothing", "all or nothing"],
} as const;
export type PurchaseMethod = (typeof methods)[keyof typeof methods][number];

/** Parameters of the BG/NBD model, in the unit of time of its input. */
export interface PurchaseModel {
  /** Shape of the gamma distribution of purchase rates; NaN if there is one rate. */
  readonly r: number;
  /** Its rate, in units of time; NaN if there is one rate. */
  readonly alpha: number;
  /** First parameter of the beta distribution of dropping out after a purchase; NaN if `dropOut` alone describes it. */
  readonly a: number;
  /** Its second parameter. */
  readonly b: number;
  /** Purchases per unit of time, if all customers have one rate. */
  readonly rate?: number;
  /** Mean probability of dropping out after a purchase; a / (a + b) if there are a and b. */
  readonly dropOut: number;
  readonly method: PurchaseMethod;
  readonly logLikelihood: number;
  /** Customers it was fitted to. */
  readonly customers: number;
}

/**
 * BG/NBD model of repeat purchases by maximum likelihood (Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005),
 * "Counting your customers" the easy way, *Marketing Science* 24, 275–284, equation 6). Customers with a blank (`NaN`)
 * are left out.
 *
 * For ordinary customers the likelihood often has no maximum but rises towards a limit: all have one purchase rate (r
 * and α unbounded) or one probability of dropping out (a and b unbounded), or each customer either stays for good or
 * leaves after the first repeat purchase (a and b towards 0). The limit is then the model, and `method` names it.
 *
 * @param frequency number of repeat purchases
 * @param recency time from the first to the last purchase
 * @param age time since the first purchase
 * @throws CrmError `lengthsDiffer`, `frequencyNotWhole`, `recencyWithoutRepeat`, `recencyBeyondAge`, `ageNegative`;
 * `tooFewCustomers`, `noRepeatCustomers`, `noMaximum`
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

/** As `purchaseModel`, but customers that break a rule are left out like blank ones. */
export function fittedPurchaseModel(history: PurchaseHistory): PurchaseModel {
  const usable = usableCustomers(history);
  return fit([history.frequency, history.recency, history.age].map((column) => rowsAt(column, usable)));
}

const fit = fittedOnce(fitOrError);

/** Customers needed to estimate how they differ. */
const fewest = 3;
/** A limit, which has fewer parameters, is preferred unless another model is likelier by more than this. */
const likelier = 1e-7;
/** With more distinct histories, this many of them are used to find the maxima. */
const mostSearched = 600;
/** Bounds of a `purchaseLikelihood` point: those of v, μ and s are the limits of the model. */
const bounds: Bounds = [
  [-14, 14],
  [0, 14],
  [0, 1],
  [0, 1],
];
/** Which bounds are limits of the model: the unknown and its value there. */
const limits = [
  [2, 0],
  [2, 1],
  [1, 0],
  [3, 1],
  [3, 0],
];
/** Starting points from which the maxima of ordinary customer bases were found with many more starts. */
const starts = [
  [0.5, 1.5, 0.3, 0.8],
  [0.5, 1.5, 0.3, 0.2],
  [0, 0.3, 0.1, 0.95],
  [0, 0.3, 0.1, 0.3],
  [1, 0.7, 0.6, 0.8],
  [1.5, 4, 0.5, 0.5],
  [1, 1.5, 0.03, 0.98],
  [0, 0.5, 0.03, 0.1],
];

function fitOrError([x, recency, age]: readonly Float64Array[]): PurchaseModel | CrmError {
  const histories = distinct(x, recency, age);
  const { count } = histories;
  const customers = x.length;
  const purchases = dot(histories.x, count);
  if (purchases === 0) return new CrmError("na", "noRepeatCustomers");
  if (customers < fewest) return new CrmError("na", "tooFewCustomers", { customers, fewest });
  // One purchase per unit of time on average, so that parameters have one magnitude whatever the unit and pace of the
  // data. Sums run over sorted histories, so that not even the last digit depends on the order of rows.
  const scale = dot(histories.age, count) / purchases;
  // Times that are all 0, or whose sum is not finite, have no pace.
  if (!(scale > 0 && scale < Infinity)) return new CrmError("na", "noMaximum");
  const scaled = {
    ...histories,
    recency: histories.recency.map((each) => each / scale),
    age: histories.age.map((each) => each / scale),
  };
  const best = likeliest(scaled, customers);
  if (best === undefined) return new CrmError("na", "noMaximum");
  const [logRate, v, dropOut, s] = best.point;
  const rate = Math.exp(logRate) / scale;
  const r = v > 0 ? 1 / Math.expm1(v) : NaN;
  const kappa = s > 0 && s < 1 && dropOut > 0 && dropOut < 1 ? s / (1 - s) : NaN;
  return {
    r,
    alpha: r / rate,
    a: dropOut * kappa,
    b: (1 - dropOut) * kappa,
    ...(v > 0 ? {} : { rate }),
    dropOut,
    method: methods[kappa === kappa ? "beta" : s === 0 && dropOut > 0 ? "split" : "same"][v > 0 ? 1 : 0],
    // Time was divided by `scale`: the density of x purchases at given times has the unit of time to the power −x.
    logLikelihood: best.value - purchases * Math.log(scale),
    customers,
  };
}

/** The highest maximum, inside or at a bound; a limit if it costs next to nothing. */
function likeliest(histories: DistinctHistories, customers: number): Place | undefined {
  const { x } = histories;
  // If nobody has come back twice, the drop-out probabilities cannot be told apart.
  let within = x[x.length - 1] <= 1 ? [...bounds.slice(0, 3), [1, 1] as const] : bounds;
  let hasRunAway = false;
  const summits = (objective: Objective, from: readonly ArrayLike<number>[]): Place[] => {
    const found = from
      .map((start) => maximise(objective, start, within, customers))
      .filter((place) => place !== undefined);
    const inside = found.filter(({ point }) => Math.abs(point[0]) < 14 && point[1] < 14);
    hasRunAway ||= inside.length < found.length;
    return inside.sort((one, other) => other.value - one.value);
  };
  const objective = purchaseLikelihood(histories);
  const stride = Math.ceil(x.length / mostSearched);
  // A part of many histories shows where to climb; points of one height are one point.
  const ways =
    stride > 1
      ? summits(purchaseLikelihood(everyOf(histories, stride)), starts)
          .filter(({ value }, i, all) => !(all[i - 1]?.value - value < 1e-10 * Math.abs(value)))
          .map(({ point }) => point)
      : starts;
  let [best] = summits(objective, ways);
  // Repeat purchases in no time make every higher rate likelier: what remains are limits without that.
  if (hasRunAway || best === undefined) {
    const free = within;
    for (const [unknown, bound] of limits) {
      const beside = within;
      within = held(free, unknown, bound);
      const [limit] = summits(objective, starts);
      if (limit?.value > (best?.value ?? -Infinity)) best = limit;
      else within = beside;
    }
  }
  // If nobody leaves, the spread of the probabilities is hidden, and so is the case that few leaving may be likelier.
  if (best?.point[2] === 0) {
    const [l, v] = best.point;
    [best] = summits(objective, [best.point, ...[0, 0.2, 0.4, 0.6, 0.75, 0.9].map((s) => [l, v, 0.002, s])]);
  }
  for (const [unknown, bound] of limits) {
    if (best === undefined || Math.abs(best.point[unknown] - bound) > 0.05) continue;
    const beside = within;
    within = held(within, unknown, bound);
    const [limit] = summits(objective, [best.point]);
    if (limit?.value > best.value - likelier) best = limit;
    else within = beside;
  }
  return best;
}

function held(within: Bounds, unknown: number, value: number): Bounds {
  return within.map((each, i) => (i === unknown ? [value, value] : each));
}

/** Every `stride`-th history, with its count. */
function everyOf({ x, recency, age, count }: DistinctHistories, stride: number): DistinctHistories {
  const some = (column: Float64Array): Float64Array => column.filter((_, i) => i % stride === 0);
  return { x: some(x), recency: some(recency), age: some(age), count: some(count) };
}

function distinct(x: Float64Array, recency: Float64Array, age: Float64Array): DistinctHistories {
  // Equal values keep the order of the column before.
  let order = risingOrder(age);
  for (const column of [recency, x]) {
    const before = order;
    order = risingOrder(rowsAt(column, before)).map((k) => before[k]);
  }
  const firsts = new Uint32Array(order.length);
  const counts = new Float64Array(order.length);
  let length = 0;
  let last = -1;
  for (const i of order) {
    if (last === -1 || x[i] !== x[last] || recency[i] !== recency[last] || age[i] !== age[last])
      firsts[length++] = last = i;
    counts[length - 1]++;
  }
  const rows = firsts.subarray(0, length);
  return {
    x: rowsAt(x, rows),
    recency: rowsAt(recency, rows),
    age: rowsAt(age, rows),
    count: counts.subarray(0, length),
  };
}
