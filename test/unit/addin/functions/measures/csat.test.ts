import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { csat, type CSATMETHOD } from "../../../../../addin/functions/measures/loyalty";
import { codeOf, column, div0, messageOf, na, omitted } from "./sheet";

afterEach(() => speak("en-US"));

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

  test("a range of several rows and columns", () => {
    expect(
      messageOf(() =>
        share([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toContain("is 2×2: give a single row or a single column");
  });

  test("a header is left out; text and logical values name their row; an error cell passes", () => {
    expect(share(column("Rating", 5, null))).toEqual(share(column(5)));
    expect(messageOf(() => share(column("n/a", "Rating", 5)))).toContain(
      'row 2, column 1 is the text "Rating"',
    );
    expect(messageOf(() => share(column(5, "5")))).toContain(
      'row 2, column 1 is the text "5", a number stored as text',
    );
    expect(messageOf(() => share(column(5, true)))).toContain("the logical value TRUE");
    expect(codeOf(() => share(column(5, div0)))).toBe("#DIV/0!");
    expect(codeOf(() => share(column(5, na)))).toBe("#N/A");
  });

  test("off the scale, in both languages; nothing at all; not finite", () => {
    expect(messageOf(() => share(column(5, 6)))).toContain("row 2 is 6, outside the scale 1 to 5");
    speak("zh-CN");
    expect(messageOf(() => share(column(5, 6)))).toContain("第 2 行是6，超出量表范围 1 至 5");
    speak("en-US");
    expect(codeOf(() => share(column(null, "")))).toBe("#VALUE!");
    expect(codeOf(() => share(column(Infinity)))).toBe("#NUM!");
  });

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
