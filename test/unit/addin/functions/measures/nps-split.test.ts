import { describe, expect, test } from "@jest/globals";
import { npsSplit } from "../../../../../addin/functions/measures/loyalty";
import { ratingCases } from "./rating-cases";
import { column, messageOf, omitted } from "./sheet";

const split = (range: unknown[][], confidence: unknown = omitted) => npsSplit(range, confidence as number);

describe("NPSSPLIT", () => {
  test("header and one row, to the letter", () => {
    expect(split(column(10, 9, 8, 3, null))).toEqual([
      ["Promoters", "Passives", "Detractors", "Responses", "NPS", "Margin of error"],
      [2, 1, 1, 4, 25, expect.closeTo(1.959963984540054 * 100 * Math.sqrt((4.5 / 7 - 1 / 49) / 7), 10)],
    ]);
    expect(split(column(10, 3), 0.9)[1][5]).toBeCloseTo(1.644853626951473 * 100 * Math.sqrt(0.7 / 5), 9);
  });

  test("a column, a row, a range taken too long; blanks are left out", () => {
    expect(split([[10, "", 0, null]])[1].slice(0, 5)).toEqual([1, 0, 1, 2, 0]);
    expect(split(column(10, null, 0, ""))[1].slice(0, 5)).toEqual([1, 0, 1, 2, 0]);
  });

  ratingCases((ratings) => split(ratings), 0, 10);

  test("a confidence that is none", () => {
    for (const bad of [0, 1, 95, -0.5])
      expect(messageOf(() => split(column(9), bad))).toContain("between 0 and 1");
    expect(messageOf(() => split(column(9), "high"))).toContain('confidence is the text "high"');
  });
});
