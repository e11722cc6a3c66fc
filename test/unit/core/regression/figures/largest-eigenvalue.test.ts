import { expect, test } from "@jest/globals";
import { largestEigenvalue } from "../../../../../core/regression/figures/largest-eigenvalue";
import { symmetricEigen } from "../../../../../core/regression/figures/symmetric-eigen";

function matrix(size: number, entry: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => entry(Math.floor(at / size), at % size));
}

// The second difference on n points has the eigenvalues 2 − 2 cos(kπ/(n + 1)).
test.each([1, 2, 3, 10, 101])("second differences on %d points", (size) => {
  const wanted = 2 - 2 * Math.cos((size * Math.PI) / (size + 1));
  const found = largestEigenvalue(
    matrix(size, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    size,
  );
  expect(Math.abs(found / wanted - 1)).toBeLessThan(4e-15);
});

// All correlations r: 1 + (n − 1) r once, 1 − r otherwise.
test.each([
  [2, 0.5],
  [11, 0.3],
  [11, 0],
  [60, 1],
])("%d columns whose correlations are %d", (size, r) => {
  const found = largestEigenvalue(
    matrix(size, (i, j) => (i === j ? 1 : r)),
    size,
  );
  expect(Math.abs(found / (1 + (size - 1) * r) - 1)).toBeLessThan(4e-15);
});

test.each([2, 5, 16, 40])("Jacobi's rotations find the same, %d rows and columns", (size) => {
  const columns = matrix(size, (i, j) => Math.sin((i + 1) * (j + 1.7) * 3.1));
  const square = matrix(size, (i, j) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += columns[k * size + i] * columns[k * size + j];
    return sum;
  });
  const wanted = Math.max(...symmetricEigen(square, size).values);
  expect(Math.abs(largestEigenvalue(square, size) / wanted - 1)).toBeLessThan(2e-14);
});
