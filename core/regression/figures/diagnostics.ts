import { isComplete, type RowSource } from "../compress/rows";
import type { FeedbackResult } from "./figures";
import { exactRow } from "../solve/exact-row";
import { fittedValue, leverageOf, residualOf } from "../solve/fit";
import { closeToOne } from "./robust";
import type { TableCell } from "./tables";
import { blankColumns } from "../../numbers/vectors";

/** One number per input row; NaN if the row was left out or the figure does not exist. */
export interface Diagnostics {
  readonly fitted: Float64Array;
  readonly residual: Float64Array;
  readonly leverage: Float64Array;
  /** Externally studentised residual: the residual over its standard error, estimated without the row. */
  readonly studentised: Float64Array;
  readonly cooksDistance: Float64Array;
  /** 1 if the row was used. */
  readonly used: Uint8Array;
  /** The fit that the rows are compared with. */
  readonly result: FeedbackResult;
}

/**
 * Reads the rows once more and compares each with the fit.
 *
 * @returns undefined if a row needs a fit without rounding and this is not one
 */
export function diagnosticsOf(
  source: RowSource,
  rows: number,
  result: FeedbackResult,
): Diagnostics | undefined {
  const { fit } = result;
  const p = fit.predictors;
  const [fitted, residual, leverage, studentised, cooksDistance] = blankColumns(5, rows);
  const used = new Uint8Array(rows);
  // In the units of the fit, in which squares neither overflow nor underflow.
  const unit = fit.scale[p];
  const { perfect } = result;
  const rss = fit.residualSquares;
  const freedom = result.degreesOfFreedom;
  let at = 0;
  for (const block of source.blocks()) {
    for (let i = 0; i < block.rows; i++, at++) {
      if (!isComplete(block, p, i)) continue;
      used[at] = 1;
      const row = block.x.subarray(i * p, (i + 1) * p);
      const value = fittedValue(fit, row);
      const h = Math.min(1, leverageOf(fit, row));
      const e = perfect ? 0 : residualOf(block.y[i] * unit, value);
      fitted[at] = perfect ? block.y[i] : value[0] / unit;
      residual[at] = e / unit;
      leverage[at] = h;
      if (perfect || freedom <= 0) continue;
      let rest = 1 - h;
      let own = (e / rss) * (e / rest);
      let restOfOwn = 1 - own;
      if (h > closeToOne || own > closeToOne) {
        if (fit.elimination === undefined) return undefined;
        ({ rest, own, restOfOwn } = exactRow(fit.elimination, row, block.y[i], 1, fit.scale));
      }
      if (rest === 0) continue;
      cooksDistance[at] = ((own * freedom) / fit.rank) * (h / rest);
      // Variance without the row: (rss − e²/(1 − h)) / (freedom − 1).
      if (freedom > 1 && restOfOwn > 1e-30)
        studentised[at] = e / Math.sqrt(((rss * restOfOwn) / (freedom - 1)) * rest);
    }
  }
  return { fitted, residual, leverage, studentised, cooksDistance, used, result };
}

/** The table that `FEEDBACKDIAGNOSTICS` spills: a row per input row, "" in rows left out. */
export function diagnosticsTable(diagnostics: Diagnostics): TableCell[][] {
  const { fitted, residual, leverage, studentised, cooksDistance, used } = diagnostics;
  const figures = [fitted, residual, leverage, studentised, cooksDistance];
  return [
    ["Fitted", "Residual", "Leverage", "Studentised residual", "Cook's distance"],
    ...Array.from(used, (isUsed, i) => figures.map((each) => (isUsed === 0 ? "" : each[i]))),
  ];
}
