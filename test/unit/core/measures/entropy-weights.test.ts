import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { entropyWeights } from "../../../../core/measures";
import { keyOf } from "./key-of";

describe("ENTROPYWEIGHTS", () => {
  test("by hand: shares (.25, .75) and (.4, .6)", () => {
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

  test("the fighter aircraft of Hwang and Yoon (1981), against numpy", () => {
    // p = D / D.sum(0); e = -(p * np.log(p)).sum(0) / np.log(4); (1 - e) / (1 - e).sum()
    const weights = entropyWeights([
      [2.0, 1500, 20000, 5.5, 5, 9],
      [2.5, 2700, 18000, 6.5, 3, 5],
      [1.8, 2000, 21000, 4.5, 7, 7],
      [2.2, 1800, 20000, 5.0, 5, 5],
    ]);
    expect(Array.from(weights, (each) => Number(each.toFixed(4)))).toEqual([
      0.0642, 0.2061, 0.0134, 0.0813, 0.3587, 0.2763,
    ]);
  });

  test("rows of different length", () => {
    expect(keyOf(() => entropyWeights([[1, 2], [3]]))).toBe("rowLengths");
  });

  test("rows with a blank are left out", () => {
    const whole = [
      [1, 5],
      [2, 7],
      [4, 6],
    ];
    expect(entropyWeights([[NaN, 3], ...whole, [9, NaN]])).toEqual(entropyWeights(whole));
  });

  test("negative values, columns of zeros, fewer than two rows, nothing that differs", () => {
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
    ).toThrow(expect.objectContaining({ code: "div0", key: "entropyNoContrast" }));
  });

  test("a zero counts as 0 ln 0 = 0; huge and tiny values do not overflow", () => {
    const weights = entropyWeights([
      [0, 1e300, 1e-300],
      [1, 3e300, 2e-300],
    ]);
    expect(weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 14);
    expect(weights[0]).toBeGreaterThan(weights[1]);
  });

  test("a value that is nothing beside the others counts as 0", () => {
    const columns = [
      [5e-324, 0],
      [1, 1],
      [1, 1],
    ];
    const [tiny, none] = entropyWeights(columns);
    expect(tiny).toBe(none);
  });

  test("they do not change with a column's unit or the order of rows, and add up to 1", () => {
    const row = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 30 }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (rows, unit) => {
          fc.pre(new Set(rows.map(([one]) => one)).size > 1);
          const weights = entropyWeights(rows);
          expect(weights[0] + weights[1]).toBeCloseTo(1, 14);
          const scaled = entropyWeights(rows.map(([one, other]) => [one * unit, other]).reverse());
          // Where a column hardly differs, 1 − e is all rounding.
          expect(scaled[0]).toBeCloseTo(weights[0], 7);
        },
      ),
    );
  });
});
