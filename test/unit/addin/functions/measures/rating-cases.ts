import { expect, test } from "@jest/globals";
import { speak } from "../../../../doubles/custom-functions";
import { codeOf, column, div0, messageOf, na } from "./sheet";

/** What every function over one range of ratings does with what is no rating on the scale from `lowest` to `top`. */
export function ratingCases(call: (ratings: unknown[][]) => unknown, lowest: number, top: number): void {
  test("a range of several rows and columns", () => {
    const square = column(1, 2).map((row) => [...row, 3]);
    expect(messageOf(() => call(square))).toContain("is 2×2: give a single row or a single column");
  });

  test("a header is left out; text and logical values name their row; an error cell passes", () => {
    expect(call(column("Rating", 5, null))).toEqual(call(column(5)));
    expect(messageOf(() => call(column("n/a", "Rating", 5)))).toContain(
      'row 2, column 1 is the text "Rating"',
    );
    expect(messageOf(() => call(column(5, "5")))).toContain(
      'row 2, column 1 is the text "5", a number stored as text',
    );
    expect(messageOf(() => call(column(5, true)))).toContain("the logical value TRUE");
    expect(codeOf(() => call(column(5, div0)))).toBe("#DIV/0!");
    expect(codeOf(() => call(column(5, na)))).toBe("#N/A");
  });

  test("off the scale, in both languages; nothing at all; not finite", () => {
    const beyond = () => call(column(5, top + 1));
    expect(messageOf(beyond)).toContain(`row 2 is ${top + 1}, outside the scale ${lowest} to ${top}`);
    speak("zh-CN");
    expect(messageOf(beyond)).toContain(`第 2 行是${top + 1}，超出量表范围 ${lowest} 至 ${top}`);
    speak("en-US");
    expect(codeOf(() => call(column(null, "")))).toBe("#VALUE!");
    expect(codeOf(() => call(column(Infinity)))).toBe("#NUM!");
  });
}
