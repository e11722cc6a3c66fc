import { CrmError } from "../errors";
import { rounded } from "../numbers/double-double";
import { toRowMajor, typedNumbers, type Numbers } from "../numbers/values";
import { normalQuantile } from "../numbers/distributions";
import { risingOrder } from "../numbers/rising-order";
import { dot, identity } from "../numbers/vectors";
import { compressRows } from "./compress/readings";
import { checkHeights, completeRows, rowsOf, type RowBlock } from "./compress/rows";
import { codedRows, designedRows, type Predictors } from "./design";
import { groupsOf, ranksOf, sharesOverOrderings } from "./figures/drivers";
import { checkConfidence } from "./figures/figures";
import {
  countsOf,
  likelihoodWithout,
  outcomeFigures,
  type OutcomeResult,
  type OutcomeSetting,
} from "./figures/outcome-figures";
import { keepsRelations } from "./figures/predict";
import { fitCompressedRows, fitMoments, fittedValue, momentsOf, rawCoordinates, type Fit } from "./solve/fit";
import { likelihoodOf, maximiseLikelihood, times, type OutcomeRows } from "./solve/newton";
import { yesNoOf, type YesNo } from "./yes-no";

export interface OutcomeOptions {
  /** Confidence level of the bounds, in (0, 1); 0.95 by default. */
  readonly confidence?: number;
  /** Weight of each row; a row whose weight is blank (NaN) or 0 is left out. */
  readonly caseWeights?: Numbers;
}

/**
 * Logistic regression ln(π/(1 − π)) = β₀ + Σ βⱼxⱼ of a yes/no outcome by maximum likelihood: Newton's steps on the
 * orthonormalised design, the last of them in doubled precision.
 *
 * | figure | definition |
 * |---|---|
 * | `standardErrors` | roots of the diagonal of (XᵀDX)⁻¹, D = w π(1 − π) |
 * | `z`, `p` | β/standard error, by the normal distribution |
 * | `lower`, `upper` | bounds of the odds ratio: exp(β ± z·standard error) |
 * | `chiSquared` | 2(ln L − ln L₀), rank − 1 degrees of freedom |
 * | `mcFadden` | 1 − ln L/ln L₀ |
 * | `nagelkerke` | (1 − (L₀/L)^(2/N))/(1 − L₀^(2/N)), N the sum of weights (Nagelkerke 1991, Biometrika 78) |
 * | `aic`, `bic` | 2k − 2 ln L, k ln n − 2 ln L |
 * | `auc`, `brier` | P(π of a yes > π of a no), ties half; mean (y − π)² |
 *
 * **Separation.** If a combination of terms separates yes from no, the likelihood has no maximum (Albert & Anderson
 * 1984). Then Firth's penalised likelihood is maximised: `method` says so, `separated` lists the terms, log-likelihoods
 * and `chiSquared` are penalised, `p` is that of the penalised likelihood ratio, and bounds are those of the penalised
 * profile likelihood (Heinze & Schemper 2002), as in R's logistf. If the profile has several branches, the bounds are
 * on the one that leads away from the maximum.
 *
 * Collinear terms as in `feedback`.
 *
 * @param y n outcomes: 0 and 1, logical values, or two texts; blanks are left out
 * @param x n×p as in `feedback`, including categories
 * @throws CrmError as `feedback`; `outcomeOneValue`, `outcomeOneValueUsed`, `outcomeThreeValues`, `outcomeNotBinary`,
 * `outcomeFewRows`
 * @example
 * outcome([0, 0, 1, 0, 1, 1], [[1], [2], [3], [4], [5], [6]]).yes; // => 3
 */
export function outcome(y: ArrayLike<YesNo>, x: Predictors, options: OutcomeOptions = {}): OutcomeResult {
  const setting = settingOf(y, x, options);
  const { yes, no } = countsOf(setting.rows);
  return outcomeFigures(setting, maximiseLikelihood(setting.rows, Math.log(yes / no)));
}

/** Designs of more numbers than this are compressed in doubles, smaller ones without rounding. */
const manyCells = 200_000;

function settingOf(
  y: ArrayLike<YesNo>,
  x: Predictors,
  { confidence = 0.95, caseWeights }: OutcomeOptions,
): OutcomeSetting & { readonly used: RowBlock } {
  checkConfidence(confidence);
  const { values: response, yes: yesLabel } = yesNoOf(y);
  const { x: columns, y: counted, terms, source } = designedRows(response, x, caseWeights);
  const p = source.predictors;
  if (p === 0) throw new CrmError("value", "emptyRange", { argument: "x" });
  const all = {
    rows: response.length,
    x: toRowMajor(columns, "x").data,
    y: typedNumbers(counted),
    weights: caseWeights && typedNumbers(caseWeights),
  };
  const used = completeRows(all, p);
  const rowsLeftOut = response.length - used.rows;
  requireBoth(
    used.rows,
    used.y.reduce((sum, value) => sum + value, 0),
    p,
    rowsLeftOut,
  );
  return {
    ...coordinates(used, designFit(used, p)),
    used,
    x: used.x,
    terms,
    yesLabel,
    confidence,
    rowsLeftOut,
  };
}

/** @throws CrmError `outcomeFewRows`, `outcomeOneValueUsed` unless there are enough rows, and both values in them */
export function requireBoth(rows: number, yes: number, predictors: number, leftOut: number): void {
  const terms = predictors + 1;
  if (rows < terms) throw new CrmError("value", "outcomeFewRows", { rows, leftOut, terms });
  if (yes === 0 || yes === rows) throw new CrmError("value", "outcomeOneValueUsed", { rows, leftOut });
}

/** Basis, rank and relations of the design, from the linear regression on it. */
function designFit({ rows, x, y }: RowBlock, p: number): Fit {
  const source = rowsOf(y, { data: x, columns: p });
  if (rows * (p + 1) > manyCells) {
    const fit = fitMoments(momentsOf(source));
    if (fit.relations.length === 0) return fit;
  }
  return fitCompressedRows(compressRows(source));
}

/** Up to this many cells, coordinates are computed and held in doubled precision. */
const mostDoubledCells = 500_000;
/** Up to this variance inflation, the rows themselves, about their means, are coordinates that keep all digits. */
const mostInflation = 100;

/** The rows in coordinates of the fit; large, well-conditioned data as they are, with the fit changed to match. */
function coordinates({ rows, x, y, weights }: RowBlock, fit: Fit): { fit: Fit; rows: OutcomeRows } {
  const p = fit.predictors;
  const columns = fit.order.length;
  const size = columns + 1;
  const shift = new Float64Array(columns);
  const shared = { rows, columns, y: Uint8Array.from(y), weights };
  if (rows * size <= mostDoubledCells) {
    const high = new Float64Array(rows * columns);
    const low = new Float64Array(rows * columns);
    for (let i = 0; i < rows; i++) {
      const row = rawCoordinates(fit, x.subarray(i * p, (i + 1) * p));
      for (let t = 0; t < columns; t++) [high[i * columns + t], low[i * columns + t]] = row[t + 1];
    }
    return { fit, rows: { ...shared, high, low, shift } };
  }
  if (columns === p && isWellConditioned(fit)) {
    const plain = { ...fit, order: Array.from(shift.keys()), w: identity(size) };
    return { fit: plain, rows: { ...shared, high: x, shift: fit.shift.subarray(0, p) } };
  }
  const high = new Float64Array(rows * columns);
  const z = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let s = 0; s < columns; s++) {
      const column = fit.order[s];
      z[s] = x[i * p + column] * fit.scale[column] - fit.shift[column];
    }
    for (let t = 1; t < size; t++) {
      let sum = 0;
      for (let s = 1; s <= t; s++) sum += z[s - 1] * fit.w[s * size + t];
      high[i * columns + t - 1] = sum;
    }
  }
  return { fit, rows: { ...shared, high, shift } };
}

/** Whether the columns themselves, about their means, keep all digits as coordinates. */
export function isWellConditioned({ order, w, scale, products, predictors }: Fit): boolean {
  const size = order.length + 1;
  return order.every((column, s) => {
    const row = w.subarray((s + 1) * size, (s + 2) * size);
    return scale[column] === 1 && dot(row, row) * products[column * (predictors + 2)] < mostInflation;
  });
}

export interface OutcomePredictions {
  /** Probability of yes; NaN if the row has a blank or a level that does not occur in the data. */
  readonly probability: Float64Array;
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

/**
 * Probabilities of yes for new rows; with `"confidence"` also bounds, computed on the scale of η and mapped back.
 *
 * @throws CrmError `feedbackColumns`
 */
export function outcomePredict(
  result: OutcomeResult,
  newX: Predictors,
  { interval = "none" }: { interval?: "none" | "confidence" } = {},
): OutcomePredictions {
  const { fit, covariance, confidence } = result;
  const p = fit.predictors;
  const data = codedRows(result.terms, newX);
  const rows = data.length / p;
  const eta = Float64Array.from({ length: rows }, (_, i) => fittedValue(fit, data, i * p)[0]);
  const chance = (value: number): number => 1 / (1 + Math.exp(-value));
  if (interval === "none") return { probability: eta.map(chance) };
  const quantile = normalQuantile((1 - confidence) / 2);
  const errors = eta.map((_, i) => {
    const row = data.subarray(i * p, (i + 1) * p);
    if (!keepsRelations(fit, row)) return NaN;
    const q = rounded(rawCoordinates(fit, row));
    return quantile * Math.sqrt(dot(q, times(covariance, q)));
  });
  return {
    probability: eta.map(chance),
    lower: eta.map((value, i) => chance(value - errors[i])),
    upper: eta.map((value, i) => chance(value + errors[i])),
  };
}

/** Maximum number of drivers: the deviance is divided over all orderings, and there is no other method for more. */
const mostOutcomeDrivers = 10;

export interface OutcomeDrivers {
  /** Odds ratio per standard deviation; NaN for a category. */
  readonly oddsRatios: Float64Array;
  /** Shares of the deviance explained; they add up to McFadden's R². */
  readonly share: Float64Array;
  readonly rank: Float64Array;
  readonly result: OutcomeResult;
}

/**
 * What drives a yes: the explained deviance (McFadden's R²) divided among the predictors, each share the average over
 * all orderings of what the predictor adds (like LMG; Grömping 2006). A category is one driver.
 *
 * @throws CrmError as `outcome`; `outcomeManyDrivers`
 */
export function outcomeDrivers(
  y: ArrayLike<YesNo>,
  x: Predictors,
  options: OutcomeOptions = {},
): OutcomeDrivers {
  const setting = settingOf(y, x, options);
  const { fit, rows, terms, used } = setting;
  const groups = groupsOf(terms);
  if (groups.length > mostOutcomeDrivers) {
    throw new CrmError("value", "outcomeManyDrivers", { found: groups.length, most: mostOutcomeDrivers });
  }
  const counts = countsOf(rows);
  const start = Math.log(counts.yes / counts.no);
  const result = outcomeFigures(setting, maximiseLikelihood(rows, start));
  const without = likelihoodWithout(counts);
  const explained = new Float64Array(2 ** groups.length);
  for (let subset = 1; subset < explained.length; subset++) {
    const own = groups.flatMap((group, j) => ((subset >> j) & 1 ? group : []));
    explained[subset] = 1 - likelihoodOf(orthonormal(used, own, rows.y), start) / without;
  }
  const share = sharesOverOrderings(explained, groups.length);
  const spread = (j: number): number =>
    Math.sqrt(fit.products[j * (fit.predictors + 2)] / (rows.rows - 1)) / fit.scale[j];
  return {
    oddsRatios: Float64Array.from(groups, ([j]) =>
      terms[j].level !== undefined ? NaN : Math.exp(result.coefficients[j + 1] * spread(j)),
    ),
    share,
    rank: ranksOf(share),
    result,
  };
}

/** Some terms as coordinates for a fit of their own: centred and orthonormal; a term that adds nothing is left out. */
function orthonormal({ rows, x, weights }: RowBlock, terms: readonly number[], y: Uint8Array): OutcomeRows {
  const p = x.length / rows;
  const kept: Float64Array[] = [];
  for (const term of terms) {
    const column = Float64Array.from({ length: rows }, (_, i) => x[i * p + term]);
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    for (let i = 0; i < rows; i++) column[i] -= mean;
    const whole = Math.sqrt(dot(column, column));
    // Twice is enough (Kahan, in Parlett 1980).
    for (let time = 0; time < 2; time++) {
      for (const other of kept) {
        const share = dot(other, column);
        for (let i = 0; i < rows; i++) column[i] -= share * other[i];
      }
    }
    const left = Math.sqrt(dot(column, column));
    if (left > 1e-8 * whole) kept.push(column.map((value) => value / left));
  }
  const high = new Float64Array(rows * kept.length);
  kept.forEach((column, t) => column.forEach((value, i) => (high[i * kept.length + t] = value)));
  return { rows, columns: kept.length, high, shift: new Float64Array(kept.length), y, weights };
}

/** A group of customers with similar probabilities. */
export interface GainsGroup {
  readonly customers: number;
  /** Mean predicted probability, and observed share of yes. */
  readonly predicted: number;
  readonly observed: number;
  /** Observed share over the share of yes in all rows. */
  readonly lift: number;
  /** Share of all yeses in this group and the groups before it. */
  readonly captured: number;
}

/**
 * How well probabilities rank customers: groups of equal size by falling probability. Rows with a blank in either are
 * left out; customers with equal probabilities share their yeses evenly, so that the order of rows does not matter.
 *
 * @param groups a whole number from 2 to the number of rows
 * @throws CrmError `feedbackHeights`, `badProbability`, `outcomeGroups`; as `outcome` for y
 */
export function outcomeGains(y: ArrayLike<YesNo>, probabilities: Numbers, groups = 10): GainsGroup[] {
  checkHeights(y.length, probabilities.length);
  const { values } = yesNoOf(y);
  for (let i = 0; i < probabilities.length; i++) {
    const value = probabilities[i];
    if (value < 0 || value > 1) {
      throw new CrmError("value", "badProbability", { argument: "probabilities", row: i + 1, found: value });
    }
  }
  const present = Array.from(values.keys()).filter(
    (i) => values[i] === values[i] && probabilities[i] === probabilities[i],
  );
  const falling = risingOrder(Float64Array.from(present, (i) => -probabilities[i]));
  const order = Array.from(falling, (k) => present[k]);
  const n = order.length;
  if (!(Number.isInteger(groups) && groups >= 2 && groups <= n)) {
    throw new CrmError("value", "outcomeGroups", { argument: "groups", found: groups, rows: n });
  }
  const shared = new Float64Array(n);
  for (let start = 0; start < n;) {
    let end = start;
    let yes = 0;
    while (end < n && probabilities[order[end]] === probabilities[order[start]]) yes += values[order[end++]];
    shared.fill(yes / (end - start), start, end);
    start = end;
  }
  const all = order.reduce((sum, i) => sum + values[i], 0);
  let before = 0;
  return Array.from({ length: groups }, (_, g): GainsGroup => {
    const [start, end] = [Math.round((g * n) / groups), Math.round(((g + 1) * n) / groups)];
    let yes = 0;
    let predicted = 0;
    for (let k = start; k < end; k++) {
      yes += shared[k];
      predicted += probabilities[order[k]];
    }
    before += yes;
    const customers = end - start;
    return {
      customers,
      predicted: predicted / customers,
      observed: yes / customers,
      lift: yes / customers / (all / n),
      captured: g === groups - 1 ? 1 : before / all,
    };
  });
}
