import { matrixOf } from "../../numbers/vectors";
import { isComplete, type RowSource } from "../compress/rows";
import { exactRow } from "../solve/exact-row";
import { coordinatesOf, fittedValue, residualOf, type Fit } from "../solve/fit";
import { cholesky, invertLower } from "../solve/small-matrices";

/** Standard errors that are valid if the spread of the residuals differs between rows, in the units of the fit. */
export interface RobustErrors {
  /** Intercept first, then the terms; NaN if a row has leverage 1. */
  readonly errors: Float64Array;
  /** Wald's F for all slopes, from the same covariance. */
  readonly f: number;
}

/** From this leverage on, a row's contribution is computed without rounding. */
export const closeToOne = 0.99;

/**
 * HC3 (MacKinnon & White 1985; Long & Ervin 2000): (XᵀX)⁻¹ Σ (eᵢ/(1 − hᵢ))² xᵢxᵢᵀ (XᵀX)⁻¹; with case weights, rows are
 * multiplied by √w.
 *
 * @param terms the vectors of `termCoordinates` for the intercept and the terms
 * @returns undefined if a row's leverage needs a fit without rounding and this is not one
 */
export function robustErrors(
  source: RowSource,
  fit: Fit,
  terms: readonly Float64Array[],
): RobustErrors | undefined {
  const p = fit.predictors;
  const size = fit.order.length + 1;
  const unit = fit.scale[p];
  const squares = new Float64Array(p + 1);
  const meat = new Float64Array(size * size);
  const along = new Float64Array(size);
  for (const block of source.blocks()) {
    for (let i = 0; i < block.rows; i++) {
      if (!isComplete(block, p, i)) continue;
      const row = block.x.subarray(i * p, (i + 1) * p);
      const weight = block.weights?.[i] ?? 1;
      const q = coordinatesOf(fit, row);
      let leverage = 0;
      for (let t = 0; t < size; t++) leverage += weight * q[t] * q[t];
      let rest = 1 - leverage;
      let shares: Float64Array | undefined;
      if (leverage > closeToOne) {
        if (fit.elimination === undefined) return undefined;
        const exact = exactRow(fit.elimination, row, block.y[i], weight, fit.scale);
        ({ rest } = exact);
        shares = exact.shares();
      }
      const value = fittedValue(fit, row);
      const e = residualOf(block.y[i] * unit, value);
      const score = rest === 0 ? NaN : (weight * e) / rest;
      const above = value[0] - fit.means[p];
      for (let t = 0; t < size; t++) {
        along[t] += weight * q[t] * above;
        for (let s = 0; s <= t; s++) meat[t * size + s] += score * q[t] * (score * q[s]);
      }
      terms.forEach((term, j) => {
        let part = shares?.[j] ?? 0;
        if (shares === undefined) for (let t = 0; t < size; t++) part += term[t] * q[t];
        squares[j] += (part * score) ** 2;
      });
    }
  }
  return { errors: squares.map(Math.sqrt), f: waldOf(along, meat, size) };
}

/** γᵀ M⁻¹ γ / k over all coordinates but the first, that of the column of ones. */
function waldOf(along: Float64Array, meat: Float64Array, size: number): number {
  const k = size - 1;
  if (k === 0) return NaN;
  const own = matrixOf(k, (i, j) => meat[(i + 1) * size + j + 1]);
  const inverse = invertLower(cholesky(own, k), k);
  let sum = 0;
  for (let t = 0; t < k; t++) {
    let part = 0;
    for (let s = 0; s <= t; s++) part += inverse[t * k + s] * along[s + 1];
    sum += part * part;
  }
  return sum / k;
}
