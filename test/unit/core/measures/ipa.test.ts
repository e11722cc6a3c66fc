import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ipa } from "../../../../core/measures";
import { keyOf } from "./key-of";

describe("IPA", () => {
  // Martilla and James (1977), figure 1 and table 1, automobile dealer's service: 14 attributes, mean ratings of
  // importance and performance (both on 1 … 4); the grid here divides at the means.
  test("an automobile dealer's service", () => {
    const importance = [3.83, 3.63, 3.6, 3.56, 3.41, 3.41, 3.38, 3.37, 3.29, 3.27, 2.52, 2.43, 2.37, 2.05];
    const performance = [2.63, 2.73, 3.15, 3.0, 3.05, 3.29, 3.03, 3.11, 2.0, 3.02, 2.25, 2.49, 2.35, 3.33];
    // By hand: means 44.12 / 14 = 3.1514 and 39.43 / 14 = 2.8164.
    expect(ipa(importance, performance)).toEqual([
      "Concentrate here",
      "Concentrate here",
      ...Array<string>(6).fill("Keep up the good work"),
      "Concentrate here",
      "Keep up the good work",
      "Low priority",
      "Low priority",
      "Low priority",
      "Possible overkill",
    ]);
  });

  test("a value at the mean counts as high", () => {
    expect(ipa([3, 3], [4, 4])).toEqual(["Keep up the good work", "Keep up the good work"]);
  });

  test("means of equal values, of decimal fractions and of huge numbers are means, whatever sums are rounded to", () => {
    const all = (value: number, count: number) => Array<number>(count).fill(value);
    for (const [value, count] of [
      [0.1, 3],
      [4.1, 7],
      [-0.7, 6],
      [1.7e308, 4],
      [0, 3],
    ])
      expect(new Set(ipa(all(value, count), all(value, count)))).toEqual(new Set(["Keep up the good work"]));
    // 0.1, 0.2 and 0.3: the second is the mean
    expect(ipa([0.1, 0.2, 0.3], [1.7e308, 1.6e308, 1e308])).toEqual([
      "Possible overkill",
      "Keep up the good work",
      "Concentrate here",
    ]);
  });

  test("columns of different length", () => {
    expect(() => ipa([1], [1, 2])).toThrow("performance has 2 cells, but importance has 1");
  });

  test("an attribute with a blank has no quadrant and is left out of the means", () => {
    expect(ipa([5, 1, NaN, 9], [1, 5, 3, NaN])).toEqual(["Concentrate here", "Possible overkill", "", ""]);
  });

  test("nothing to divide", () => {
    expect(keyOf(() => ipa([NaN], [1]))).toBe("ratingsEmpty");
    expect(ipa([2], [7])).toEqual(["Keep up the good work"]);
  });

  test("a change of unit or of order changes no quadrant", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (list) => {
        const [importance, performance] = [list.map((row) => row[0]), list.map((row) => row[1])];
        const quadrants = ipa(importance, performance);
        expect(
          ipa(
            importance.map((each) => each * 8),
            performance.map((each) => each + 16),
          ),
        ).toEqual(quadrants);
        expect(ipa([...importance].reverse(), [...performance].reverse()).reverse()).toEqual(quadrants);
      }),
    );
  });
});
