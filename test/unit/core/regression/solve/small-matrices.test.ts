import { expect, test } from "@jest/globals";
import { cholesky, invertLower } from "../../../../../core/regression/solve/small-matrices";

// The textbook's example: LLᵀ with L = (2; 6 1; −8 5 3).
const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);

test("Cholesky's factor and its inverse, in whole numbers", () => {
  const lower = cholesky(matrix, 3);
  expect(Array.from(lower)).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  expect(Array.from(invertLower(lower, 3), (value) => value + 0)).toEqual([
    1 / 2,
    0,
    0,
    -3,
    1,
    0,
    19 / 3,
    -5 / 3,
    1 / 3,
  ]);
});

test("a matrix that is not positive definite has pivots of 0", () => {
  expect(Array.from(cholesky(Float64Array.of(1, 2, 2, 1), 2))).toEqual([1, 0, 2, 0]);
});
