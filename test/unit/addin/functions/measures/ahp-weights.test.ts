import { describe, expect, test } from "@jest/globals";
import { ahpWeights } from "../../../../../addin/functions/measures/weights";
import { comparisonCases } from "./comparison-cases";
import { column } from "./sheet";

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

  comparisonCases(ahpWeights);

  test("of one criterion", () => expect(ahpWeights([[1]])).toEqual([[1]]));
});
