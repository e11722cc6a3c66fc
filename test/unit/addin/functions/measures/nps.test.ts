import { describe, expect, test } from "@jest/globals";
import { nps } from "../../../../../addin/functions/measures/loyalty";
import { ratingCases } from "./rating-cases";
import { column } from "./sheet";

describe("NPS", () => {
  test("a column, a row, a range taken too long; blanks are left out", () => {
    expect(nps(column(10, 9, 8, 3))).toBe(25);
    expect(nps([[10, null, 9, "", 0, null]])).toBeCloseTo(100 / 3, 12);
    expect(nps(column(10, undefined, 0, 9, null, ""))).toBeCloseTo(100 / 3, 12);
  });

  ratingCases(nps, 0, 10);
});
