import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { ahpWeights } from "../../../../../addin/functions/measures/weights";
import { codeOf, column, div0, messageOf } from "./sheet";

afterEach(() => speak("en-US"));

const rounded = (cells: number[][]): number[][] =>
  cells.map((row) => row.map((each) => Number(each.toFixed(12))));

describe("AHPWEIGHTS", () => {
  test("a column of weights; half a matrix is enough", () => {
    const whole = [
      [1, 2, 4],
      [0.5, 1, 2],
      [0.25, 0.5, 1],
    ];
    const half = [
      [1, 2, 4],
      [null, 1, 2],
      [null, null, null],
    ];
    const weights = rounded(column(4 / 7, 2 / 7, 1 / 7) as number[][]);
    expect(rounded(ahpWeights(whole))).toEqual(weights);
    expect(rounded(ahpWeights(half))).toEqual(weights);
  });

  test("shapes, text, errors and numbers that cannot be meant", () => {
    expect(messageOf(() => ahpWeights([[1, 2]]))).toContain(
      "comparisons is 1×2: give as many rows as columns",
    );
    const headed = [
      ["Price", "Quality"],
      [1, 2],
      [0.5, 1],
    ];
    expect(ahpWeights(headed)).toEqual(ahpWeights(headed.slice(1)));
    expect(messageOf(() => ahpWeights([...headed.slice(0, 2), [3, 1]]))).toContain("row 3, column 1 is 3");
    expect(
      messageOf(() =>
        ahpWeights([
          [1, 2],
          ["half", 1],
        ]),
      ),
    ).toContain('row 2, column 1 is the text "half"');
    expect(
      codeOf(() =>
        ahpWeights([
          [1, div0],
          [0.5, 1],
        ]),
      ),
    ).toBe("#DIV/0!");
    expect(
      messageOf(() =>
        ahpWeights([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toContain("A comparison is a number above 0");
    expect(
      messageOf(() =>
        ahpWeights([
          [1, 3],
          [3, 1],
        ]),
      ),
    ).toContain("but its mirror is 3");
    expect(
      codeOf(() =>
        ahpWeights([
          [1, Infinity],
          [0, 1],
        ]),
      ),
    ).toBe("#NUM!");
    speak("zh-CN");
    expect(messageOf(() => ahpWeights([[1, 2]]))).toContain("比较矩阵为 1×2");
  });

  test("too little: a pair that is blank on both sides, nothing, one criterion", () => {
    expect(
      messageOf(() =>
        ahpWeights([
          [1, null],
          ["", 1],
        ]),
      ),
    ).toContain("row 1, column 2 is blank");
    expect(
      codeOf(() =>
        ahpWeights([
          [null, null],
          [null, null],
        ]),
      ),
    ).toBe("#VALUE!");
    expect(ahpWeights([[1]])).toEqual([[1]]);
  });
});
