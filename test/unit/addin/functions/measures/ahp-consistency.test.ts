import { describe, expect, test } from "@jest/globals";
import { ahpConsistency } from "../../../../../addin/functions/measures/weights";
import { comparisonCases } from "./comparison-cases";

describe("AHPCONSISTENCY", () => {
  test("0 for consistent comparisons, whole or half; above it for others", () => {
    expect(
      ahpConsistency([
        [1, 2, 4],
        [0.5, 1, 2],
        [0.25, 0.5, 1],
      ]),
    ).toBe(0);
    expect(
      ahpConsistency([
        [1, 2, 4],
        [null, 1, 2],
        [null, "", null],
      ]),
    ).toBe(0);
    expect(
      ahpConsistency([
        [1, 3, 5],
        [1 / 3, 1, 2],
        [1 / 5, 1 / 2, 1],
      ]),
    ).toBeCloseTo(0.00369459806 / 2 / 0.58, 9);
  });

  comparisonCases(ahpConsistency);

  test("of one criterion", () => expect(ahpConsistency([[1]])).toEqual(0));
});
