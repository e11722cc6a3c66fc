import { expect, test } from "@jest/globals";
import { basisOf, collinearTolerance } from "../../../../../core/regression/solve/basis";

/** Cross products about the means, and lengths of the predictors without centring, of rows x₁ … x_p, y. */
function fitOf(rows: number[][]) {
  const size = rows[0].length;
  const means = rows[0].map((_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);
  const products = Float64Array.from({ length: size * size }, (_, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    return rows.reduce((sum, row) => sum + (row[i] - means[i]) * (row[j] - means[j]), 0);
  });
  const norms = Float64Array.from({ length: size - 1 }, (_, j) =>
    Math.sqrt(rows.reduce((sum, row) => sum + row[j] ** 2, 0)),
  );
  const moments = {
    predictors: size - 1,
    rows: rows.length,
    leftOut: 0,
    means: Float64Array.from(means),
    products,
  };
  return { products, basis: basisOf(moments, norms, collinearTolerance) };
}

test("RᵀR is the matrix of cross products", () => {
  const { basis, products } = fitOf([
    [1, 4, 2],
    [2, 1, 6],
    [4, 0, 3],
    [5, 3, 9],
  ]);
  const size = 3;
  products.forEach((product, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    expect(basis.factor.reduce((sum, row) => sum + row[i] * row[j], 0)).toBeCloseTo(product, 12);
  });
});

// x = 1, 2, 4, 5 and y = 2, 6, 3, 9 by hand: Sxx = 10, Sxy = 11, Syy = 30.
test("one predictor: the slope 11/10, the rest 30 − 121/10, and w = 1/√10", () => {
  const { basis } = fitOf([
    [1, 2],
    [2, 6],
    [4, 3],
    [5, 9],
  ]);
  expect(basis.order).toEqual([0]);
  expect(basis.solution[0]).toBeCloseTo(1.1, 13);
  expect(basis.rest).toBeCloseTo(17.9, 12);
  expect(basis.w[0]).toBeCloseTo(1 / Math.sqrt(10), 14);
});

test("x₂ = 2 x₁ + 3: one of them depends on the other, with 2 or ½", () => {
  const { basis } = fitOf([
    [1, 5, 2],
    [2, 7, 6],
    [4, 11, 3],
    [5, 13, 9],
  ]);
  expect(basis.order).toHaveLength(1);
  const [{ column, on }] = basis.dependent;
  expect(on[0]).toBeCloseTo(column === 1 ? 2 : 0.5, 13);
  expect(basis.rest).toBeCloseTo(17.9, 12);
});

test("a constant column depends on nothing", () => {
  const { basis } = fitOf([
    [1, 7, 2],
    [2, 7, 6],
    [4, 7, 3],
    [5, 7, 9],
  ]);
  expect([basis.order, basis.dependent.map(({ column, on }) => [column, on[0]])]).toEqual([[0], [[1, 0]]]);
});
