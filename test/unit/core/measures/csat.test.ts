import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { csat } from "../../../../core/measures";
import { keyOf } from "./key-of";

describe("CSAT", () => {
  test("by hand: 2 of 4 in the top two boxes; mean 3.5 of 1 … 5 is 0.625 of the scale", () => {
    expect(csat([5, 4, 3, 2])).toBe(0.5);
    expect(csat([5, 4, 3, 2], 5, "mean")).toBe(0.625);
  });

  test("a survey of 500 on 1 … 10", () => {
    const survey = Array.from({ length: 500 }, (_, i) => 1 + (i % 10));
    expect(csat(survey, 10)).toBe(0.2);
    expect(csat(survey, 10, "mean")).toBeCloseTo((5.5 - 1) / 9, 14);
  });

  test("blanks are left out", () => {
    expect(csat([NaN, 5, NaN, 1])).toBe(0.5);
    expect(csat([NaN, 5, NaN, 1], 5, "mean")).toBe(0.5);
  });

  test("ratings off the scale and scales that are none", () => {
    expect(() => csat([3, 0])).toThrow("ratings: row 2 is 0, outside the scale 1 to 5.");
    expect(keyOf(() => csat([6]))).toBe("ratingOutside");
    for (const scale of [1, 0, -5, 2.5, NaN]) expect(keyOf(() => csat([1], scale))).toBe("scaleTooShort");
    expect(keyOf(() => csat([NaN]))).toBe("ratingsEmpty");
  });

  test("all best is 1, all worst is 0", () => {
    for (const method of ["top2", "mean"] as const) {
      expect(csat([5, 5, 5], 5, method)).toBe(1);
      expect(csat([1, 1, 1], 5, method)).toBe(0);
    }
    // On a scale of two both boxes would be the top two.
    expect(() => csat([1, 2], 2)).toThrow("scale_max is 2: here a scale ends at a whole number from 3 up.");
    expect(csat([1, 1, 2], 2, "mean")).toBeCloseTo(1 / 3, 15);
    expect(csat([1, 2, 3], 3)).toBeCloseTo(2 / 3, 15);
  });

  test("lies in 0 … 1 and does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (list) => {
        for (const method of ["top2", "mean"] as const) {
          const share = csat(list, 7, method);
          expect(share >= 0 && share <= 1).toBe(true);
          expect(csat([...list].reverse(), 7, method)).toBe(share);
        }
      }),
    );
  });
});
