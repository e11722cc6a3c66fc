import { describe, expect, test } from "@jest/globals";
import { retentionRate } from "../../../../core/measures";

describe("RETENTIONRATE", () => {
  test("by hand: (210 − 30) / 200", () => {
    expect(retentionRate(200, 210, 30)).toBe(0.9);
  });

  test("a year of a firm", () => {
    expect(retentionRate(18250, 19480, 2870)).toBeCloseTo(16610 / 18250, 15);
    expect(retentionRate(100, 20, 20)).toBe(0);
  });

  test("a base of 0 is #DIV/0!, a negative one is named", () => {
    expect(() => retentionRate(0, 1, 1)).toThrow(expect.objectContaining({ code: "div0", key: "baseZero" }));
    expect(() => retentionRate(0, 1, 1)).toThrow("start is 0");
    expect(() => retentionRate(-1, 1, 1)).toThrow("start is -1. It cannot be negative.");
  });

  test("what is too large for a number is #NUM!, and what is missing no number", () => {
    expect(() => retentionRate(1e-300, 1e300, 0)).toThrow(
      expect.objectContaining({ code: "num", key: "resultTooLarge" }),
    );
  });
});
