import { describe, expect, test } from "@jest/globals";
import { nrr } from "../../../../core/measures";

describe("NRR", () => {
  test("by hand: (1000 + 200 − 50 − 50) / 1000", () => {
    expect(nrr(1000, 200, 50, 50)).toBe(1.1);
  });

  test("a year of a firm", () => {
    expect(nrr(2_400_000, 310_000, 95_000, 140_000)).toBeCloseTo(2_475_000 / 2_400_000, 15);
  });

  test("what is too large for a number is #NUM!", () => {
    const tooLarge = expect.objectContaining({ code: "num", key: "resultTooLarge" });
    expect(() => nrr(1e-300, 1e300, 0, 0)).toThrow(tooLarge);
    expect(() => nrr(1, 0, 1.7e308, 1.7e308)).toThrow(tooLarge);
  });

  test("what cannot be: amounts below 0, more lost than there was", () => {
    expect(() => nrr(1000, -1, 0, 0)).toThrow("expansion is -1. It cannot be negative.");
    expect(() => nrr(1000, 0, -1, 0)).toThrow("contraction is -1. It cannot be negative.");
    expect(() => nrr(1000, 5000, 600, 500)).toThrow(
      "Contraction and churn add up to 1100, but start is 1000",
    );
  });
});
