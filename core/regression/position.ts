/**
 * Where the fit stands, in coordinates about a shift: y ≈ level + Σ βⱼ (xⱼ − shiftⱼ). Level and coefficients are held
 * in doubled precision (high, low). `order` names the k independent predictors, `w` is their (k + 1)×(k + 1) basis
 * (upper triangular, the ones first), in which the rows are nearly orthonormal.
 */
export interface Position {
  readonly shift: Float64Array;
  readonly order: readonly number[];
  readonly w: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
}
