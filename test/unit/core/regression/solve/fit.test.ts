import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compressRows, feedback, rowsOf } from "../../../../../core/regression";
import {
  coordinatesOf,
  fitCompressedRows,
  fitMoments,
  fitRows,
  fittedValue,
  leverageOf,
  momentsOf,
  withCoefficients,
} from "../../../../../core/regression/solve/fit";
import { interceptOf } from "../../../../../core/regression/compress/serial-differences";
import { solveByLibrary } from "../../../../../core/regression/solve/by-library";

const rows = rowsOf([2, 6, 3, 9], [Float64Array.of(1, 2, 4, 5)]);

// By hand: means 3 and 5, Sxx = 10, Sxy = 11, Syy = 30; slope 1.1, intercept 1.7, Σ e² = 17.9, steps 2.9² + 5.2² + 4.9².
describe.each([
  ["rows", fitRows(rows), 59.46],
  ["compressed rows", fitCompressedRows(compressRows(rows)), NaN],
  ["moments", fitMoments(momentsOf(rows)), NaN],
  ["moments, by the library", fitMoments(momentsOf(rows), solveByLibrary), NaN],
])("four rows by their %s", (_, fit, steps) => {
  test("the line and its sums of squares", () => {
    expect([fit.rows, fit.leftOut, fit.weight, fit.rank, [...fit.order]]).toEqual([4, 0, 4, 2, [0]]);
    expect(fit.slopes[0][0]).toBeCloseTo(1.1, 14);
    expect(interceptOf(fit)[0]).toBeCloseTo(1.7, 14);
    expect(fittedValue(fit, Float64Array.of(10))[0]).toBeCloseTo(12.7, 13);
    expect(fit.residualSquares).toBeCloseTo(17.9, 13);
    expect(fit.totalSquares).toBeCloseTo(30, 13);
    expect(fit.explainedSquares).toBeCloseTo(12.1, 13);
    if (Number.isNaN(steps)) expect(fit.residualSteps).toBeNaN();
    else expect(fit.residualSteps).toBeCloseTo(steps, 12);
  });
  test("the leverage 1/n + (x − x̄)²/Sxx", () => {
    [1, 2, 4, 5, 30].forEach((x) =>
      expect(leverageOf(fit, Float64Array.of(x))).toBeCloseTo(0.25 + (x - 3) ** 2 / 10, 12),
    );
  });
  test("the same with another line", () => {
    const other = withCoefficients(fit, [8, 0], [[-2, 0]]);
    expect(fittedValue(other, Float64Array.of(4))[0]).toBeCloseTo(8 - 2 * (4 - fit.shift[0]), 14);
  });
});

test("in the fit's coordinates the rows are orthonormal", () => {
  const table = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
    minLength: 5,
    maxLength: 12,
  });
  fc.assert(
    fc.property(table, (x) => {
      const fit = fitRows(
        rowsOf(
          x.map(([a, b], i) => a - b + Math.sin(i)),
          x,
        ),
      );
      const q = x.map((row) => coordinatesOf(fit, Float64Array.from(row)));
      for (let s = 0; s < fit.rank; s++)
        for (let t = 0; t < fit.rank; t++)
          expect(q.reduce((sum, row) => sum + row[s] * row[t], 0)).toBeCloseTo(s === t ? 1 : 0, 12);
    }),
  );
});

test("rows that begin unlike the rest keep their digits", () => {
  // The first rows lie a million of the others' scatters away from them.
  const shifted = Float64Array.from({ length: 70_000 }, (_, i) => (i < 300 ? 1e6 : 0) + Math.sin(i * 3.3));
  const response = Float64Array.from(shifted, (value, i) => 3 + 2 * value + Math.cos(i * 7.1));
  const columns = [
    shifted,
    shifted.map((_, i) => Math.sin(i * i * 0.1)),
    shifted.map((_, i) => Math.cos(i * i * 0.7)),
  ];
  const forwards = feedback(response, columns);
  const backwards = feedback(
    response.slice().reverse(),
    columns.map((column) => column.slice().reverse()),
  );
  for (let j = 0; j < 4; j++) {
    expect(Math.abs(forwards.coefficients[j] / backwards.coefficients[j] - 1)).toBeLessThan(1e-13);
    expect(Math.abs(forwards.standardErrors[j] / backwards.standardErrors[j] - 1)).toBeLessThan(1e-13);
  }
});

test("no predictor, and fewer than two rows without a blank", () => {
  const told = (key: string, parameters: object) =>
    expect.objectContaining({ key, parameters: expect.objectContaining(parameters) });
  expect(() => fitRows(rowsOf([1, 2], { data: new Float64Array(0), columns: 0 }))).toThrow();
  expect(() => fitRows(rowsOf([1, NaN, 3], [[1], [2], [NaN]]))).toThrow(
    told("feedbackTooFewRows", { rows: 1, leftOut: 2 }),
  );
});
