import { expect, test } from "@jest/globals";
import { studentQuantile, studentTwoSided } from "../../../../../core/numbers/distributions/student";
import exact from "../../../../fixtures/regression/distributions.json";
import byQuadrature from "../../../../fixtures/regression/distributions-quadrature.json";
import { relativeError } from "./relative-error";

test("the published 97.5 % points", () => {
  expect(studentQuantile(0.025, 23)).toBeCloseTo(2.068657610419041, 13);
  expect(studentQuantile(0.025, 1)).toBeCloseTo(12.70620473617471, 12);
});

// Made by distributions.py with 60 digits (mpmath).
test("both tails, to 13 digits down to 1e-300", () => {
  const off = (exact.student as [number, number, string][]).filter(
    ([t, df, p]) => !(relativeError(studentTwoSided(t, df), Number(p)) < 1e-13),
  );
  expect(off).toEqual([]);
});

// Made by distributions-quadrature.py (mpmath, integrating the densities): upper tails.
test("large and fractional degrees of freedom, tails and quantiles", () => {
  for (const [t, df, tail] of byQuadrature.student as [number, number, string][]) {
    expect(relativeError(studentTwoSided(t, df), 2 * Number(tail))).toBeLessThan(1e-13);
    expect(relativeError(studentQuantile(Number(tail), df), t)).toBeLessThan(1e-13);
  }
});

test.each([1e-300, 1e-200, 1e-50, 1e-9, 0.001, 0.025, 0.2, 0.4, 0.49, 0.51, 0.975])(
  "a quantile is the inverse, %p",
  (tail) => {
    for (const df of [1, 2, 3, 7.5, 23, 1000, 999989]) {
      const t = studentQuantile(tail, df);
      // A quantile's own rounding moves the tail by (slope · ulp): that much is allowed beside the 13 digits.
      const twice = 2 * Math.min(tail, 1 - tail);
      expect(relativeError(studentTwoSided(t, df), twice)).toBeLessThan(1e-13 + 4e-16 * Math.min(df, t * t));
    }
  },
);

test("what is no number or no distribution gives NaN", () => {
  for (const value of [studentTwoSided(NaN, 3), studentTwoSided(1, 0), studentQuantile(0, 3)])
    expect(value).toBeNaN();
});
