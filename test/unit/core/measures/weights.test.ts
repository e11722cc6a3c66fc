import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ahpConsistency, ahpWeights, entropyWeights } from "../../../../core/measures";

// Saaty, T. L. (1990), How to make a decision: the analytic hierarchy process, European Journal of Operational
// Research 48, 9–26: choosing a house; λ = 9.669, C.R. = 0.169.
const house = [
  [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
  [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
  [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
  [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
  [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
  [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
  [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
  [4, 7, 5, 8, 6, 6, 2, 1],
];
// Saaty, T. L. (1980), The Analytic Hierarchy Process: wealth of seven nations.
const nations = [
  [1, 4, 9, 6, 6, 5, 5],
  [1 / 4, 1, 7, 5, 5, 3, 4],
  [1 / 9, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 7, 1 / 5],
  [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
  [1 / 6, 1 / 5, 5, 1, 1, 1 / 3, 1 / 3],
  [1 / 5, 1 / 3, 7, 3, 3, 1, 2],
  [1 / 5, 1 / 4, 5, 3, 3, 1 / 2, 1],
];
const rounded = (values: ArrayLike<number>): number[] =>
  Array.from(values, (each) => Number(each.toFixed(3)));

describe("AHP", () => {
  test("Saaty's published weights and ratios", () => {
    expect(rounded(ahpWeights(house))).toEqual([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]);
    expect(ahpConsistency(house)).toBeCloseTo(0.169, 3);
    expect(rounded(ahpWeights(nations))).toEqual([0.427, 0.23, 0.021, 0.052, 0.052, 0.123, 0.094]);
    expect(ahpConsistency(nations)).toBeCloseTo(0.08, 2);
  });

  test("a consistent matrix gives its weights back, ratio 0", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 18 }), (weights) => {
        const matrix = weights.map((one) => weights.map((other) => one / other));
        const total = weights.reduce((sum, each) => sum + each, 0);
        ahpWeights(matrix).forEach((each, i) => expect(each).toBeCloseTo(weights[i] / total, 14));
        expect(ahpConsistency(matrix)).toBe(0);
      }),
    );
  });

  test("blanks come from their mirror; what cannot be meant is an error", () => {
    const half = house.map((row, i) => row.map((value, j) => (j > i ? value : NaN)));
    expect(rounded(ahpWeights(half))).toEqual(rounded(ahpWeights(house)));
    expect(() => ahpWeights([[1, 2]])).toThrow("comparisons is 1×2");
    expect(() =>
      ahpWeights([
        [1, 3],
        [3, 1],
      ]),
    ).toThrow("row 2, column 1 is 3, but its mirror is 3");
    expect(() =>
      ahpWeights([
        [1, 0],
        [0, 1],
      ]),
    ).toThrow("above 0");
    expect(() =>
      ahpWeights([
        [1, NaN],
        [NaN, 1],
      ]),
    ).toThrow("row 1, column 2 is blank");
  });
});

describe("entropy weights", () => {
  test("against the formula by hand: shares (.25, .75) and (.5, .5)", () => {
    const entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)) / Math.log(2);
    const other = -(0.4 * Math.log(0.4) + 0.6 * Math.log(0.6)) / Math.log(2);
    const total = 2 - entropy - other;
    const weights = entropyWeights([
      [1, 2, 7],
      [3, 3, 7],
    ]);
    expect(weights[0]).toBeCloseTo((1 - entropy) / total, 14);
    expect(weights[1]).toBeCloseTo((1 - other) / total, 14);
    expect(weights[2]).toBe(0);
  });

  test("they do not change with a column's unit or the order of rows, and add up to 1", () => {
    const row = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 2, max: 999 }),
        (rows, unit) => {
          fc.pre(new Set(rows.map(([one]) => one)).size > 1);
          const weights = entropyWeights(rows);
          expect(weights[0] + weights[1]).toBeCloseTo(1, 14);
          const scaled = entropyWeights(rows.map(([one, other]) => [one * unit, other]).reverse());
          expect(scaled[0]).toBeCloseTo(weights[0], 8);
        },
      ),
    );
  });

  test("errors", () => {
    expect(() =>
      entropyWeights([
        [1, -1],
        [1, 1],
      ]),
    ).toThrow("row 1, column 2 is -1");
    expect(() =>
      entropyWeights([
        [0, 1],
        [0, 2],
      ]),
    ).toThrow("column 1 holds only zeros");
    expect(() =>
      entropyWeights([
        [1, NaN],
        [0, 2],
      ]),
    ).toThrow("1 complete rows");
    expect(() =>
      entropyWeights([
        [1, 2],
        [1, 2],
      ]),
    ).toThrow("no column tells");
  });
});
