import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { npsSplit } from "../../../../../addin/functions/measures/loyalty";
import { codeOf, column, div0, messageOf, na, omitted } from "./sheet";

afterEach(() => speak("en-US"));

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

  test("a range of several rows and columns", () => {
    expect(
      messageOf(() =>
        split([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toContain("is 2×2: give a single row or a single column");
  });

  test("a header is left out; text and logical values name their row; an error cell passes", () => {
    expect(split(column("Rating", 5, null))).toEqual(split(column(5)));
    expect(messageOf(() => split(column("n/a", "Rating", 5)))).toContain(
      'row 2, column 1 is the text "Rating"',
    );
    expect(messageOf(() => split(column(5, "5")))).toContain(
      'row 2, column 1 is the text "5", a number stored as text',
    );
    expect(messageOf(() => split(column(5, true)))).toContain("the logical value TRUE");
    expect(codeOf(() => split(column(5, div0)))).toBe("#DIV/0!");
    expect(codeOf(() => split(column(5, na)))).toBe("#N/A");
  });

  test("off the scale, in both languages; nothing at all; not finite", () => {
    expect(messageOf(() => split(column(5, 11)))).toContain("row 2 is 11, outside the scale 0 to 10");
    speak("zh-CN");
    expect(messageOf(() => split(column(5, 11)))).toContain("第 2 行是11，超出量表范围 0 至 10");
    speak("en-US");
    expect(codeOf(() => split(column(null, "")))).toBe("#VALUE!");
    expect(codeOf(() => split(column(Infinity)))).toBe("#NUM!");
  });

  test("a confidence that is none", () => {
    for (const bad of [0, 1, 95, -0.5])
      expect(messageOf(() => split(column(9), bad))).toContain("between 0 and 1");
    expect(messageOf(() => split(column(9), "high"))).toContain('confidence is the text "high"');
  });
});
