import { checkedWeights, score, scoreRows, type ScoreOptions, type Weights } from "@crm-functions/core";
import { keptColumns, numberOf, type Frame } from "./frame";

/** Rows processed at a time, few enough for their values to stay in the processor's nearest cache. */
const block = 512;

/**
 * The core's `score` for every row of a frame, read directly from the frame's storage and identical to the bit to
 * `score(frameValues(frame, names), weights, options)`. Missing values and values that are not numbers are blanks.
 *
 * ```ts
 * frameScore(ratings, ["Price", "Quality"], [0.4, 0.6], { blanks: "reweight" });
 * ```
 *
 * @param names n columns of numbers
 * @param weights n weights, used as given
 * @returns a score for each row
 * @throws NotebookError `columnMissing`; CrmError `weightsShape`, `weightNotFinite`
 */
export function frameScore(
  frame: Frame,
  names: readonly string[],
  weights: Weights,
  options: ScoreOptions = {},
): Float64Array {
  const columns = keptColumns(frame, names);
  const [rows, n] = [frame.shape[0], columns.length];
  if (n > 0 && columns.every((column) => column instanceof Float64Array)) {
    return score(columns, weights, options);
  }
  const w = checkedWeights(weights, rows, n);
  const out = new Float64Array(rows);
  const data = new Float64Array(block * n);
  for (let start = 0; start < rows; start += block) {
    const count = Math.min(block, rows - start);
    columns.forEach((column, j) => {
      for (let i = 0, k = j; i < count; i++, k += n) data[k] = numberOf(column[start + i]);
    });
    scoreRows(data, w, options.blanks ?? "na", out.subarray(start, start + count), count);
  }
  return out;
}
