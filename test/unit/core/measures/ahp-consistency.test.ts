import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ahpConsistency } from "../../../../core/measures";
import { keyOf } from "./key-of";
import { house, nations } from "./saaty";

describe("AHPCONSISTENCY", () => {
  test("Saaty's published ratios: choosing a house .169, the wealth of nations .08", () => {
    expect(ahpConsistency(house)).toBeCloseTo(0.169, 3);
    expect(ahpConsistency(nations)).toBeCloseTo(0.08, 2);
  });

  test("three criteria, against numpy: λ = 3.003694598, CR = 0.001847299 / 0.58", () => {
    const ratio = ahpConsistency([
      [1, 3, 5],
      [1 / 3, 1, 2],
      [1 / 5, 1 / 2, 1],
    ]);
    expect(ratio).toBeCloseTo((3.00369459806 - 3) / 2 / 0.58, 9);
  });

  test("one or two criteria cannot contradict themselves", () => {
    expect(ahpConsistency([[1]])).toBe(0);
    expect(
      ahpConsistency([
        [1, 9],
        [1 / 9, 1],
      ]),
    ).toBe(0);
  });

  test("errors are those of the weights", () => {
    expect(keyOf(() => ahpConsistency([[1, 2]]))).toBe("comparisonsNotSquare");
  });

  test("a circle of preferences is far beyond 0.1; beyond 15 criteria the index goes on", () => {
    const circle = [
      [1, 9, 1 / 9],
      [1 / 9, 1, 9],
      [9, 1 / 9, 1],
    ];
    expect(ahpConsistency(circle)).toBeGreaterThan(5);
    const large = Array.from({ length: 20 }, (_, i) =>
      Array.from({ length: 20 }, (_unused, j) => (i === j ? 1 : (i + j) % 2 === 0 ? 1 : i < j ? 2 : 0.5)),
    );
    expect(ahpConsistency(large)).toBeGreaterThan(0);
    const beyondDoubles = large.map((row) => row.map((each) => (each === 1 ? 1 : each > 1 ? 1e90 : 1e-90)));
    expect(Number.isFinite(ahpConsistency(beyondDoubles))).toBe(true);
  });

  test("0 for consistent comparisons, and never below", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 18 }), (weights) => {
        expect(ahpConsistency(weights.map((one) => weights.map((other) => one / other)))).toBe(0);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
        ([a, b, c, d, e, f]) => {
          const ratio = ahpConsistency([
            [1, a, b, c],
            [1 / a, 1, d, e],
            [1 / b, 1 / d, 1, f],
            [1 / c, 1 / e, 1 / f, 1],
          ]);
          expect(ratio).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
