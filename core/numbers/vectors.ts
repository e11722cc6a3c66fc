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

/** A square matrix, row-major, from its entries. */
export function matrixOf(size: number, entry: (row: number, column: number) => number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => entry(Math.floor(at / size), at % size));
}

export const identity = (size: number): Float64Array =>
  matrixOf(size, (row, column) => Number(row === column));

/** Columns of missing numbers. */
export function blankColumns(columns: number, rows: number): Float64Array[] {
  return Array.from({ length: columns }, () => new Float64Array(rows).fill(NaN));
}
