/**
 * The largest eigenvalue of a small symmetric matrix (row-major), correct except for the last one or two digits of a
 * double: Householder's reflections to a tridiagonal matrix, then bisection by Sturm's count (Golub & Van Loan, Matrix
 * Computations, 8.3 and 8.4).
 */
export function largestEigenvalue(matrix: Float64Array, size: number): number {
  const { diagonal, beside } = tridiagonal(Float64Array.from(matrix), size);
  let low = -Infinity;
  let high = -Infinity;
  for (let i = 0; i < size; i++) {
    const reach = Math.abs(beside[i]) + Math.abs(i + 1 < size ? beside[i + 1] : 0);
    low = Math.max(low, diagonal[i]);
    high = Math.max(high, diagonal[i] + reach);
  }
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return high;
    if (isAboveAll(diagonal, beside, middle)) high = middle;
    else low = middle;
  }
}

/** `beside[i]` is the off-diagonal entry between entries i − 1 and i of the diagonal. */
function tridiagonal(a: Float64Array, size: number): { diagonal: Float64Array; beside: Float64Array } {
  const beside = new Float64Array(size);
  const image = new Float64Array(size);
  for (let k = 0; k + 2 < size; k++) {
    // The column below the diagonal is reflected onto its first entry; afterwards it holds the reflection's direction.
    let square = 0;
    for (let i = k + 1; i < size; i++) square += a[i * size + k] * a[i * size + k];
    const first = a[(k + 1) * size + k];
    const length = Math.sqrt(square) * (first > 0 ? -1 : 1);
    beside[k + 1] = length;
    if (square === 0) continue;
    a[(k + 1) * size + k] = first - length;
    const half = square - first * length;
    let along = 0;
    for (let i = k + 1; i < size; i++) {
      let sum = 0;
      for (let j = k + 1; j < size; j++) sum += a[i * size + j] * a[j * size + k];
      image[i] = sum / half;
      along += a[i * size + k] * image[i];
    }
    const share = along / (2 * half);
    for (let i = k + 1; i < size; i++) image[i] -= share * a[i * size + k];
    for (let i = k + 1; i < size; i++) {
      const own = a[i * size + k];
      for (let j = k + 1; j < size; j++) a[i * size + j] -= own * image[j] + image[i] * a[j * size + k];
    }
  }
  if (size > 1) beside[size - 1] = a[size * size - 2];
  return { diagonal: Float64Array.from({ length: size }, (_, i) => a[i * (size + 1)]), beside };
}

/** Whether a number exceeds all eigenvalues: all pivots of the matrix minus the number are negative. */
function isAboveAll(diagonal: Float64Array, beside: Float64Array, number: number): boolean {
  let pivot = -1;
  for (let i = 0; i < diagonal.length; i++) {
    pivot = diagonal[i] - number - (i === 0 ? 0 : (beside[i] * beside[i]) / pivot);
    if (!(pivot < 0)) return false;
  }
  return true;
}
