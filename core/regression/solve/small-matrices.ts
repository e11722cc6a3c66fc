import { add, divide, multiply, type DoubleDouble } from "../../numbers/double-double";

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

/** The inverse of a positive definite matrix in doubled precision; undefined where it is not. */
export function invertPositive(matrix: readonly DoubleDouble[], size: number): DoubleDouble[] | undefined {
  // Gauss and Jordan, without pivots: none are needed, and columns are of like length.
  const a = matrix.slice();
  const inverse = Array.from({ length: size * size }, (_, at): DoubleDouble => [
    at % (size + 1) === 0 ? 1 : 0,
    0,
  ]);
  for (let j = 0; j < size; j++) {
    const pivot = a[j * size + j];
    if (!(pivot[0] > 1e-28 * matrix[j * size + j][0]) || !(pivot[0] > 0)) return undefined;
    for (let t = 0; t < size; t++) {
      a[j * size + t] = divide(a[j * size + t], pivot);
      inverse[j * size + t] = divide(inverse[j * size + t], pivot);
    }
    for (let i = 0; i < size; i++) {
      if (i === j) continue;
      const [high, low] = a[i * size + j];
      const minus: DoubleDouble = [-high, -low];
      for (let t = 0; t < size; t++) {
        a[i * size + t] = add(a[i * size + t], multiply(minus, a[j * size + t]));
        inverse[i * size + t] = add(inverse[i * size + t], multiply(minus, inverse[j * size + t]));
      }
    }
  }
  return inverse;
}
