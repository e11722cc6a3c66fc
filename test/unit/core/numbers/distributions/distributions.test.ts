import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  fisherQuantile,
  fisherTail,
  normalQuantile,
  normalTail,
  studentQuantile,
  studentTail,
  studentTwoSided,
} from "../../../../../core/numbers/distributions";

/** Made by distributions.py with 60 digits (mpmath). */
const exact = JSON.parse(
  readFileSync(join(__dirname, "../../../../fixtures/regression/distributions.json"), "utf8"),
) as {
  normal: [number, string][];
  student: [number, number, string][];
  fisher: [number, number, number, string][];
};

const relativeError = (found: number, wanted: number): number => Math.abs(found - wanted) / Math.abs(wanted);

describe("tails agree with 60-digit arithmetic to 13 digits, down to 1e-300", () => {
  test.each(exact.normal)("normal, z = %p", (z, tail) => {
    expect(relativeError(normalTail(z), Number(tail))).toBeLessThan(1e-13);
  });
  test("Student's t, two-sided", () => {
    const worst = exact.student.map(([t, df, p]) => [
      relativeError(studentTwoSided(t, df), Number(p)),
      t,
      df,
    ]);
    expect(worst.filter(([error]) => !(error < 1e-13))).toEqual([]);
  });
  test("Fisher's F", () => {
    const worst = exact.fisher.map(([f, a, b, p]) => [
      relativeError(fisherTail(f, a, b), Number(p)),
      f,
      a,
      b,
    ]);
    expect(worst.filter(([error]) => !(error < 1e-13))).toEqual([]);
  });
});

describe("large and fractional degrees of freedom, tails and quantiles", () => {
  /** Made by distributions-quadrature.py (mpmath, integrating the densities): upper tails. */
  const values = JSON.parse(
    readFileSync(join(__dirname, "../../../../fixtures/regression/distributions-quadrature.json"), "utf8"),
  ) as { student: [number, number, string][]; fisher: [number, number, number, string][] };
  test("Student's t", () => {
    for (const [t, df, tail] of values.student) {
      expect(relativeError(studentTail(t, df), Number(tail))).toBeLessThan(1e-13);
      expect(relativeError(studentQuantile(Number(tail), df), t)).toBeLessThan(1e-13);
    }
  });
  test("Fisher's F", () => {
    for (const [f, a, b, tail] of values.fisher) {
      expect(relativeError(fisherTail(f, a, b), Number(tail))).toBeLessThan(1e-13);
      // Close to 1 the tail itself no longer holds the digits of f.
      if (Number(tail) < 0.9)
        expect(relativeError(fisherQuantile(Number(tail), a, b), f)).toBeLessThan(1e-13);
    }
  });
});

describe("quantiles are the inverse", () => {
  test.each([1e-300, 1e-200, 1e-50, 1e-9, 0.001, 0.025, 0.2, 0.4, 0.49, 0.51, 0.975])("tail %p", (tail) => {
    // A quantile's own rounding moves the tail by (slope · ulp): that much is allowed beside the 13 digits.
    const z = normalQuantile(tail);
    expect(relativeError(normalTail(z), tail)).toBeLessThan(1e-13 + 4e-16 * z * z);
    for (const df of [1, 2, 3, 7.5, 23, 1000, 999989]) {
      const t = studentQuantile(tail, df);
      expect(relativeError(studentTail(t, df), tail)).toBeLessThan(1e-13 + 4e-16 * Math.min(df, t * t));
    }
  });
  test.each([1e-300, 1e-20, 0.001, 0.05, 0.4, 0.6, 0.95])("F, tail %p", (tail) => {
    for (const [a, b] of [
      [1, 5],
      [6, 23],
      [10, 999989],
    ]) {
      const f = fisherQuantile(tail, a, b);
      expect(relativeError(fisherTail(f, a, b), tail)).toBeLessThan(1e-13 + 4e-16 * Math.min(b, a * f));
    }
  });
  test("the published 97.5 % points", () => {
    expect(normalQuantile(0.025)).toBeCloseTo(1.959963984540054, 14);
    expect(studentQuantile(0.025, 23)).toBeCloseTo(2.068657610419041, 13);
    expect(studentQuantile(0.025, 1)).toBeCloseTo(12.70620473617471, 12);
  });
});

test("what is no number or no distribution gives NaN", () => {
  for (const value of [
    normalTail(NaN),
    studentTwoSided(NaN, 3),
    studentTwoSided(1, 0),
    fisherTail(2, 0, 3),
    studentQuantile(0, 3),
    normalQuantile(2),
  ])
    expect(value).toBeNaN();
});
