import { CrmError } from "../errors";
import { maximise } from "./maximise";
import {
  parametersOf,
  purchaseLikelihood,
  type DistinctHistories,
  type PurchaseShape,
} from "./purchase-likelihood";
import { checkHistory, usableCustomers, type PurchaseHistory } from "./purchase-history";

/** BG/NBD, or the limit that its likelihood rises to. */
export type PurchaseMethod =
  | "BG/NBD"
  | "one drop-out probability for all"
  | "one purchase rate for all"
  | "all or nothing"
  | "one purchase rate and one drop-out probability for all"
  | "one purchase rate for all, all or nothing";

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

interface Fit {
  readonly columns: Float64Array[];
  readonly answer: PurchaseModel | CrmError;
}

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

/** How many customers it takes to tell how they differ. */
const fewest = 3;
/** With more different histories than this a part of them leads to the maximum: one of so many. */
const manyHistories = 50_000;
const part = 16;
/** With more different histories than this a maximum inside is not compared with the limits. */
const mostCompared = 2000;
/** A limit, which has fewer parameters, stands unless something is likelier by more than this. */
const likelier = 1e-7;

function fitOrError([x, recency, age]: Float64Array[]): PurchaseModel | CrmError {
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
  const some = count.length > manyHistories ? someOf(scaled) : undefined;
  const fit = (shape: PurchaseShape, starts = startsOf(shape, purchases / customers)) => {
    const draft = some && { objective: purchaseLikelihood(some, shape), size: customers / part };
    const top = maximise(purchaseLikelihood(scaled, shape), starts, customers, draft);
    return top && { shape, ...top };
  };
  const isSmall = histories.x.length <= mostCompared;
  const limits = isSmall ? limitFits(fit, histories.x) : [];
  const full = fit({ rate: "gamma", dropOut: "beta" }, [
    ...limits.flatMap(nearLimit),
    ...startsOf({ rate: "gamma", dropOut: "beta" }, purchases / customers),
  ]);
  const found = [...(isSmall || full !== undefined ? limits : limitFits(fit, histories.x)), full];
  let best: (typeof found)[number];
  for (const each of found) {
    if (each !== undefined && (best === undefined || each.value > best.value + likelier)) best = each;
  }
  if (best === undefined) return new CrmError("na", "noMaximum");
  const { r, alpha, a, b, rate, dropOut } = parametersOf(best.shape, best.point);
  return {
    r,
    alpha: alpha * scale,
    a,
    b,
    ...(rate === undefined ? {} : { rate: rate / scale }),
    dropOut,
    method: methodOf(best.shape),
    // Time was divided by `scale`: the density of x purchases at given times has that unit to the power −x.
    logLikelihood: best.value - purchases * Math.log(scale),
    customers,
  };
}

/**
 * The limits that have a maximum, by rising number of parameters. Rates of next to no spread look like a maximum as well,
 * which lies below that of one rate; that nobody leaves, or everybody after the first repeat purchase, is what a
 * probability runs away to.
 */
function limitFits<Fit>(
  fit: (shape: PurchaseShape) => Fit | undefined,
  x: Float64Array,
): (Fit | undefined)[] {
  const everyRate = (dropOut: PurchaseShape["dropOut"]) => [
    fit({ rate: "same", dropOut }),
    fit({ rate: "gamma", dropOut }),
  ];
  const ends = x.every((each) => each <= 1) ? ([0, 1] as const) : ([0] as const);
  const same = fit({ rate: "gamma", dropOut: "same" });
  return [
    ...(same === undefined ? [...ends.flatMap(everyRate), fit({ rate: "same", dropOut: "same" })] : []),
    ...everyRate("split"),
    same,
    fit({ rate: "same", dropOut: "beta" }),
  ];
}

/** Points of the full model beside a limit, from which a maximum next to it is found. */
function nearLimit(limit: { shape: PurchaseShape; point: Float64Array } | undefined): number[][] {
  if (limit === undefined || limit.shape.rate !== "gamma" || typeof limit.shape.dropOut === "number")
    return [];
  const { dropOut } = parametersOf(limit.shape, limit.point);
  return (limit.shape.dropOut === "split" ? [-2, 0] : [1, 3, 5]).map((size) => [
    ...limit.point.subarray(0, 2),
    Math.log(dropOut) + size,
    Math.log1p(-dropOut) + size,
  ]);
}

function startsOf({ rate, dropOut }: PurchaseShape, purchasesEach: number): number[][] {
  // Purchases per customer tell how seldom somebody leaves after one.
  const stay = Math.log(1 + purchasesEach);
  const rates =
    rate === "gamma"
      ? [
          [0, 0],
          [-1, -1],
          [1, 1],
          [-2, -2],
        ]
      : [[0], [-1], [1], [0.5]];
  const dropOuts =
    dropOut === "beta"
      ? [
          [0, stay],
          [-0.5, 1],
          [-2, 1],
          [1, 2],
        ]
      : dropOut === "same" || dropOut === "split"
        ? [[-stay], [0], [-3], [2]]
        : [[], [], [], []];
  return rates.map((each, k) => [...each, ...dropOuts[k]]);
}

function methodOf({ rate, dropOut }: PurchaseShape): PurchaseMethod {
  if (rate === "gamma") {
    if (dropOut === "beta") return "BG/NBD";
    return dropOut === "split" ? "all or nothing" : "one drop-out probability for all";
  }
  if (dropOut === "beta") return "one purchase rate for all";
  return dropOut === "split"
    ? "one purchase rate for all, all or nothing"
    : "one purchase rate and one drop-out probability for all";
}

function distinct(x: Float64Array, recency: Float64Array, age: Float64Array): DistinctHistories {
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

/** Every so-manieth of the sorted histories: as different as all. */
function someOf({ x, recency, age, count }: DistinctHistories): DistinctHistories {
  const thinned = (column: Float64Array) => column.filter((_, i) => i % part === 0);
  return { x: thinned(x), recency: thinned(recency), age: thinned(age), count: thinned(count) };
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, each, i) => sum + each * other[i], 0);
}
