/** Σ aᵢbᵢ */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t] * b[t];
  return sum;
}

/** M v of a square matrix, row-major. */
export function product(matrix: Float64Array, v: Float64Array): Float64Array {
  const size = v.length;
  const image = new Float64Array(size);
  for (let a = 0, at = 0; a < size; a++) for (let b = 0; b < size; b++, at++) image[a] += matrix[at] * v[b];
  return image;
}
