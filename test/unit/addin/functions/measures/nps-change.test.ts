import { speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { npsChange } from "../../../../../addin/functions/measures/loyalty";
import { codeOf, column, messageOf, na, omitted } from "./sheet";

const change = (before: unknown[][], after: unknown[][], confidence: unknown = omitted) =>
  npsChange(before, after, confidence as number);

describe("NPSCHANGE", () => {
  test("header and one row, to the letter; a column beside a row, blanks left out", () => {
    expect(change(column(10, 0, null), [[10, 9, ""]])).toEqual([
      ["Before", "After", "Change", "Margin of error", "Significant"],
      [0, 100, 100, expect.closeTo(1.959963984540054 * 100 * Math.sqrt((0.7 + 0.7 - 0.16) / 5), 9), false],
    ]);
    expect(change(column(0, 0), column(10, 10))[1].slice(2)).toEqual([
      200,
      expect.closeTo(1.959963984540054 * 100 * Math.sqrt((2 * (0.7 - 0.16)) / 5), 9),
      false,
    ]);
  });

  test("a range of several rows and columns, text, errors: named by the survey", () => {
    expect(
      messageOf(() =>
        change(
          [
            [1, 2],
            [3, 4],
          ],
          column(1),
        ),
      ),
    ).toContain("before is 2×2");
    expect(change(column(1), column("After", 1))).toEqual(change(column(1), column(1)));
    expect(messageOf(() => change(column(1), column(1, "After")))).toContain("after: row 2");
    expect(codeOf(() => change(column(1), column(na)))).toBe("#N/A");
    expect(messageOf(() => change(column(1), column(1, 11)))).toContain("after: row 2 is 11");
    speak("zh-CN");
    expect(messageOf(() => change(column(1), column(1, 11)))).toContain("后期评分：第 2 行是11");
  });

  test("too little data, a confidence that is none", () => {
    expect(messageOf(() => change(column(null), column(1)))).toContain("before holds no ratings");
    expect(codeOf(() => change(column(1), column(1), 1))).toBe("#VALUE!");
  });
});
