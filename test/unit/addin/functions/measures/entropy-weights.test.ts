import { speak } from "../../../../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { entropyWeights } from "../../../../../addin/functions/measures/weights";
import { codeOf, messageOf, na } from "./sheet";

describe("ENTROPYWEIGHTS", () => {
  test("one row of weights; rows with a blank and the blank rest are left out", () => {
    expect(
      entropyWeights([
        [1, 5],
        [2, 5],
        [3, 5],
      ]),
    ).toEqual([[1, 0]]);
    expect(
      entropyWeights([
        [1, 5],
        [null, 9],
        [2, 5],
        [3, 5],
        ["", null],
      ]),
    ).toEqual([[1, 0]]);
  });

  test("text, headers, errors, negative and infinite numbers", () => {
    const rows = [
      [1, 2],
      [2, 3],
    ];
    expect(entropyWeights([["Price", "Quality"], ...rows])).toEqual(entropyWeights(rows));
    expect(messageOf(() => entropyWeights([["Price", "Quality"], ...rows, [-1, 2]]))).toContain(
      "row 4, column 1",
    );
    expect(
      messageOf(() =>
        entropyWeights([
          [1, 2],
          [2, "3"],
        ]),
      ),
    ).toContain("row 2, column 2 is the text");
    expect(
      codeOf(() =>
        entropyWeights([
          [1, 2],
          [na, 3],
        ]),
      ),
    ).toBe("#N/A");
    expect(
      messageOf(() =>
        entropyWeights([
          [1, 2],
          [2, -3],
        ]),
      ),
    ).toContain("Entropy weights need values from 0 up");
    expect(
      codeOf(() =>
        entropyWeights([
          [1, 2],
          [Infinity, 3],
        ]),
      ),
    ).toBe("#NUM!");
    speak("zh-CN");
    expect(
      messageOf(() =>
        entropyWeights([
          [1, 2],
          [2, -3],
        ]),
      ),
    ).toContain("熵权法要求数值不小于 0");
  });

  test("too little data, columns of zeros, nothing that differs", () => {
    expect(messageOf(() => entropyWeights([[1, 2]]))).toContain("has 1 complete rows");
    expect(
      messageOf(() =>
        entropyWeights([
          [0, 1],
          [0, 2],
        ]),
      ),
    ).toContain("column 1 holds only zeros");
    expect(
      codeOf(() =>
        entropyWeights([
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toBe("#DIV/0!");
  });
});
