import { describe, expect, test } from "@jest/globals";
import { churnRate } from "../../../../core/measures";

describe("CHURNRATE", () => {
  test("by hand: 20 / 200", () => {
    expect(churnRate(200, 20)).toBe(0.1);
  });

  test("a year of a firm", () => {
    expect(churnRate(18250, 1640)).toBeCloseTo(1640 / 18250, 15);
    expect([churnRate(50, 0), churnRate(50, 50)]).toEqual([0, 1]);
  });

  test("what cannot be: more lost than there were, less than nothing", () => {
    expect(() => churnRate(200, 250)).toThrow("lost is 250, more than start, which is 200.");
    expect(() => churnRate(200, -5)).toThrow("lost is -5. It cannot be negative.");
    expect(churnRate(0.3, 0.1 + 0.2)).toBeCloseTo(1, 12);
    expect(Object.is(churnRate(5, -0), 0)).toBe(true);
  });
});
