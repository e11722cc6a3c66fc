import type { FeedbackResult } from "./figures";
import { matrixOf } from "../../numbers/vectors";
import { spreadsOf } from "../compress/moments";
import { predictorsOf } from "../design";
import { driverTable, type TableCell } from "./tables";
import type { Fit } from "../solve/fit";
import { divideFixed, multiplyFixed, numberOf } from "../solve/fixed-point";
import { symmetricEigen } from "./symmetric-eigen";

/** Up to this many predictors, shares of R² are averages over all orderings; with more, Johnson's relative weights. */
export const mostForOrderings = 16;

export interface Drivers {
  /** Coefficient times the standard deviation of the predictor over that of the response; NaN for a category. */
  readonly standardised: Float64Array;
  /** Share of R² of each predictor; the shares add up to R². */
  readonly share: Float64Array;
  /** 1 for the largest share; ties share the better rank. */
  readonly rank: Float64Array;
  readonly method: "orderings" | "relative weights";
  readonly rSquared: number;
  /** The fit whose R² is divided. */
  readonly result: FeedbackResult;
}

/** Driver shares of a finished fit. */
export function driversOf(result: FeedbackResult): Drivers {
  const { fit, rSquared, terms } = result;
  const p = fit.predictors;
  const drivers = predictorsOf(terms);
  const spreads = spreadsOf(fit.products);
  const groups = groupsOf(terms);
  const standardised = Float64Array.from(groups, ([j]) =>
    rSquared !== rSquared || terms[j].level !== undefined
      ? NaN
      : (fit.slopes[j][0] * spreads[j]) / spreads[p],
  );
  const method = drivers <= mostForOrderings ? "orderings" : "relative weights";
  const share =
    rSquared !== rSquared
      ? new Float64Array(drivers).fill(NaN)
      : sharesOfProducts(fit.products, groups, isClose(result) ? fit.centred : undefined);
  return { standardised, share, rank: ranksOf(share), method, rSquared, result };
}

export function ranksOf(share: Float64Array): Float64Array {
  return share.map((value) => (value !== value ? NaN : 1 + share.filter((other) => other > value).length));
}

function correlationsOf(products: Float64Array): Float64Array {
  const length = spreadsOf(products);
  return matrixOf(length.length, (i, j) => {
    const scale = length[i] * length[j];
    return scale > 0 ? products[i * length.length + j] / scale : 0;
  });
}

/** Positions of the terms of each driver. */
export function groupsOf(terms: FeedbackResult["terms"]): number[][] {
  const groups = Array.from({ length: predictorsOf(terms) }, () => [] as number[]);
  terms.forEach(({ predictor }, j) => groups[predictor].push(j));
  return groups;
}

/**
 * Shares from centred cross products, in doubles, as resampling needs a thousand times.
 *
 * @param exact the same products without rounding, if doubles do not show what a predictor adds
 */
export function sharesOfProducts(
  products: Float64Array,
  groups: readonly (readonly number[])[],
  exact?: Fit["centred"],
): Float64Array {
  const correlations = correlationsOf(products);
  const p = Math.sqrt(products.length) - 1;
  if (groups.length <= mostForOrderings) {
    const explained = exact ? explainedExactly(exact, groups) : explainedByDoubles(correlations, p, groups);
    return sharesOverOrderings(explained, groups.length);
  }
  const weights = relativeWeights(correlations, p);
  return Float64Array.from(groups, (own) => own.reduce((sum, j) => sum + weights[j], 0));
}

/** A predictor adds nothing if less than this share of its variance is left, given others. */
const nothingLeft = 1e-10;

/** From this variance inflation factor on, correlations in doubles no longer show what a predictor adds. */
const mostInflation = 1e3;

/** Whether some predictor is nearly a combination of others, but none is one. */
const isClose = ({ fit, vif }: FeedbackResult): boolean =>
  fit.relations.length === 0 && vif.some((value) => value > mostInflation);

/**
 * R² of every subset of the drivers; bit j of the index stands for driver j, whose terms enter together.
 *
 * Each subset results from its parent by one step of Gaussian elimination on the correlations per added term (in
 * Garside's order: depth first, so that one matrix per driver suffices). The terms of a driver are adjacent.
 */
function explainedByDoubles(
  correlations: Float64Array,
  p: number,
  groups: readonly (readonly number[])[],
): Float64Array {
  const size = p + 1;
  const explained = new Float64Array(2 ** groups.length);
  const levels = Array.from({ length: groups.length + 1 }, () => new Float64Array(size * size));
  levels[0].set(correlations);
  const visit = (depth: number, from: number, subset: number): void => {
    const next = levels[depth + 1];
    for (let j = from; j < groups.length; j++) {
      let current = levels[depth];
      let gain = 0;
      for (const term of groups[j]) {
        const pivot = current[term * size + term];
        if (pivot > nothingLeft) {
          const r = current[term * size + p];
          gain += (r * r) / pivot;
          for (let a = term + 1; a < size; a++) {
            const factor = current[term * size + a] / pivot;
            for (let b = a; b < size; b++)
              next[a * size + b] = current[a * size + b] - factor * current[term * size + b];
          }
        } else if (current !== next) next.set(current);
        current = next;
      }
      const added = subset | (1 << j);
      explained[added] = explained[subset] + gain;
      if (j + 1 < groups.length) visit(depth + 1, j + 1, added);
    }
  };
  visit(0, 0, 0);
  return explained;
}

/** The same from unrounded products, for predictors that are close to combinations of each other. */
function explainedExactly(
  centred: readonly (readonly bigint[])[],
  groups: readonly (readonly number[])[],
): Float64Array {
  const y = centred.length - 1;
  const total = centred[y][y];
  const explained = new Float64Array(2 ** groups.length);
  const visit = (
    current: readonly (readonly bigint[])[],
    from: number,
    sum: bigint,
    subset: number,
  ): void => {
    explained[subset] = numberOf(divideFixed(sum, total));
    for (let j = from; j < groups.length; j++) {
      const next = groups[j].reduce((rest, term) => without(rest, term + 1), current);
      visit(next, j + 1, total - next[y][y], subset | (1 << j));
    }
  };
  visit(centred, 0, 0n, 0);
  return explained;
}

/** The products after elimination of a term, for the terms that come after it. */
function without(current: readonly (readonly bigint[])[], term: number): bigint[][] {
  const pivot = current[term];
  const next: bigint[][] = [];
  for (let a = term + 1; a < current.length; a++) {
    const factor = divideFixed(pivot[a], pivot[term]);
    next[a] = [];
    for (let b = a; b < current.length; b++) next[a][b] = current[a][b] - multiplyFixed(factor, pivot[b]);
  }
  return next;
}

/** The average rise in R² over all orderings, summed by subsets. */
export function sharesOverOrderings(explained: Float64Array, p: number): Float64Array {
  // A subset of s of the p − 1 others precedes a predictor in s!(p − 1 − s)! of the p! orderings.
  const weight = new Float64Array(p);
  for (let s = 0; s < p; s++) {
    let choose = 1;
    for (let t = 0; t < s; t++) choose = (choose * (p - 1 - t)) / (t + 1);
    weight[s] = 1 / (p * choose);
  }
  const share = new Float64Array(p);
  for (let subset = 0; subset < explained.length; subset++) {
    let count = 0;
    for (let rest = subset; rest !== 0; rest &= rest - 1) count++;
    for (let j = 0; j < p; j++) {
      if ((subset >> j) & 1) continue;
      share[j] += weight[count] * (explained[subset | (1 << j)] - explained[subset]);
    }
  }
  return share;
}

/** Johnson's relative weights, computed through the orthogonal variables nearest to the predictors (the root of R). */
function relativeWeights(correlations: Float64Array, p: number): Float64Array {
  const size = p + 1;
  const among = matrixOf(p, (i, j) => correlations[i * size + j]);
  const { values, vectors } = symmetricEigen(among, p);
  const root = new Float64Array(p * p);
  const slopes = new Float64Array(p);
  for (let t = 0; t < p; t++) {
    if (!(values[t] > nothingLeft)) continue;
    const value = Math.sqrt(values[t]);
    let along = 0;
    for (let j = 0; j < p; j++) along += vectors[j * p + t] * correlations[j * size + p];
    for (let i = 0; i < p; i++) {
      slopes[i] += (vectors[i * p + t] * along) / value;
      for (let j = 0; j < p; j++) {
        root[i * p + j] += vectors[i * p + t] * value * vectors[j * p + t];
      }
    }
  }
  return Float64Array.from({ length: p }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += root[i * p + j] ** 2 * slopes[j] ** 2;
    return sum;
  });
}

/** The table that `FEEDBACKDRIVERS` spills, by falling share; the header names the method. */
export function driversTable(drivers: Drivers, names?: readonly string[]): TableCell[][] {
  const share = drivers.method === "orderings" ? "Share of R²" : "Share of R² (relative weights)";
  return driverTable(["Driver", "Standardised β", share, "Rank"], drivers, drivers.standardised, names);
}
