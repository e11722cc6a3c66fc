import { describe, expect, test } from "@jest/globals";
import { grr } from "../../../../core/measures";

describe("GRR", () => {
  test("by hand: (1000 − 50 − 50) / 1000", () => {
    expect(grr(1000, 50, 50)).toBe(0.9);
  });

  test("a year of a firm", () => {
    expect(grr(2_400_000, 95_000, 140_000)).toBeCloseTo(2_165_000 / 2_400_000, 15);
  });

  test("what cannot be: amounts below 0, more lost than there was", () => {
    expect(() => grr(1000, -50, -100)).toThrow("contraction is -50. It cannot be negative.");
    expect(() => grr(1000, 50, -100)).toThrow("churn is -100. It cannot be negative.");
    expect(() => grr(1000, 600, 500)).toThrow("Contraction and churn add up to 1100, but start is 1000");
    // .1 + .2 is .30000000000000004
    expect(grr(0.3, 0.1, 0.2)).toBe(0);
  });
});
