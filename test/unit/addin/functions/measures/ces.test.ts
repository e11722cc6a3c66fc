import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { ces } from "../../../../../addin/functions/measures/loyalty";
import { codeOf, column, div0, messageOf, na, omitted } from "./sheet";

afterEach(() => speak("en-US"));

const effort = (range: unknown[][], top: unknown = omitted) => ces(range, top as number);

describe("CES", () => {
  test("a column, a row, a range taken too long; blanks are left out", () => {
    expect(effort(column(7, 5, 3))).toBe(5);
    expect(effort([[7, null, 5, "", 3]])).toBe(5);
    expect(effort(column(1, 5, null), 5)).toBe(3);
  });

  test("a range of several rows and columns", () => {
    expect(
      messageOf(() =>
        effort([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toContain("is 2×2: give a single row or a single column");
  });

  test("a header is left out; text and logical values name their row; an error cell passes", () => {
    expect(effort(column("Rating", 5, null))).toEqual(effort(column(5)));
    expect(messageOf(() => effort(column("n/a", "Rating", 5)))).toContain(
      'row 2, column 1 is the text "Rating"',
    );
    expect(messageOf(() => effort(column(5, "5")))).toContain(
      'row 2, column 1 is the text "5", a number stored as text',
    );
    expect(messageOf(() => effort(column(5, true)))).toContain("the logical value TRUE");
    expect(codeOf(() => effort(column(5, div0)))).toBe("#DIV/0!");
    expect(codeOf(() => effort(column(5, na)))).toBe("#N/A");
  });

  test("off the scale, in both languages; nothing at all; not finite", () => {
    expect(messageOf(() => effort(column(5, 8)))).toContain("row 2 is 8, outside the scale 1 to 7");
    speak("zh-CN");
    expect(messageOf(() => effort(column(5, 8)))).toContain("第 2 行是8，超出量表范围 1 至 7");
    speak("en-US");
    expect(codeOf(() => effort(column(null, "")))).toBe("#VALUE!");
    expect(codeOf(() => effort(column(Infinity)))).toBe("#NUM!");
  });

  test("a scale that cannot be meant", () => {
    expect(codeOf(() => effort(column(1), 1.5))).toBe("#VALUE!");
    expect(codeOf(() => effort(column(1), div0))).toBe("#DIV/0!");
  });
});
