import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { solveByLibrary } from "../../../../../core/regression/solve/by-library";

// Sxx = 10, Sxy = 11, Syy = 30 by hand: R = (√10, 11/√10; 0, √17.9), slope 11/10.
test("one predictor", () => {
  const factor = [Float64Array.of(Math.sqrt(10), 11 / Math.sqrt(10)), Float64Array.of(0, Math.sqrt(17.9))];
  expect([...solveByLibrary(factor)].map((value) => Number(value.toFixed(14)))).toEqual([1.1]);
});

test("the coefficients that R's last column was made of, in units far apart", () => {
  const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(numbers, numbers, (above, wanted) => {
      const units = [1e-6, 1, 1e9];
      // Upper triangular with a diagonal that outweighs what stands above it.
      const x = [0, 1, 2].map((i) =>
        [0, 1, 2].map((j) => (i === j ? 100 : i < j ? above[i + j] : 0) * units[j]),
      );
      const slopes = wanted.slice(0, 3).map((value, j) => (value + 51) / units[j]);
      const factor = [...x, [0, 0, 0]].map((row, i) =>
        Float64Array.of(...row, i === 3 ? 7 : row.reduce((sum, value, j) => sum + value * slopes[j], 0)),
      );
      solveByLibrary(factor).forEach((value, j) => expect(value / slopes[j]).toBeCloseTo(1, 11));
    }),
  );
});

test("a column of nothing is no division by 0", () => {
  const factor = [Float64Array.of(0, 0, 0), Float64Array.of(0, 2, 6), Float64Array.of(0, 0, 1)];
  const [none, slope] = solveByLibrary(factor);
  expect(none).toBe(0);
  expect(slope).toBeCloseTo(3, 14);
});
