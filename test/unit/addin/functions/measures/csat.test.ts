import { describe, expect, test } from "@jest/globals";
import { csat, type CSATMETHOD } from "../../../../../addin/functions/measures/loyalty";
import { ratingCases } from "./rating-cases";
import { codeOf, column, messageOf, na, omitted } from "./sheet";

const share = (range: unknown[][], top: unknown = omitted, method: unknown = omitted) =>
  csat(range, top as number, method as CSATMETHOD);

describe("CSAT", () => {
  test("a column, a row, a range taken too long; blanks are left out", () => {
    expect(share(column(5, 4, 3, 2))).toBe(0.5);
    expect(share([[5, null, 4, "", 3, 2]])).toBe(0.5);
    expect(share(column(5, 4, 3, 2), 5, "mean")).toBe(0.625);
    expect(share(column(10, 9, 8, 1), 10)).toBe(0.5);
    expect(share(column(5, 4, 3, 2), null, " MEAN ")).toBe(0.625);
  });

  ratingCases((ratings) => share(ratings), 1, 5);

  test("scales and methods that cannot be meant", () => {
    expect(messageOf(() => share(column(1), 2))).toContain("a scale ends at a whole number from 3 up");
    expect(messageOf(() => share(column(1), 1, "mean"))).toContain(
      "a scale ends at a whole number from 2 up",
    );
    expect(messageOf(() => share(column(1), "five"))).toContain("where a number belongs");
    expect(messageOf(() => share(column(1), 5, "top3"))).toContain('Choose one of: "top2", "mean"');
    expect(codeOf(() => share(column(1), na))).toBe("#N/A");
  });
});
