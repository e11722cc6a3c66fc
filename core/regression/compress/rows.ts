import { CrmError } from "../../errors";
import {
  isColumns,
  rowCount,
  toRowMajor,
  typedNumbers,
  type Numbers,
  type RowMajor,
  type Values,
} from "../../numbers/values";

/** Consecutive rows: `x` row-major with `predictors` columns, `y` one number per row. NaN is a blank. */
export interface RowBlock {
  readonly rows: number;
  /** Number of input rows before this block, for naming rows in errors; 0 by default. */
  readonly first?: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Weight of each row; 1 by default. */
  readonly weights?: Float64Array;
}

/**
 * Rows that can be read several times, group by group. A source may refill and reuse its arrays, so only one group is
 * held at a time.
 */
export interface RowSource {
  readonly predictors: number;
  /** True if rows have weights; then so do the blocks. */
  readonly weighted?: boolean;
  blocks(): Iterable<RowBlock>;
}

/**
 * Rows per group, about a megabyte. Sums are computed per group and then added in the order of the groups, so that a
 * result does not depend on who sums a group.
 */
export function groupRowsFor(predictors: number): number {
  return 4 * Math.max(64, 2 ** Math.floor(Math.log2(40960 / (predictors + 1))));
}

/**
 * A response and predictors in memory as a source of rows. Row-major data are not copied; columns are copied block by
 * block, plain rows once as a whole.
 *
 * @param caseWeights weight of each row; a row whose weight is blank or 0 is left out
 * @throws CrmError `feedbackHeights` if y and x differ in height, `rowLengths`; as `withoutWeightless`
 */
export function rowsOf(response: Numbers, x: Values, caseWeights?: Numbers): RowSource {
  if (caseWeights !== undefined) return weightedRows(response, x, typedNumbers(caseWeights));
  const y = typedNumbers(response);
  if (isColumns(x)) {
    for (const column of x) checkHeights(y.length, column.length);
    return { predictors: x.length, blocks: () => interleaved(y, x) };
  }
  checkHeights(y.length, Array.isArray(x) ? x.length : rowCount(x as RowMajor));
  const { data, columns } = toRowMajor(x, "x");
  return { predictors: columns, blocks: () => slices(y, data, columns) };
}

function weightedRows(response: Numbers, x: Values, weights: Float64Array): RowSource {
  checkHeights(response.length, weights.length);
  const y = withoutWeightless(response, weights);
  const source = rowsOf(y, x);
  return {
    ...source,
    weighted: true,
    *blocks() {
      for (const block of source.blocks()) {
        const first = block.first ?? 0;
        yield { ...block, weights: weights.subarray(first, first + block.rows) };
      }
    },
  };
}

/** Products with smaller or larger weights, and sums of them, would leave the range of doubles. */
const leastWeight = 1e-100;
const mostWeight = 1e100;

/**
 * The response, with a blank in the rows that have no weight.
 *
 * @throws CrmError `caseWeightNegative`, `caseWeightTooLarge`, `caseWeightTooSmall`
 */
export function withoutWeightless(response: Numbers, weights: Numbers): Float64Array {
  return Float64Array.from(response, (value, i) => {
    const weight = weights[i];
    if (weight < 0) {
      throw new CrmError("value", "caseWeightNegative", {
        argument: "case_weights",
        row: i + 1,
        found: weight,
      });
    }
    if (weight > mostWeight)
      throw new CrmError("num", "caseWeightTooLarge", { argument: "case_weights", row: i + 1 });
    if (weight > 0 && weight < leastWeight) {
      const place = { argument: "case_weights", row: i + 1, found: weight };
      throw new CrmError("num", "caseWeightTooSmall", place);
    }
    return weight > 0 ? value : NaN;
  });
}

/** @throws CrmError `feedbackHeights` */
export function checkHeights(ys: number, xs: number): void {
  if (ys !== xs) throw new CrmError("value", "feedbackHeights", { rows: ys, otherRows: xs });
}

function* slices(y: Float64Array, data: Float64Array, columns: number): Iterable<RowBlock> {
  const size = groupRowsFor(columns);
  for (let first = 0; first < y.length; first += size) {
    const end = Math.min(first + size, y.length);
    yield {
      rows: end - first,
      first,
      x: data.subarray(first * columns, end * columns),
      y: y.subarray(first, end),
    };
  }
}

function* interleaved(y: Float64Array, columns: readonly Float64Array[]): Iterable<RowBlock> {
  const p = columns.length;
  const size = Math.min(groupRowsFor(p), Math.max(1, y.length));
  const scratch = new Float64Array(size * p);
  for (let first = 0; first < y.length; first += size) {
    const rows = Math.min(size, y.length - first);
    for (let j = 0; j < p; j++) {
      const column = columns[j];
      for (let i = 0, k = j; i < rows; i++, k += p) scratch[k] = column[first + i];
    }
    yield { rows, first, x: scratch.subarray(0, rows * p), y: y.subarray(first, first + rows) };
  }
}

/**
 * The rows of a block that have no blank, as a block of their own; the block itself if all of them have none. Weighted
 * rows are checked one by one, because a weight may make a number too large.
 *
 * @throws CrmError `feedbackNotFinite` if a number, or its product with the case weight, is infinite
 */
export function completeRows(block: RowBlock, predictors: number): RowBlock {
  if (block.weights === undefined && !hasBlank(block)) return block;
  const x = new Float64Array(block.x.length);
  const y = new Float64Array(block.rows);
  const weights = block.weights && new Float64Array(block.rows);
  let kept = 0;
  for (let i = 0; i < block.rows; i++) {
    if (!isComplete(block, predictors, i)) continue;
    x.set(block.x.subarray(i * predictors, (i + 1) * predictors), kept * predictors);
    if (weights) weights[kept] = block.weights![i];
    y[kept++] = block.y[i];
  }
  return {
    rows: kept,
    x: x.subarray(0, kept * predictors),
    y: y.subarray(0, kept),
    weights: weights?.subarray(0, kept),
  };
}

/** Whether row `i` of the block has no blank. @throws CrmError `feedbackNotFinite` */
export function isComplete(block: RowBlock, predictors: number, i: number): boolean {
  let blank = block.y[i] !== block.y[i];
  // A number whose product with its case weight overflows cannot be summed either.
  const weight = block.weights === undefined ? 1 : Math.max(1, block.weights[i]);
  let infinite = Math.abs(block.y[i] * weight) === Infinity;
  for (let j = i * predictors; j < (i + 1) * predictors; j++) {
    const value = block.x[j];
    blank ||= value !== value;
    infinite ||= Math.abs(value * weight) === Infinity;
  }
  if (infinite) throw new CrmError("num", "feedbackNotFinite", { row: (block.first ?? 0) + i + 1 });
  return !blank;
}

/** The same rows with each column multiplied by a power of two, so that squares neither overflow nor underflow. */
export function scaledBlock(block: RowBlock, scale: Float64Array): RowBlock {
  const p = scale.length - 1;
  const x = new Float64Array(block.rows * p);
  const y = new Float64Array(block.rows);
  for (let i = 0; i < block.rows; i++) {
    for (let j = 0; j < p; j++) x[i * p + j] = block.x[i * p + j] * scale[j];
    y[i] = block.y[i] * scale[p];
  }
  return { rows: block.rows, first: block.first, x, y, weights: block.weights };
}

/** Whether a block contains a blank or an infinite number; a single sum shows it. */
function hasBlank({ x, y }: RowBlock): boolean {
  return zeroTimes(x) + zeroTimes(y) !== 0;
}

/** 0, or NaN if a number is blank or infinite. */
function zeroTimes(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * 0;
  return sum;
}
