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
  /** 100² (p + d − (p − d)²) / n with ¾ promoter, 1½ passives and ¾ detractor added. */
  const variance = (p: number, d: number, n: number): number =>
    (1e4 * ((p + d + 1.5) / (n + 3) - ((p - d) / (n + 3)) ** 2)) / (n + 3);

  test("by hand: 100 and 100 of 200, then 150 and 50", () => {
    const change = npsChange(survey(100, 0, 100), survey(150, 0, 50));
    expect(change).toMatchObject({ before: 0, after: 50, change: 50, significant: true });
    expect(change.marginOfError).toBeCloseTo(
      1.959963984540054 * Math.sqrt(variance(100, 100, 200) + variance(150, 50, 200)),
      10,
    );
  });

  test("significant only where the change exceeds its margin", () => {
    // 10 to 16 points of 100 answers
    const before = survey(40, 30, 30);
    const after = survey(43, 30, 27);
    const { change, marginOfError, significant } = npsChange(before, after);
    expect(change).toBeCloseTo(6, 12);
    expect(marginOfError).toBeCloseTo(
      1.959963984540054 * Math.sqrt(variance(40, 30, 100) + variance(43, 27, 100)),
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
    expect(() => npsChange([1], [4, 7.5])).toThrow("after: row 2 is 7.5. A rating is a whole number");
    expect(() => npsChange([NaN], [4])).toThrow("before holds no ratings");
    expect(keyOf(() => npsChange([1], [1], 2))).toBe("badConfidence");
  });

  test("one answer each proves nothing, however far apart; many do", () => {
    expect(npsChange([10], [0])).toMatchObject({ change: -200, significant: false });
    expect(npsChange([10], [0]).marginOfError).toBeCloseTo(1.959963984540054 * 100 * Math.sqrt(0.28125), 10);
    expect(npsChange([10], [10])).toMatchObject({ change: 0, significant: false });
    expect(npsChange(survey(0, 0, 9), survey(9, 0, 0))).toMatchObject({ change: 200, significant: true });
  });

  test("what is compared with the margin is the change of the adjusted scores", () => {
    // two answers each: adjusted 100 · 2 / 5 each way, so a change of 80 and not of 200
    const { marginOfError, significant } = npsChange([0, 0], [10, 10], 0.8);
    expect(marginOfError).toBeCloseTo(1.2815515655446004 * Math.sqrt(2 * variance(2, 0, 2)), 9);
    expect([marginOfError < 80, significant]).toEqual([true, true]);
    expect(npsChange([0, 0], [10, 10], 0.99)).toMatchObject({ change: 200, significant: false });
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
