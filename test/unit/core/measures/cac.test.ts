import { describe, expect, test } from "@jest/globals";
import { cac } from "../../../../core/measures";

describe("CAC", () => {
  test("by hand: 5000 / 25", () => {
    expect(cac(5000, 25)).toBe(200);
  });

  test("a year of a firm", () => {
    expect(cac(183_400, 412)).toBeCloseTo(445.1456310679612, 10);
    expect(cac(0, 5)).toBe(0);
  });

  test("what is too large for a number is #NUM!, and what is missing no number", () => {
    expect(() => cac(1e300, 1e-300)).toThrow(expect.objectContaining({ code: "num", key: "resultTooLarge" }));
  });
});
