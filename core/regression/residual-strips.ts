import { partOf } from "./moments";
import { completeRows, type RowBlock } from "./rows";

/** What consecutive rows tell about the residuals e of a position, whatever the precision they are read in. */
export interface ResidualTrace {
  /** Complete rows. */
  readonly rows: number;
  /** Σ e². */
  readonly squares: number;
  /** Σ (eᵢ − eᵢ₋₁)². */
  readonly steps: number;
  /** The first and the last e; NaN where there are no rows. */
  readonly first: number;
  readonly last: number;
}

/**
 * Reads the rows of a block strip by strip; a strip with blanks is read once more without the rows that have them.
 *
 * @param residuals reads `rows` rows of a strip from `at` on, given the residual before them
 * @param traceOf Σ e², Σ (eᵢ − eᵢ₋₁)² and the last e of what was read
 * @param take is given what each strip tells, good until the next strip
 */
export function readStrips<Sums>(
  block: RowBlock,
  predictors: number,
  stripRows: number,
  residuals: (strip: RowBlock, at: number, rows: number, last: number) => Sums,
  traceOf: (sums: Sums) => Float64Array,
  take: (sums: Sums) => void,
): ResidualTrace {
  let count = 0;
  let squares = 0;
  let steps = 0;
  let first = NaN;
  let last = NaN;
  for (let at = 0; at < block.rows; at += stripRows) {
    let strip = block;
    let from = at;
    let rows = Math.min(stripRows, block.rows - at);
    // The first residual is made alone, so that there is one before each row.
    const read = (): Sums => {
      if (count === 0) last = first = traceOf(residuals(strip, from, 1, 0))[2];
      return residuals(strip, from, rows, last);
    };
    let sums = read();
    let trace = traceOf(sums);
    if (!(trace[0] * 0 === 0)) {
      strip = completeRows(partOf(block, predictors, at, rows), predictors);
      if (strip.rows === 0) continue;
      from = 0;
      rows = strip.rows;
      sums = read();
      trace = traceOf(sums);
    }
    take(sums);
    squares += trace[0];
    steps += trace[1];
    last = trace[2];
    count += rows;
  }
  return { rows: count, squares, steps, first, last };
}

/** The trace of two sets of consecutive rows together, both with rows. */
export function mergeTraces(a: ResidualTrace, b: ResidualTrace): ResidualTrace {
  return {
    rows: a.rows + b.rows,
    squares: a.squares + b.squares,
    steps: a.steps + b.steps + (b.first - a.last) ** 2,
    first: a.first,
    last: b.last,
  };
}
