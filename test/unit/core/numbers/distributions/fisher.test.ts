import { expect, test } from "@jest/globals";
import { fisherQuantile, fisherTail } from "../../../../../core/numbers/distributions/fisher";
import exact from "../../../../fixtures/regression/distributions.json";
import byQuadrature from "../../../../fixtures/regression/distributions-quadrature.json";
import { relativeError } from "./relative-error";

// NIST/SEMATECH e-Handbook, 1.3.6.7.3: the 95 % points for 1 and 5, 6 and 20 degrees of freedom.
test("the published 95 % points", () => {
  expect(fisherQuantile(0.05, 1, 5)).toBeCloseTo(6.608, 3);
  expect(fisherQuantile(0.05, 6, 20)).toBeCloseTo(2.599, 3);
});

// Made by distributions.py with 60 digits (mpmath).
test("the upper tail, to 13 digits down to 1e-300", () => {
  const off = (exact.fisher as [number, number, number, string][]).filter(
    ([f, a, b, p]) => !(relativeError(fisherTail(f, a, b), Number(p)) < 1e-13),
  );
  expect(off).toEqual([]);
});

// Made by distributions-quadrature.py (mpmath, integrating the densities): upper tails.
test("large and fractional degrees of freedom, tails and quantiles", () => {
  for (const [f, a, b, tail] of byQuadrature.fisher as [number, number, number, string][]) {
    expect(relativeError(fisherTail(f, a, b), Number(tail))).toBeLessThan(1e-13);
    // Close to 1 the tail itself no longer holds the digits of f.
    if (Number(tail) < 0.9) expect(relativeError(fisherQuantile(Number(tail), a, b), f)).toBeLessThan(1e-13);
  }
});

test.each([1e-300, 1e-20, 0.001, 0.05, 0.4, 0.6, 0.95])("a quantile is the inverse, %p", (tail) => {
  for (const [a, b] of [
    [1, 5],
    [6, 23],
    [10, 999989],
  ]) {
    const f = fisherQuantile(tail, a, b);
    expect(relativeError(fisherTail(f, a, b), tail)).toBeLessThan(1e-13 + 4e-16 * Math.min(b, a * f));
  }
});

test("below 0 is everything; what is no number or no distribution gives NaN", () => {
  expect(fisherTail(-1, 2, 3)).toBe(1);
  for (const value of [fisherTail(2, 0, 3), fisherTail(NaN, 1, 1), fisherQuantile(1, 2, 3)])
    expect(value).toBeNaN();
});
