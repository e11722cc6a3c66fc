import { describe, expect, test } from "@jest/globals";
import { ces } from "../../../../../addin/functions/measures/loyalty";
import { ratingCases } from "./rating-cases";
import { codeOf, column, div0, omitted } from "./sheet";

const effort = (range: unknown[][], top: unknown = omitted) => ces(range, top as number);

describe("CES", () => {
  test("a column, a row, a range taken too long; blanks are left out", () => {
    expect(effort(column(7, 5, 3))).toBe(5);
    expect(effort([[7, null, 5, "", 3]])).toBe(5);
    expect(effort(column(1, 5, null), 5)).toBe(3);
  });

  ratingCases((ratings) => effort(ratings), 1, 7);

  test("a scale that cannot be meant", () => {
    expect(codeOf(() => effort(column(1), 1.5))).toBe("#VALUE!");
    expect(codeOf(() => effort(column(1), div0))).toBe("#DIV/0!");
  });
});
