import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { ahpConsistency } from "../../../../../addin/functions/measures/weights";
import { codeOf, div0, messageOf } from "./sheet";

afterEach(() => speak("en-US"));

describe("AHPCONSISTENCY", () => {
  test("0 for consistent comparisons, whole or half; above it for others", () => {
    expect(
      ahpConsistency([
        [1, 2, 4],
        [0.5, 1, 2],
        [0.25, 0.5, 1],
      ]),
    ).toBe(0);
    expect(
      ahpConsistency([
        [1, 2, 4],
        [null, 1, 2],
        [null, "", null],
      ]),
    ).toBe(0);
    expect(
      ahpConsistency([
        [1, 3, 5],
        [1 / 3, 1, 2],
        [1 / 5, 1 / 2, 1],
      ]),
    ).toBeCloseTo(0.00369459806 / 2 / 0.58, 9);
  });

  test("shapes, text, errors and numbers that cannot be meant", () => {
    expect(messageOf(() => ahpConsistency([[1, 2]]))).toContain(
      "comparisons is 1×2: give as many rows as columns",
    );
    const headed = [
      ["Price", "Quality"],
      [1, 2],
      [0.5, 1],
    ];
    expect(ahpConsistency(headed)).toEqual(ahpConsistency(headed.slice(1)));
    expect(messageOf(() => ahpConsistency([...headed.slice(0, 2), [3, 1]]))).toContain(
      "row 3, column 1 is 3",
    );
    expect(
      messageOf(() =>
        ahpConsistency([
          [1, 2],
          ["half", 1],
        ]),
      ),
    ).toContain('row 2, column 1 is the text "half"');
    expect(
      codeOf(() =>
        ahpConsistency([
          [1, div0],
          [0.5, 1],
        ]),
      ),
    ).toBe("#DIV/0!");
    expect(
      messageOf(() =>
        ahpConsistency([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toContain("A comparison is a number above 0");
    expect(
      messageOf(() =>
        ahpConsistency([
          [1, 3],
          [3, 1],
        ]),
      ),
    ).toContain("but its mirror is 3");
    expect(
      codeOf(() =>
        ahpConsistency([
          [1, Infinity],
          [0, 1],
        ]),
      ),
    ).toBe("#NUM!");
    speak("zh-CN");
    expect(messageOf(() => ahpConsistency([[1, 2]]))).toContain("比较矩阵为 1×2");
  });

  test("too little: a pair that is blank on both sides, nothing, one criterion", () => {
    expect(
      messageOf(() =>
        ahpConsistency([
          [1, null],
          ["", 1],
        ]),
      ),
    ).toContain("row 1, column 2 is blank");
    expect(
      codeOf(() =>
        ahpConsistency([
          [null, null],
          [null, null],
        ]),
      ),
    ).toBe("#VALUE!");
    expect(ahpConsistency([[1]])).toEqual(0);
  });
});
