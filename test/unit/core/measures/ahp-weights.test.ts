import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ahpWeights } from "../../../../core/measures";
import { keyOf } from "./key-of";
import { house, nations } from "./saaty";

const rounded = (values: ArrayLike<number>): number[] =>
  Array.from(values, (each) => Number(each.toFixed(3)));
const shares = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 18 });
const consistent = (weights: readonly number[]): number[][] =>
  weights.map((one) => weights.map((other) => one / other));

describe("AHPWEIGHTS", () => {
  test("Saaty's published weights: choosing a house, the wealth of nations", () => {
    expect(rounded(ahpWeights(house))).toEqual([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]);
    expect(rounded(ahpWeights(nations))).toEqual([0.427, 0.23, 0.021, 0.052, 0.052, 0.123, 0.094]);
  });

  test("three criteria, against numpy.linalg.eig", () => {
    // import numpy as np; w, v = np.linalg.eig([[1, 3, 5], [1/3, 1, 2], [1/5, 1/2, 1]]); v[:, 0] / v[:, 0].sum()
    const found = ahpWeights([
      [1, 3, 5],
      [1 / 3, 1, 2],
      [1 / 5, 1 / 2, 1],
    ]);
    [0.648329013822, 0.229650794063, 0.122020192115].forEach((each, i) =>
      expect(found[i]).toBeCloseTo(each, 11),
    );
  });

  test("shapes that cannot be meant", () => {
    expect(() => ahpWeights([[1, 2]])).toThrow("comparisons is 1×2");
    expect(keyOf(() => ahpWeights([[1, 2], [3]]))).toBe("rowLengths");
  });

  test("blanks come from their mirror", () => {
    const half = house.map((row, i) => row.map((value, j) => (j > i ? value : NaN)));
    expect(rounded(ahpWeights(half))).toEqual(rounded(ahpWeights(house)));
  });

  test("one criterion has all the weight; equal ones share it", () => {
    expect([...ahpWeights([[1]])]).toEqual([1]);
    ahpWeights(consistent(Array<number>(40).fill(1))).forEach((each) => expect(each).toBeCloseTo(1 / 40, 15));
  });

  test("a consistent matrix gives its weights back; weights add up to 1", () => {
    fc.assert(
      fc.property(shares, (weights) => {
        const total = weights.reduce((sum, each) => sum + each, 0);
        const found = ahpWeights(consistent(weights));
        found.forEach((each, i) => expect(each).toBeCloseTo(weights[i] / total, 14));
        expect(found.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 14);
      }),
    );
  });

  test("criteria in another order have the same weights in that order", () => {
    const order = [7, 2, 0, 5, 1, 6, 3, 4];
    const mixed = ahpWeights(order.map((i) => order.map((j) => house[i][j])));
    const found = ahpWeights(house);
    order.forEach((i, k) => expect(mixed[k]).toBeCloseTo(found[i], 13));
  });
});
