import MultivariateLinearRegression from "ml-regression-multivariate-linear";

/** Cholesky's L (row-major, lower) of a symmetric positive definite matrix; a pivot that is not positive gives 0. */
export function cholesky(g: Float64Array, size: number): Float64Array {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = g[i * size + j];
      for (let t = 0; t < j; t++) sum -= l[i * size + t] * l[j * size + t];
      if (i === j) l[i * size + i] = sum > 0 ? Math.sqrt(sum) : 0;
      else l[i * size + j] = l[j * size + j] > 0 ? sum / l[j * size + j] : 0;
    }
  }
  return l;
}

/** L⁻¹ of a lower triangular matrix, row-major. */
export function invertLower(l: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / l[j * size + j];
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let t = j; t < i; t++) sum -= l[i * size + t] * inverse[t * size + j];
      inverse[i * size + j] = sum / l[i * size + i];
    }
  }
  return inverse;
}

/**
 * Solves G γ = g for the compressed problem in its orthogonalised basis (G is close to the identity), as the
 * regression of L⁻¹g on Lᵀ, where G = LLᵀ, by `ml-regression-multivariate-linear`.
 */
export function solveCompressed(lower: Float64Array, inverse: Float64Array, g: Float64Array): Float64Array {
  const size = g.length;
  let largest = 0;
  for (const value of g) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return new Float64Array(size);
  const x: number[][] = [];
  const y: number[][] = [];
  for (let i = 0; i < size; i++) {
    const row = new Array<number>(size).fill(0);
    for (let j = i; j < size; j++) row[j] = lower[j * size + i];
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += inverse[i * size + j] * (g[j] / largest);
    x.push(row);
    y.push([sum]);
  }
  const { weights } = new MultivariateLinearRegression(x, y, { intercept: false, statistics: false });
  return Float64Array.from(weights, (row) => row[0] * largest);
}
