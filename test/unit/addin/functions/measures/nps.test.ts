import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { nps } from "../../../../../addin/functions/measures/loyalty";
import { codeOf, column, div0, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("NPS", () => {
  test("a column, a row, a range taken too long; blanks are left out", () => {
    expect(nps(column(10, 9, 8, 3))).toBe(25);
    expect(nps([[10, null, 9, "", 0, null]])).toBeCloseTo(100 / 3, 12);
    expect(nps(column(10, undefined, 0, 9, null, ""))).toBeCloseTo(100 / 3, 12);
  });

  test("a range of several rows and columns", () => {
    expect(
      messageOf(() =>
        nps([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toContain("is 2×2: give a single row or a single column");
  });

  test("a header is left out; text and logical values name their row; an error cell passes", () => {
    expect(nps(column("Rating", 5, null))).toEqual(nps(column(5)));
    expect(messageOf(() => nps(column("n/a", "Rating", 5)))).toContain(
      'row 2, column 1 is the text "Rating"',
    );
    expect(messageOf(() => nps(column(5, "5")))).toContain(
      'row 2, column 1 is the text "5", a number stored as text',
    );
    expect(messageOf(() => nps(column(5, true)))).toContain("the logical value TRUE");
    expect(codeOf(() => nps(column(5, div0)))).toBe("#DIV/0!");
    expect(codeOf(() => nps(column(5, na)))).toBe("#N/A");
  });

  test("off the scale, in both languages; nothing at all; not finite", () => {
    expect(messageOf(() => nps(column(5, 11)))).toContain("row 2 is 11, outside the scale 0 to 10");
    speak("zh-CN");
    expect(messageOf(() => nps(column(5, 11)))).toContain("第 2 行是11，超出量表范围 0 至 10");
    speak("en-US");
    expect(codeOf(() => nps(column(null, "")))).toBe("#VALUE!");
    expect(codeOf(() => nps(column(Infinity)))).toBe("#NUM!");
  });
});
