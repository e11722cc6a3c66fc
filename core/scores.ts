import { CrmError } from "./errors";
import {
  isColumns,
  rowCount,
  toRowMajor,
  typedNumbers,
  type RowMajor,
  type Values,
  type Weights,
} from "./numbers/values";
import { weightedColumnSums, weightedRowSums } from "./weighted-sum";

/**
 * How a blank (`NaN`) counts: `"na"` its row has no score; `"zero"` as 0; `"reweight"` the row is scored by the
 * values present, times Σ all weights / Σ present weights.
 */
export type Blanks = "na" | "zero" | "reweight";

export const blanksChoices: readonly Blanks[] = ["na", "zero", "reweight"];

export interface ScoreOptions {
  /** How blanks count; `"na"` by default. */
  readonly blanks?: Blanks;
}

/**
 * Weighted score S = Σ wⱼ vⱼ of every row: the simple additive weighting model
 * (Hwang, C.-L. and Yoon, K. (1981), *Multiple Attribute Decision Making*, section 3.3.1).
 *
 * A blank (`NaN`) makes the score of its row `NaN`, unless `blanks` says otherwise. With `"reweight"` a row with no
 * values is `NaN`, and a row whose present weights add up to 0 is `NaN` too; `explainScore` tells them apart.
 *
 * @param values m×n: a row per customer, a column per criterion
 * @param weights n weights, used as given: they need not add up to 1, a negative one is a penalty
 * @returns m scores
 * @throws CrmError `weightsShape` when the number of weights is not the number of columns, `weightNotFinite`
 *
 * ```ts
 * score([[10, 20, 30]], [0.3, 0.4, 0.3]); // => Float64Array [20]
 * ```
 */
export function score(values: Values, weights: Weights, options: ScoreOptions = {}): Float64Array {
  const blanks = options.blanks ?? "na";
  if (isColumns(values)) {
    const w = checkedWeights(weights, values[0].length, values.length);
    for (const column of values) {
      if (column.length !== values[0].length) toRowMajor(values, "values"); // throws with the right message
    }
    const out = new Float64Array(values[0].length);
    weightedColumnSums(values, w, out);
    if (blanks !== "na") scoreBlankRows(values, w, blanks, out);
    return out;
  }
  const matrix = toRowMajor(values, "values");
  const rows = rowCount(matrix);
  const w = checkedWeights(weights, rows, matrix.columns);
  const out = new Float64Array(rows);
  scoreRows(matrix.data, w, blanks, out, rows);
  return out;
}

/**
 * The kernel of `score` for callers with rows in a buffer of their own: checks nothing and allocates nothing.
 *
 * @param data at least `rows` × `weights.length` values, row-major
 * @param out at least `rows` places
 */
export function scoreRows(
  data: Float64Array,
  weights: Float64Array,
  blanks: Blanks,
  out: Float64Array,
  rows: number,
): void {
  weightedRowSums(data, weights, out, rows);
  if (blanks === "na") return;
  const n = weights.length;
  for (let i = 0; i < rows; i++) {
    // A blank makes the sum NaN, and so does Infinity − Infinity; only those rows are summed again.
    if (out[i] !== out[i]) out[i] = sumOfPresent(data, i * n, weights, blanks);
  }
}

/** Sums the rows of columns again that a blank has made `NaN`, by `blanks`; copies one row at a time. */
function scoreBlankRows(
  columns: readonly Float64Array[],
  weights: Float64Array,
  blanks: Blanks,
  out: Float64Array,
): void {
  const row = new Float64Array(columns.length);
  for (let i = 0; i < out.length; i++) {
    if (out[i] === out[i]) continue;
    for (let j = 0; j < row.length; j++) row[j] = columns[j][i];
    out[i] = sumOfPresent(row, 0, weights, blanks);
  }
}

function sumOfPresent(data: Float64Array, start: number, weights: Float64Array, blanks: Blanks): number {
  let sum = 0;
  let all = 0;
  let present = 0;
  let magnitude = 0;
  let count = 0;
  for (let j = 0; j < weights.length; j++) {
    const value = data[start + j];
    all += weights[j];
    if (value !== value) continue;
    count++;
    present += weights[j];
    magnitude += Math.abs(weights[j]);
    sum += weights[j] * value;
  }
  if (blanks === "zero") return sum;
  if (count === 0 || cancels(present, magnitude, count)) return NaN;
  return count === weights.length ? sum : (sum * all) / present;
}

/** True if the sum of weights is 0 up to rounding: .1 + .2 − .3 is 0 to a user, and 5.6e-17 to a processor. */
function cancels(sum: number, magnitude: number, count: number): boolean {
  return Math.abs(sum) <= count * Number.EPSILON * magnitude;
}

/** Why a row that has no score has none. Its values begin at `start`; `row` is its number, from 1. */
export function explainScore(
  data: Float64Array,
  start: number,
  weights: Float64Array,
  blanks: Blanks,
  row: number,
): CrmError {
  const values = data.subarray(start, start + weights.length);
  const column = values.findIndex((value) => value !== value) + 1;
  if (column > 0 && blanks === "na")
    return new CrmError("na", "cellBlank", { argument: "values", row, column });
  if (column > 0 && blanks === "reweight") {
    const present = weights.filter((_, j) => values[j] === values[j]);
    if (present.length === 0)
      return new CrmError("na", "rowAllBlank", { argument: "values", customer: row, row });
    const sum = present.reduce((all, each) => all + each, 0);
    const magnitude = present.reduce((all, each) => all + Math.abs(each), 0);
    if (cancels(sum, magnitude, present.length))
      return new CrmError("div0", "weightsCancel", { customer: row, row });
  }
  return new CrmError("num", "resultNotFinite", { customer: row, row });
}

/** Need P = Σ wᵢpᵢ: how strongly each customer needs the offer. Computed as `score`. */
export const needScore = score;

/** Expectation E = Σ wᵢeᵢ: what each customer expects. Computed as `score`. */
export const expectationScore = score;

/** Management T = Σ wᵢtᵢ: how well each relationship is managed. Computed as `score`. */
export const managementScore = score;

/** Service Q = Σ wᵢqᵢ: quality of the service received. Computed as `score`. */
export const serviceScore = score;

/** Marketing R = Σ wᵢrᵢ: effect of marketing on each customer. Computed as `score`. */
export const marketingScore = score;

/**
 * The parts wⱼvᵢⱼ that add up to each score, m×n row-major. The part of a blank is `NaN`; the others are unaffected.
 *
 * @throws CrmError `weightsShape`, `weightNotFinite`
 *
 * ```ts
 * scoreParts([[10, 20]], [0.5, 0.25]).data; // => Float64Array [5, 5]
 * ```
 */
export function scoreParts(values: Values, weights: Weights): RowMajor {
  const matrix = toRowMajor(values, "values");
  const w = checkedWeights(weights, rowCount(matrix), matrix.columns);
  const n = w.length;
  const data = new Float64Array(matrix.data.length);
  for (let i = 0, j = 0; i < data.length; i++) {
    data[i] = w[j] * matrix.data[i];
    if (++j === n) j = 0;
  }
  return { data, columns: n };
}

/**
 * SERVQUAL gap G = Σ wⱼ (perceivedⱼ − expectedⱼ) of every row; negative if we fall short
 * (Parasuraman, A., Zeithaml, V. A. and Berry, L. L. (1988), SERVQUAL, *Journal of Retailing* 64, 12–40).
 *
 * A criterion that is blank (`NaN`) in either matrix counts as blank; see `ScoreOptions`.
 *
 * @param expected m×n
 * @param perceived m×n, the same criteria in the same order
 * @returns m gaps
 * @throws CrmError `sameShape` if the two matrices differ in shape, `weightsShape`, `weightNotFinite`
 *
 * ```ts
 * expectationGap([[5, 4]], [[4, 4]], [0.5, 0.5]); // => Float64Array [-0.5]
 * ```
 */
export function expectationGap(
  expected: Values,
  perceived: Values,
  weights: Weights,
  options: ScoreOptions = {},
): Float64Array {
  const e = toRowMajor(expected, "expected");
  const p = toRowMajor(perceived, "perceived");
  if (e.columns !== p.columns || e.data.length !== p.data.length) {
    throw new CrmError("value", "sameShape", {
      argument: "perceived",
      rows: rowCount(p),
      columns: p.columns,
      otherArgument: "expected",
      otherRows: rowCount(e),
      otherColumns: e.columns,
    });
  }
  return score(
    { data: differences(e.data, p.data, options.blanks ?? "na"), columns: e.columns },
    weights,
    options,
  );
}

/** perceived − expected, cell by cell; with `"zero"` a blank on either side counts as 0 there. */
function differences(expected: Float64Array, perceived: Float64Array, blanks: Blanks): Float64Array {
  const gaps = new Float64Array(expected.length);
  if (blanks === "zero") {
    for (let i = 0; i < gaps.length; i++) {
      gaps[i] =
        (perceived[i] !== perceived[i] ? 0 : perceived[i]) - (expected[i] !== expected[i] ? 0 : expected[i]);
    }
  } else {
    for (let i = 0; i < gaps.length; i++) gaps[i] = perceived[i] - expected[i];
  }
  return gaps;
}

/**
 * Checks the weights for values of `rows` × `columns`: one per column, all finite.
 *
 * @throws CrmError `weightNotFinite`, `weightsShape`
 */
export function checkedWeights(weights: Weights, rows: number, columns: number): Float64Array {
  const w = typedNumbers(weights);
  for (let j = 0; j < w.length; j++) {
    if (!Number.isFinite(w[j])) {
      throw new CrmError("value", "weightNotFinite", { argument: "weights", position: j + 1 });
    }
  }
  if (columns === w.length && columns > 0) return w;
  throw new CrmError("value", "weightsShape", {
    argument: "weights",
    rows: 1,
    columns: w.length,
    otherArgument: "values",
    otherRows: rows,
    otherColumns: columns,
  });
}
