import { CrmError } from "../errors";
import { risingOrder } from "../numbers/rising-order";
import { rowsAt } from "../numbers/rows-at";
import { fittedOnce } from "./fitted-once";
import { maximise, type Bounds, type Objective, type Place } from "./maximise";
import { purchaseLikelihood, type DistinctHistories } from "./purchase-likelihood";
import { checkHistory, usableCustomers, type PurchaseHistory } from "./purchase-history";

/** BG/NBD, or the limit that its likelihood rises to: where all have one purchase rate, and where rates differ. */
const methods = {
  beta: ["one purchase rate for all", "BG/NBD"],
  same: ["one purchase rate and one drop-out probability for all", "one drop-out probability for all"],
  split: ["one purchase rate for all, all or nothing", "all or nothing"],
} as const;
export type PurchaseMethod = (typeof methods)[keyof typeof methods][number];

/** Parameters of the BG/NBD model, in the unit of time of its input. */
export interface PurchaseModel {
  /** Shape of the gamma distribution of purchase rates; NaN where there is one rate. */
  readonly r: number;
  /** Its rate, in units of time; NaN where there is one rate. */
  readonly alpha: number;
  /** First parameter of the beta distribution of dropping out after a purchase; NaN where `dropOut` says all. */
  readonly a: number;
  /** Its second parameter. */
  readonly b: number;
  /** Purchases per unit of time, where all customers have one rate. */
  readonly rate?: number;
  /** Mean probability of dropping out after a purchase; a / (a + b) where there are a and b. */
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
 * Of ordinary customers the likelihood often has no maximum but rises towards a limit, in which all have one purchase rate
 * (r and α without bound) or one probability of dropping out (a and b without bound), or each either stays or leaves after
 * the first repeat purchase (a and b towards 0). The limit is then the model, and `method` names it.
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

/** As `purchaseModel`, but broken customers are left out as blank ones are. */
export function fittedPurchaseModel(history: PurchaseHistory): PurchaseModel {
  const usable = usableCustomers(history);
  return fit([history.frequency, history.recency, history.age].map((column) => rowsAt(column, usable)));
}

const fit = fittedOnce(fitOrError);

/** How many customers it takes to tell how they differ. */
const fewest = 3;
/** A limit, which has fewer parameters, stands unless something is likelier by more than this. */
const likelier = 1e-7;
/** Of more different histories so many tell where the summits are. */
const mostSearched = 600;
/** Bounds of a `purchaseLikelihood` point: those of v, μ and s are the limits of the model. */
const bounds: Bounds = [
  [-14, 14],
  [0, 14],
  [0, 1],
  [0, 1],
];
/** Which of them is a limit: the unknown and its value there. */
const limits = [
  [2, 0],
  [2, 1],
  [1, 0],
  [3, 1],
  [3, 0],
];
/** From where the summits of ordinary bases were found by many more starts. */
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
  // One purchase per unit of time on average: whatever the data's unit and pace, the parameters are then of one size.
  // The sums go through sorted histories, so that not even the last digit depends on the order of rows.
  const scale = dot(histories.age, count) / purchases;
  // Times that are all 0, or add up to no number, have no pace.
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
    // Time was divided by `scale`: the density of x purchases at given times has that unit to the power −x.
    logLikelihood: best.value - purchases * Math.log(scale),
    customers,
  };
}

/** The highest summit, inside or at a bound; a limit where next to nothing is lost by it. */
function likeliest(histories: DistinctHistories, customers: number): Place | undefined {
  const { x } = histories;
  // Where nobody has come back twice nothing tells the probabilities apart.
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
  // A part of many histories tells where to climb; places of one height are one place.
  const ways =
    stride > 1
      ? summits(purchaseLikelihood(everyOf(histories, stride)), starts)
          .filter(({ value }, i, all) => !(all[i - 1]?.value - value < 1e-10 * Math.abs(value)))
          .map(({ point }) => point)
      : starts;
  let [best] = summits(objective, ways);
  // Repeat purchases without any time make each rate likelier than the one before: what is left are limits without that.
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
  // Where nobody leaves how probabilities differ is hidden, and with it that a few leaving may be likelier.
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

/** Of so many histories each the first, with their counts. */
function everyOf({ x, recency, age, count }: DistinctHistories, stride: number): DistinctHistories {
  const some = (column: Float64Array): Float64Array => column.filter((_, i) => i % stride === 0);
  return { x: some(x), recency: some(recency), age: some(age), count: some(count) };
}

function distinct(x: Float64Array, recency: Float64Array, age: Float64Array): DistinctHistories {
  // Equal ones stay in the order of the column before.
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

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, each, i) => sum + each * other[i], 0);
}
