import { chiSquaredTail, normalQuantile, normalTail } from "../../numbers/distributions";
import { add, doubled, multiply, rounded, type DoubleDouble } from "../../numbers/double-double";
import { risingOrder } from "../../numbers/rising-order";
import { blankColumns, dot } from "../../numbers/vectors";
import type { Term } from "../design";
import { interceptOf } from "../compress/serial-differences";
import { withCoefficients, type Fit } from "../solve/fit";
import {
  firthRows,
  inverseOf,
  maximisePenalised,
  penalisedAt,
  profileAt,
  profileBound,
  type FirthRows,
  type Penalised,
} from "../solve/firth";
import { etasOf, times, type Maximum, type OutcomeRows } from "../solve/newton";
import { collinearTerms, involvement, termRow } from "./figures";

/**
 * All figures of a logistic regression ln(π/(1 − π)) = β₀ + Σ βᵢxᵢ. Arrays hold the intercept first, then the terms in
 * order. NaN is a figure that does not exist.
 */
export interface OutcomeResult {
  /** What a yes is called in the data. */
  readonly yesLabel: string;
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  readonly z: Float64Array;
  readonly p: Float64Array;
  readonly oddsRatios: Float64Array;
  /** Bounds of the odds ratios. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly terms: readonly Term[];
  readonly logLikelihood: number;
  readonly logLikelihoodWithout: number;
  readonly chiSquared: number;
  readonly pOfChiSquared: number;
  readonly mcFadden: number;
  readonly nagelkerke: number;
  readonly aic: number;
  readonly bic: number;
  readonly auc: number;
  readonly brier: number;
  readonly rowsUsed: number;
  readonly rowsLeftOut: number;
  readonly yes: number;
  readonly no: number;
  readonly rank: number;
  /** Positions (0-based) of the terms that take part in a linear relation among the terms. */
  readonly collinear: readonly number[];
  /** Positions of the terms that separate yes from no, in which case the likelihood has no maximum. */
  readonly separated: readonly number[];
  readonly method: "maximum likelihood" | "Firth";
  readonly confidence: number;
  /** η as a line in x, and the covariance of its coordinates; predictions are computed from both. */
  readonly fit: Fit;
  readonly covariance: readonly DoubleDouble[];
}

/** What is known about rows that are not in memory. */
export interface OutcomeTotals {
  readonly counts: ReturnType<typeof countsOf>;
  readonly quality: { readonly auc: number; readonly brier: number };
}

export interface OutcomeSetting {
  readonly fit: Fit;
  readonly rows: OutcomeRows;
  /** The predictors of the rows, row-major. */
  readonly x?: ArrayLike<number>;
  /** If given, the rows are needed only if yes and no are separated. */
  readonly totals?: OutcomeTotals;
  readonly terms: readonly Term[];
  readonly yesLabel: string;
  readonly confidence: number;
  readonly rowsLeftOut: number;
}

/** The linear form of θ that is a term's coefficient in the fit's units; term 0 is the intercept. */
function formOf(fit: Fit, term: number): Float64Array {
  const form = termRow(fit, term);
  // In outcome rows the column of ones holds 1; it is not scaled to length 1.
  form[0] = term === 0 ? 1 : 0;
  return form;
}

/** The fit with the coefficients that θ stands for. */
function lineOf(fit: Fit, theta: readonly DoubleDouble[]): Fit {
  const size = theta.length;
  const slopes = fit.order.map((_, s): DoubleDouble => {
    let sum: DoubleDouble = [0, 0];
    for (let t = s + 1; t < size; t++) sum = add(sum, multiply(theta[t], [fit.w[(s + 1) * size + t], 0]));
    return sum;
  });
  return withCoefficients(fit, theta[0], slopes);
}

/** All figures, of the maximum or, if yes and no are separated, of Firth's penalised likelihood. */
export function outcomeFigures(setting: OutcomeSetting, maximum: Maximum): OutcomeResult {
  const { rows, confidence, terms, yesLabel } = setting;
  const p = setting.fit.predictors;
  const size = rows.columns + 1;
  const tail = (1 - confidence) / 2;
  const quantile = normalQuantile(tail);
  const separated = maximum.separation && firthRows(rows);
  const top = separated && maximisePenalised(separated, new Float64Array(size));
  const fit = lineOf(setting.fit, top ? doubled(top.theta) : maximum.theta);
  const covariance = top ? doubled(inverseOf(top.root)) : maximum.covariance;
  const involved = involvement(fit);
  const [coefficients, standardErrors, z, pValues, oddsRatios, lower, upper] = blankColumns(7, p + 1);
  for (let j = 0; j <= p; j++) {
    const scale = j === 0 ? 1 : fit.scale[j - 1];
    coefficients[j] = (j === 0 ? interceptOf(fit)[0] : fit.slopes[j - 1][0]) * scale;
    oddsRatios[j] = Math.exp(coefficients[j]);
    if (involved[j]) continue;
    const form = formOf(fit, j);
    standardErrors[j] = Math.sqrt(dot(form, times(covariance, form))) * scale;
    z[j] = coefficients[j] / standardErrors[j];
    if (top === undefined) {
      pValues[j] = 2 * normalTail(Math.abs(z[j]));
      lower[j] = Math.exp(coefficients[j] - quantile * standardErrors[j]);
      upper[j] = Math.exp(coefficients[j] + quantile * standardErrors[j]);
      continue;
    }
    const bound = (side: 1 | -1): number =>
      Math.exp(profileBound(separated!, top, form, (quantile * quantile) / 2, side) * scale);
    const without = profileAt(separated!, top, form, 0);
    if (without !== undefined) pValues[j] = chiSquaredTail(2 * Math.max(0, top.penalised - without), 1);
    lower[j] = bound(-1);
    upper[j] = bound(1);
  }
  const counted = setting.totals?.counts ?? countsOf(rows);
  const plainWithout = likelihoodWithout(counted);
  const plain = top?.logLikelihood ?? maximum.logLikelihood;
  const penalties = top && penalisedPair(setting, separated!, top);
  const logLikelihood = penalties?.full ?? plain;
  const logLikelihoodWithout = penalties?.without ?? plainWithout;
  const chiSquared = Math.max(0, 2 * (logLikelihood - logLikelihoodWithout));
  const n = fit.rows;
  const rank = size;
  return {
    yesLabel,
    coefficients,
    standardErrors,
    z,
    p: pValues,
    oddsRatios,
    lower,
    upper,
    terms,
    logLikelihood,
    logLikelihoodWithout,
    chiSquared: rank > 1 ? chiSquared : NaN,
    pOfChiSquared: rank > 1 ? chiSquaredTail(chiSquared, rank - 1) : NaN,
    mcFadden: 1 - plain / plainWithout,
    nagelkerke:
      Math.expm1((2 / counted.all) * (plainWithout - plain)) / Math.expm1((2 / counted.all) * plainWithout),
    aic: 2 * rank - 2 * logLikelihood,
    bic: Math.log(n) * rank - 2 * logLikelihood,
    ...(setting.totals?.quality ?? qualityOf(rows, top?.theta ?? rounded(maximum.theta))),
    rowsUsed: n,
    rowsLeftOut: setting.rowsLeftOut,
    yes: counted.yesRows,
    no: n - counted.yesRows,
    rank,
    collinear: collinearTerms(fit),
    separated: maximum.separation ? separatedTerms(setting, maximum.separation) : [],
    method: top === undefined ? "maximum likelihood" : "Firth",
    confidence,
    fit,
    covariance,
  };
}

/** Total weight of the yeses, of the noes and of all rows, and the number of yes rows. */
export function countsOf({ rows, y, weights }: OutcomeRows) {
  let yes = 0;
  let no = 0;
  let yesRows = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights?.[i] ?? 1;
    if (y[i] === 1) {
      yes += weight;
      yesRows++;
    } else no += weight;
  }
  return { yes, no, all: yes + no, yesRows };
}

/** ln L without predictors. */
export const likelihoodWithout = ({ yes, no, all }: ReturnType<typeof countsOf>): number =>
  yes * Math.log(yes / all) + no * Math.log(no / all);

/** The penalised likelihoods with and without predictors, the information in the data's units (as in R's logistf). */
function penalisedPair(
  { fit, rows }: OutcomeSetting,
  separated: FirthRows,
  top: Penalised,
): { full: number; without: number } {
  const size = rows.columns + 1;
  let logScale = 0;
  fit.order.forEach((column, s) => {
    logScale += Math.log(Math.abs(fit.w[(s + 1) * (size + 1)]) * fit.scale[column]);
  });
  // Without predictors the information is π(1 − π) times a matrix: the maximum is at (yes + size/2)/(all + size).
  const { yes, all } = countsOf(rows);
  const share = (yes + size / 2) / (all + size);
  const theta = new Float64Array(size);
  theta[0] = Math.log(share / (1 - share));
  const without = penalisedAt(separated, theta)?.penalised ?? NaN;
  return { full: top.penalised - logScale, without: without - logScale };
}

/** Terms that take part in the separation; if every row is on its side, those that separate alone, if there are any. */
function separatedTerms(
  setting: OutcomeSetting,
  { direction, complete }: NonNullable<Maximum["separation"]>,
): number[] {
  const { fit } = setting;
  const p = fit.predictors;
  const shares = Float64Array.from(
    { length: p },
    (_, j) => Math.abs(dot(formOf(fit, j + 1), direction)) * Math.sqrt(fit.products[j * (p + 2)]),
  );
  const largest = Math.max(...shares);
  const part = Array.from(shares.keys()).filter((j) => shares[j] > 1e-6 * largest);
  if (!complete) return part;
  const alone = part.filter((j) => separatesAlone(setting, j, p));
  return alone.length > 0 ? alone : part;
}

function separatesAlone({ x = [], rows: { y } }: OutcomeSetting, j: number, p: number): boolean {
  const range = [
    [Infinity, -Infinity],
    [Infinity, -Infinity],
  ];
  for (let i = 0, at = j; i < y.length; i++, at += p) {
    const own = range[y[i]];
    own[0] = Math.min(own[0], x[at]);
    own[1] = Math.max(own[1], x[at]);
  }
  const [no, yes] = range;
  const near = 1e-9 * Math.max(no[1] - no[0], yes[1] - yes[0]);
  return no[1] <= yes[0] + near || yes[1] <= no[0] + near;
}

/** Area under the ROC curve (ties count half), and the mean squared error of π. */
function qualityOf(rows: OutcomeRows, theta: Float64Array): { auc: number; brier: number } {
  const { rows: n, y, weights } = rows;
  const eta = etasOf(rows, theta);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const away = 1 / (1 + Math.exp(y[i] === 1 ? eta[i] : -eta[i]));
    squares += (weights?.[i] ?? 1) * away * away;
  }
  const { yes, no, all } = countsOf(rows);
  return { auc: areaUnder(eta, y, weights, theta) / (yes * no), brier: squares / all };
}

/** Σ over pairs of a yes and a no: 1 if the yes is higher, ½ if they are equal up to rounding. */
function areaUnder(
  eta: Float64Array,
  y: Uint8Array,
  weights: Float64Array | undefined,
  theta: Float64Array,
): number {
  const order = risingOrder(eta);
  const near = 1e-13 * theta.reduce((sum, value) => sum + Math.abs(value), 0);
  let below = 0;
  let area = 0;
  for (let start = 0; start < order.length;) {
    let end = start;
    let yes = 0;
    let no = 0;
    do {
      const weight = weights?.[order[end]] ?? 1;
      if (y[order[end]] === 1) yes += weight;
      else no += weight;
      end++;
    } while (end < order.length && eta[order[end]] - eta[order[end - 1]] <= near);
    area += yes * (below + no / 2);
    below += no;
    start = end;
  }
  return area;
}
