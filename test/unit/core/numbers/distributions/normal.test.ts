import { expect, test } from "@jest/globals";
import { normalDensity, normalQuantile, normalTail } from "../../../../../core/numbers/distributions/normal";
import exact from "../../../../fixtures/regression/distributions.json";
import { relativeError } from "./relative-error";

// The density at 0 is 1/√2π; far out by python3 -c "from mpmath import *; mp.dps = 40; print(npdf(30))".
test("the density", () => {
  expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 16);
  expect(relativeError(normalDensity(30), 1.4736461348785476e-196)).toBeLessThan(1e-15);
  expect(normalDensity(1e200)).toBe(0);
});

// Made by distributions.py with 60 digits (mpmath).
test.each(exact.normal as [number, string][])("the tail beyond %p, down to 1e-300", (z, tail) => {
  expect(relativeError(normalTail(z), Number(tail))).toBeLessThan(1e-13);
});

test("the published 97.5 % point", () => {
  expect(normalQuantile(0.025)).toBeCloseTo(1.959963984540054, 14);
});

test.each([1e-300, 1e-50, 1e-9, 0.001, 0.025, 0.4, 0.49, 0.51, 0.975])(
  "a quantile is the inverse, %p",
  (tail) => {
    // A quantile's own rounding moves the tail by (slope · ulp): that much is allowed beside the 13 digits.
    const z = normalQuantile(tail);
    expect(relativeError(normalTail(z), tail)).toBeLessThan(1e-13 + 4e-16 * z * z);
  },
);

test("the ends, and what is no number or no probability", () => {
  expect([0, 1, 0.5].map(normalQuantile)).toEqual([Infinity, -Infinity, 0]);
  expect([normalTail(NaN), normalQuantile(2), normalQuantile(-1)]).toEqual([NaN, NaN, NaN]);
});
