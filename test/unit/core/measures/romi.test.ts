import { describe, expect, test } from "@jest/globals";
import { romi } from "../../../../core/measures";

describe("ROMI", () => {
  test("by hand: (15000 − 10000) / 10000", () => {
    expect(romi(15000, 10000)).toBe(0.5);
  });

  test("a year of a firm", () => {
    expect(romi(92_000, 183_400)).toBeCloseTo(-0.4983642311886587, 13);
    expect(romi(0, 10)).toBe(-1);
  });

  test("a base of 0 is #DIV/0!, a negative one is named", () => {
    expect(() => romi(1, 0)).toThrow(expect.objectContaining({ code: "div0", key: "baseZero" }));
    expect(() => romi(1, 0)).toThrow("cost is 0");
    expect(() => romi(1, -1)).toThrow("cost is -1. It cannot be negative.");
  });

  test("what is too large for a number is #NUM!, and what is missing no number", () => {
    expect(() => romi(1e300, 1e-300)).toThrow(
      expect.objectContaining({ code: "num", key: "resultTooLarge" }),
    );
  });
});
