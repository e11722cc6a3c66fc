import { cellError, speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { completeness } from "../../../../../addin/functions/measures/cleaning";
import { column, div0, messageIn, shown } from "./sheet";

describe("COMPLETENESS", () => {
  test("a share per row; what is blank in the middle is 0, the blank rest stays blank", () => {
    expect(
      completeness([
        ["Ann", 1],
        ["Bob", null],
        [null, ""],
        ["", undefined],
        [0, false],
        [null, ""],
      ]),
    ).toEqual(column(1, 0.5, 0, 0, 1, ""));
  });

  test("an error cell passes through in its row", () => {
    expect(
      shown(
        completeness([
          ["a", 1],
          [div0, 1],
          [1, cellError("#NAME?")],
        ]),
      ),
    ).toEqual(column(1, "#DIV/0!", "#VALUE!"));
    speak("zh-CN");
    expect(messageIn(completeness([[1, cellError("#NAME?")]]), 1)).toContain("表格：第 1 行第 2 列");
  });

  test("nothing at all, one cell", () => {
    expect(completeness([[null]])).toEqual(column(""));
    expect(completeness([["x"]])).toEqual(column(1));
  });
});
