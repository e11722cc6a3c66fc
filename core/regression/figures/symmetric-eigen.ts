import { identity } from "../../numbers/vectors";

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix (row-major) by Jacobi's rotations (1846): simple, and
 * accurate to the last digits of the largest values.
 *
 * @returns `values[t]` belongs to column t of `vectors` (row-major)
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const vectors = identity(size);
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        const off = a[i * size + j];
        const first = a[i * size + i];
        const second = a[j * size + j];
        if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(first * second)) || off === 0) continue;
        turned = true;
        const theta = (second - first) / (2 * off);
        const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(tangent, 1);
        const sine = tangent * cosine;
        for (let k = 0; k < size; k++) {
          const u = a[k * size + i];
          const v = a[k * size + j];
          a[k * size + i] = cosine * u - sine * v;
          a[k * size + j] = sine * u + cosine * v;
        }
        for (let k = 0; k < size; k++) {
          const u = a[i * size + k];
          const v = a[j * size + k];
          a[i * size + k] = cosine * u - sine * v;
          a[j * size + k] = sine * u + cosine * v;
          const x = vectors[k * size + i];
          const y = vectors[k * size + j];
          vectors[k * size + i] = cosine * x - sine * y;
          vectors[k * size + j] = sine * x + cosine * y;
        }
        a[i * size + j] = 0;
        a[j * size + i] = 0;
      }
    }
    if (!turned) break;
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]), vectors };
}
