import { expect, test } from "@jest/globals";
import { rowsOf } from "../../../../../core/regression";
import { exactRow, type ExactRow } from "../../../../../core/regression/solve/exact-row";
import { fitRows } from "../../../../../core/regression/solve/fit";

/** What is told of a row of one predictor. */
function told(x: number[], y: number[], row: number, weights?: number[]): ExactRow {
  const { elimination, scale } = fitRows(rowsOf(y, [Float64Array.from(x)], weights), true);
  return exactRow(elimination!, Float64Array.of(x[row]), y[row], weights?.[row] ?? 1, scale);
}

// x = 1, 2, 4, 5 and y = 2, 6, 3, 9 by hand: h₁ = 1/4 + 4/10, e₁ = −0.8, Σ e² = 17.9; (XᵀX)⁻¹x₁ = (1/4 + 3·2/10, −2/10).
test("a row by hand, its share in the intercept and in the coefficient", () => {
  const { rest, own, restOfOwn, shares } = told([1, 2, 4, 5], [2, 6, 3, 9], 0);
  expect(rest).toBeCloseTo(0.35, 15);
  expect(own).toBeCloseTo(0.64 / (0.35 * 17.9), 15);
  expect(restOfOwn).toBeCloseTo(1 - 0.64 / (0.35 * 17.9), 15);
  expect(shares()[0]).toBeCloseTo(0.85, 15);
  expect(shares()[1]).toBeCloseTo(-0.2, 15);
});

// Others at 0, 1, 2 with 0, 1, 0: slope 0, mean 1/3, Σ e² = 2/3. 1 − h is 1/(1 + h′) for the leverage h′ = 1/3 + (x − 1)²/2
// that the row would have among them, and Σ e² falls by e′²(1 − h) with e′ = y − 1/3.
test.each([3, 1e4, 1e9, 1e15])("a row at %p keeps all digits of what is left", (far) => {
  const rest = 1 / (1 + 1 / 3 + (far - 1) ** 2 / 2);
  const fall = (5 / 3) ** 2 * rest;
  const found = told([0, 1, 2, far], [0, 1, 0, 2], 3);
  expect(found.rest / rest).toBeCloseTo(1, 14);
  expect(found.own / (fall / (fall + 2 / 3))).toBeCloseTo(1, 14);
});

test("a row of weight 3 is three rows", () => {
  const weighted = told([1, 2, 4, 5], [2, 6, 3, 9], 0, [3, 1, 1, 1]);
  const one = told([1, 1, 1, 2, 4, 5], [2, 2, 2, 6, 3, 9], 0);
  expect(1 - weighted.rest).toBeCloseTo(3 * (1 - one.rest), 14);
  expect(weighted.shares()[1]).toBeCloseTo(one.shares()[1], 15);
});

test("a row that is fitted whatever its y has nothing left; a fit without residuals shares none", () => {
  expect(told([0, 0, 0, 1], [1, 2, 4, 9], 3)).toMatchObject({ rest: 0, own: NaN, restOfOwn: NaN });
  expect(told([0, 1, 2], [1, 3, 5], 0).own).toBeNaN();
});
