import { CrmError } from "../errors";
import { rowCount, toRowMajor, type Values } from "../numbers/values";
import { product } from "../numbers/vectors";

/** Rounded reciprocals such as 0.17 for 1/6 are accepted: the product of a pair may miss 1 by this much. */
const reciprocalTolerance = 0.05;

/** No criterion is this many times as important as another; products of such numbers are still finite. */
const mostTimes = 1e99;

/**
 * A pairwise comparison matrix, n×n, complete: a blank (`NaN`) on the diagonal is 1, elsewhere 1 over its mirror.
 *
 * @throws CrmError `comparisonsNotSquare`, `comparisonNotPositive`, `comparisonsNotReciprocal`
 */
export function checkedComparisons(comparisons: Values): { data: Float64Array; size: number } {
  const argument = "comparisons";
  const matrix = toRowMajor(comparisons, argument);
  const size = matrix.columns;
  if (size === 0 || matrix.data.length !== size * size) {
    throw new CrmError("value", "comparisonsNotSquare", {
      argument,
      rows: rowCount(matrix),
      columns: size,
    });
  }
  const data = Float64Array.from(matrix.data, (value, k) => {
    if (value === value) return value;
    const row = Math.floor(k / size);
    const column = k % size;
    return row === column ? 1 : 1 / matrix.data[column * size + row];
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const value = data[i * size + j];
      const place = { argument, row: i + 1, column: j + 1 };
      if (value !== value) {
        throw new CrmError("value", "comparisonNotPositive", {
          ...place,
          found: "",
          foundKind: "foundBlank",
        });
      }
      if (!(value >= 1 / mostTimes && value <= mostTimes)) {
        // If the cell is blank, its value came from the one across the diagonal.
        const given = matrix.data[i * size + j];
        const across = { argument, row: j + 1, column: i + 1, found: matrix.data[j * size + i] };
        throw new CrmError(
          "value",
          "comparisonNotPositive",
          given === given ? { ...place, found: given } : across,
        );
      }
      const mirror = data[j * size + i];
      if (j <= i && Math.abs(value * mirror - 1) > reciprocalTolerance) {
        throw new CrmError("value", "comparisonsNotReciprocal", { ...place, found: value, mirror });
      }
    }
  }
  return { data, size };
}

/**
 * Principal eigenvector (adding up to 1) and eigenvalue of a positive matrix by power iteration, which converges for
 * every such matrix (Perron).
 */
export function principalEigenpair(
  data: Float64Array,
  size: number,
): { vector: Float64Array; value: number } {
  let vector: Float64Array = new Float64Array(size).fill(1 / size);
  for (let step = 0; step < 10000; step++) {
    const next = product(data, vector);
    const sum = next.reduce((total, each) => total + each, 0);
    let change = 0;
    for (let i = 0; i < size; i++) {
      next[i] /= sum;
      change = Math.max(change, Math.abs(next[i] - vector[i]));
    }
    vector = next;
    if (change < 2e-16) break;
  }
  const image = product(data, vector);
  // The vector adds up to 1, so its image adds up to the eigenvalue: no division by entries that may have vanished.
  const value = image.reduce((total, each) => total + each, 0);
  return { vector, value };
}
