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

  test("what cannot be: more new than there are, more staying than there were, less than nothing", () => {
    expect(() => retentionRate(200, 250, 10)).toThrow("end less new is 240, but start is 200");
    expect(() => retentionRate(200, 20, 30)).toThrow("new is 30, more than end, which is 20.");
    expect(() => retentionRate(200, -1, 0)).toThrow("end is -1. It cannot be negative.");
    expect(() => retentionRate(200, 20, -3)).toThrow("new is -3. It cannot be negative.");
    expect(Object.is(retentionRate(200, 5, 5), 0)).toBe(true);
  });
});
