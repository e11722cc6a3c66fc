import { expect, test } from "@jest/globals";
import { speak } from "../../../../doubles/custom-functions";
import { codeOf, div0, messageOf } from "./sheet";

/** What every function over a matrix of pairwise comparisons does with what is no such matrix. */
export function comparisonCases(call: (comparisons: unknown[][]) => unknown): void {
  const of = (first: unknown[], second: unknown[]) => () => call([first, second]);

  test("shapes, text, errors and numbers that cannot be meant", () => {
    expect(messageOf(() => call([[1, 2]]))).toContain("comparisons is 1×2: give as many rows as columns");
    const headed = [
      ["Price", "Quality"],
      [1, 2],
      [0.5, 1],
    ];
    expect(call(headed)).toEqual(call(headed.slice(1)));
    expect(messageOf(() => call([...headed.slice(0, 2), [3, 1]]))).toContain("row 3, column 1 is 3");
    expect(messageOf(of([1, 2], ["half", 1]))).toContain('row 2, column 1 is the text "half"');
    expect(codeOf(of([1, div0], [0.5, 1]))).toBe("#DIV/0!");
    expect(messageOf(of([1, 0], [0, 1]))).toContain("A comparison is a number above 0");
    expect(messageOf(of([1, 3], [3, 1]))).toContain("but its mirror is 3");
    expect(codeOf(of([1, Infinity], [0, 1]))).toBe("#NUM!");
    speak("zh-CN");
    expect(messageOf(() => call([[1, 2]]))).toContain("比较矩阵为 1×2");
  });

  test("too little: a pair that is blank on both sides, nothing", () => {
    expect(messageOf(of([1, null], ["", 1]))).toContain("row 1, column 2 is blank");
    expect(codeOf(of([null, null], [null, null]))).toBe("#VALUE!");
  });
}
