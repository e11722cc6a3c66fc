import { describe, expect, test } from "@jest/globals";
import { grr } from "../../../../core/measures";

describe("GRR", () => {
  test("by hand: (1000 − 50 − 50) / 1000", () => {
    expect(grr(1000, 50, 50)).toBe(0.9);
  });

  test("a year of a firm", () => {
    expect(grr(2_400_000, 95_000, 140_000)).toBeCloseTo(2_165_000 / 2_400_000, 15);
  });

  test("a base of 0 is #DIV/0!, a negative one is named", () => {
    expect(() => grr(0, 1, 1)).toThrow(expect.objectContaining({ code: "div0", key: "baseZero" }));
    expect(() => grr(0, 1, 1)).toThrow("start is 0");
    expect(() => grr(-1, 1, 1)).toThrow("start is -1. It cannot be negative.");
  });

  test("what is too large for a number is #NUM!, and what is missing no number", () => {
    expect(() => grr(1e-300, 1e300, 0)).toThrow(
      expect.objectContaining({ code: "num", key: "resultTooLarge" }),
    );
  });
});
