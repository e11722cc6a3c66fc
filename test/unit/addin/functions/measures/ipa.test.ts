import { speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { ipa } from "../../../../../addin/functions/measures/loyalty";
import { codeOf, column, messageIn, messageOf, na, shown } from "./sheet";

describe("IPA", () => {
  test("the four quadrants, in the shape of importance", () => {
    expect(ipa(column(5, 5, 1, 1), column(1, 5, 1, 5))).toEqual(
      column("Concentrate here", "Keep up the good work", "Low priority", "Possible overkill"),
    );
    expect(ipa([[5, 1]], column(1, 5))).toEqual([["Concentrate here", "Possible overkill"]]);
  });

  test("headers over both ranges, and over one of them only", () => {
    expect(ipa(column("Importance", 5, 1), column("Performance", 1, 5))).toEqual(
      column("Quadrant", "Concentrate here", "Possible overkill"),
    );
    const result = ipa(column("Importance", 5, 1), column(3, 1, 5));
    expect(shown(result)).toEqual(column("#VALUE!", "Concentrate here", "Possible overkill"));
    expect(messageIn(result, 1)).toContain("but row 1 of performance does not");
  });

  test("ranges that do not fit", () => {
    expect(messageOf(() => ipa(column(1, 2), column(1)))).toContain(
      "performance has 1 cells, but importance has 2",
    );
    expect(
      messageOf(() =>
        ipa(
          [
            [1, 2],
            [3, 4],
          ],
          column(1),
        ),
      ),
    ).toContain("importance is 2×2");
  });

  test("blanks, text and errors spoil their own row; the blank rest stays blank", () => {
    const result = ipa(column(5, "x", 1, null, na, 3, null), column(1, 2, 5, 2, 1, true, ""));
    expect(shown(result)).toEqual(
      column("Concentrate here", "#VALUE!", "Possible overkill", "#N/A", "#N/A", "#VALUE!", ""),
    );
    expect(messageIn(result, 2)).toContain('importance: row 2, column 1 is the text "x"');
    expect(messageIn(result, 4)).toBe("importance: row 4 is blank, so this attribute has no quadrant.");
    speak("zh-CN");
    expect(messageIn(ipa(column(5, 1), column(1, "")), 2)).toContain("第 2 行");
  });

  test("nothing at all; not finite", () => {
    expect(ipa(column(null, ""), column("", null))).toEqual(column("", ""));
    expect(codeOf(() => ipa(column("a"), column(1)))).toBe("#VALUE!");
    expect(shown(ipa(column(1, Infinity), column(1, 1)))).toEqual(column("Keep up the good work", "#NUM!"));
  });
});
