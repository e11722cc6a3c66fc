import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { npsChange } from "../../../../core/measures";
import { keyOf } from "./key-of";

const survey = (promoters: number, passives: number, detractors: number): number[] => [
  ...Array<number>(promoters).fill(9),
  ...Array<number>(passives).fill(7),
  ...Array<number>(detractors).fill(0),
];

describe("NPSCHANGE", () => {
  test("by hand: 0 of 200, then 50 of 200: variances 100² · 1/200 and 100² · 0.75/200", () => {
    const change = npsChange(survey(100, 0, 100), survey(150, 0, 50));
    expect(change).toMatchObject({ before: 0, after: 50, change: 50, significant: true });
    expect(change.marginOfError).toBeCloseTo(1.959963984540054 * Math.sqrt(50 + 37.5), 10);
  });

  test("significant only where the change exceeds its margin", () => {
    // 10 of 100 to 16 of 100: 6 points, margin 1.96 √(70.09 + 71.44) …
    const before = survey(40, 30, 30);
    const after = survey(43, 30, 27);
    const { change, marginOfError, significant } = npsChange(before, after);
    const variance = (p: number, d: number, n: number): number => (1e4 * (p + d - (p - d) ** 2)) / n;
    expect(change).toBeCloseTo(6, 12);
    expect(marginOfError).toBeCloseTo(
      1.959963984540054 * Math.sqrt(variance(0.4, 0.3, 100) + variance(0.43, 0.27, 100)),
      10,
    );
    expect(significant).toBe(false);
    expect(npsChange(before, after, 0.2).significant).toBe(true);
  });

  test("samples of different size; blanks are left out of each", () => {
    expect(npsChange([10, NaN, 5, 8], [9])).toMatchObject({ before: 0, after: 100, change: 100 });
  });

  test("the message says which survey", () => {
    expect(() => npsChange([1], [4, -1])).toThrow("after: row 2 is -1");
    expect(() => npsChange([11], [4])).toThrow("before: row 1 is 11");
    expect(() => npsChange([NaN], [4])).toThrow("before holds no ratings");
    expect(keyOf(() => npsChange([1], [1], 2))).toBe("badConfidence");
  });

  test("no change and no spread is not significant; the largest change is", () => {
    expect(npsChange([10], [10])).toMatchObject({ change: 0, marginOfError: 0, significant: false });
    expect(npsChange([0, 0], [10, 10])).toMatchObject({ change: 200, significant: true });
  });

  test("turned round, the change changes its sign only", () => {
    const list = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 });
    fc.assert(
      fc.property(list, list, (one, other) => {
        const [there, back] = [npsChange(one, other), npsChange(other, one)];
        expect(back.change).toBeCloseTo(-there.change, 10);
        expect(back.marginOfError).toBeCloseTo(there.marginOfError, 10);
        expect(back.significant).toBe(there.significant);
      }),
    );
  });
});
