import { expect, test } from "@jest/globals";
import { chiSquaredTail } from "../../../../../core/numbers/distributions/chi-squared";
import { relativeError } from "./relative-error";

// Abramowitz & Stegun, table 26.8: the 5 % points.
test.each([
  [3.841, 1],
  [5.991, 2],
  [11.07, 5],
  [18.307, 10],
  [124.342, 100],
])("P(χ² > %p) with %p degrees of freedom is 5 %%, as published", (x, k) => {
  expect(chiSquaredTail(x, k)).toBeCloseTo(0.05, 4);
});

// python3 -c "from mpmath import *; mp.dps = 40; print(gammainc(mpf(5) / 2, 10, regularized=True))" for x = 20, k = 5
test.each([
  [0.5, 2, 0.7788007830714049],
  [20, 5, 0.0012497305630313753],
  [0.001, 7, 0.9999999999997597],
  [300, 10, 1.5546747543803181e-58],
  [1400, 3, 2.945619361016309e-303],
  [100, 100, 0.48119168452795674],
])("at %p with %p degrees of freedom", (x, k, tail) => {
  expect(relativeError(chiSquaredTail(x, k), tail)).toBeLessThan(1e-13);
});

test("below 0 is everything; what is no number or no distribution gives NaN", () => {
  expect([chiSquaredTail(0, 3), chiSquaredTail(-1, 3)]).toEqual([1, 1]);
  expect([chiSquaredTail(NaN, 3), chiSquaredTail(1, 0)]).toEqual([NaN, NaN]);
});
