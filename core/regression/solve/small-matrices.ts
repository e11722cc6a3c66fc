import { divide, doubled, multiply, subtract, type DoubleDouble } from "../../numbers/double-double";
import { identity } from "../../numbers/vectors";

/** Cholesky's L (row-major, lower) of a symmetric positive definite matrix; 0 for a pivot that is not positive. */
export function cholesky(g: Float64Array, size: number): Float64Array {
  const l = g.slice();
  const column = new Float64Array(size);
  for (let t = 0; t < size; t++) {
    const pivot = l[t * (size + 1)];
    const root = pivot > 0 ? Math.sqrt(pivot) : 0;
    l[t * (size + 1)] = root;
    l.fill(0, t * (size + 1) + 1, (t + 1) * size);
    // Later rows are reduced at once, so that no sum waits for the one before.
    for (let i = t + 1; i < size; i++) column[i] = l[i * size + t] = root > 0 ? l[i * size + t] / root : 0;
    for (let i = t + 1; i < size; i++) {
      const factor = column[i];
      for (let j = t + 1, at = i * size + j; j <= i; j++, at++) l[at] -= factor * column[j];
    }
  }
  return l;
}

/** L⁻¹ of a lower triangular matrix, row-major. */
export function invertLower(l: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const own = inverse.subarray(i * size, (i + 1) * size);
    for (let t = 0; t < i; t++) {
      const factor = l[i * size + t];
      for (let j = 0, at = t * size; j <= t; j++, at++) own[j] -= factor * inverse[at];
    }
    const pivot = l[i * (size + 1)];
    for (let j = 0; j < i; j++) own[j] /= pivot;
    own[i] = 1 / pivot;
  }
  return inverse;
}

/** G⁻¹ v of a positive definite matrix; undefined if it is singular in doubles. */
export function solvePositive(g: Float64Array, v: Float64Array): Float64Array | undefined {
  const size = v.length;
  const lower = cholesky(g, size);
  const x = v.slice();
  for (let a = 0; a < size; a++) {
    const pivot = lower[a * (size + 1)];
    if (!(pivot * pivot > 1e-10 * g[a * (size + 1)])) return undefined;
    for (let b = 0; b < a; b++) x[a] -= lower[a * size + b] * x[b];
    x[a] /= pivot;
  }
  for (let a = size - 1; a >= 0; a--) {
    x[a] /= lower[a * (size + 1)];
    for (let b = 0; b < a; b++) x[b] -= lower[a * size + b] * x[a];
  }
  return x;
}

/** The inverse of a positive definite matrix in doubled precision; undefined if it is not positive definite. */
export function invertPositive(matrix: readonly DoubleDouble[], size: number): DoubleDouble[] | undefined {
  // Gauss–Jordan elimination, without pivoting, which is not needed: columns have similar lengths.
  const a = matrix.slice();
  const inverse = doubled(identity(size));
  for (let j = 0; j < size; j++) {
    const pivot = a[j * size + j];
    if (!(pivot[0] > 1e-28 * matrix[j * size + j][0]) || !(pivot[0] > 0)) return undefined;
    for (let t = 0; t < size; t++) {
      a[j * size + t] = divide(a[j * size + t], pivot);
      inverse[j * size + t] = divide(inverse[j * size + t], pivot);
    }
    for (let i = 0; i < size; i++) {
      if (i === j) continue;
      const factor = a[i * size + j];
      for (let t = 0; t < size; t++) {
        a[i * size + t] = subtract(a[i * size + t], multiply(factor, a[j * size + t]));
        inverse[i * size + t] = subtract(inverse[i * size + t], multiply(factor, inverse[j * size + t]));
      }
    }
  }
  return inverse;
}
