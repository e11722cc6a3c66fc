import { expect, test } from "@jest/globals";
import { fisherTail } from "../../../../../core/numbers/distributions/fisher";
import exact from "../../../../fixtures/regression/distributions.json";
import byQuadrature from "../../../../fixtures/regression/distributions-quadrature.json";
import { relativeError } from "./relative-error";

// NIST/SEMATECH e-Handbook, 1.3.6.7.3: the 95 % points for 1 and 5, 6 and 20 degrees of freedom.
test("the published 95 % points", () => {
  expect(fisherTail(6.608, 1, 5)).toBeCloseTo(0.05, 5);
  expect(fisherTail(2.599, 6, 20)).toBeCloseTo(0.05, 5);
});

// Made by distributions.py with 60 digits (mpmath).
test("the upper tail, to 13 digits down to 1e-300", () => {
  const off = (exact.fisher as [number, number, number, string][]).filter(
    ([f, a, b, p]) => !(relativeError(fisherTail(f, a, b), Number(p)) < 1e-13),
  );
  expect(off).toEqual([]);
});

// Made by distributions-quadrature.py (mpmath, integrating the densities): upper tails.
test("large and fractional degrees of freedom", () => {
  for (const [f, a, b, tail] of byQuadrature.fisher as [number, number, number, string][])
    expect(relativeError(fisherTail(f, a, b), Number(tail))).toBeLessThan(1e-13);
});

test("below 0 is everything; what is no number or no distribution gives NaN", () => {
  expect(fisherTail(-1, 2, 3)).toBe(1);
  expect([fisherTail(2, 0, 3), fisherTail(NaN, 1, 1)]).toEqual([NaN, NaN]);
});
