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

  test("what is too large for a number is #NUM!, and what is missing no number", () => {
    expect(() => romi(1e300, 1e-300)).toThrow(
      expect.objectContaining({ code: "num", key: "resultTooLarge" }),
    );
  });
});
