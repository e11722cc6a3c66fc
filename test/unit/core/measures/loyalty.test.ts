import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ces, csat, ipa, nps, npsChange, npsSplit } from "../../../../core/measures";
import type { CrmError } from "../../../../core/errors";

const keyOf = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    return (error as CrmError).key;
  }
  return "nothing thrown";
};

describe("NPS", () => {
  const ratings = [10, 10, 9, 9, 8, 7, 6, 5, 0, 10];

  test("by hand: 5 promoters, 2 passives, 3 detractors of 10", () => {
    expect(nps(ratings)).toBe(20);
    const split = npsSplit(ratings);
    expect([split.promoters, split.passives, split.detractors, split.responses]).toEqual([5, 2, 3, 10]);
    // 1.959964 · 100 · √((0.5 + 0.3 − 0.04) / 10)
    expect(split.marginOfError).toBeCloseTo(1.959963984540054 * 100 * Math.sqrt(0.076), 9);
  });

  test("blanks are left out; a rating off the scale is named", () => {
    expect(nps([NaN, 10, NaN, 0, 9])).toBeCloseTo(100 / 3, 12);
    expect(() => nps([5, NaN, 11])).toThrow("ratings: row 3 is 11, outside the scale 0 to 10.");
    expect(keyOf(() => nps([NaN]))).toBe("ratingsEmpty");
    expect(keyOf(() => npsSplit([1], 1))).toBe("badConfidence");
  });

  test("change: significant where it exceeds its margin", () => {
    const before = [...Array<number>(100).fill(10), ...Array<number>(100).fill(0)];
    const after = [...Array<number>(150).fill(10), ...Array<number>(50).fill(0)];
    const change = npsChange(before, after);
    expect([change.before, change.after, change.change, change.significant]).toEqual([0, 50, 50, true]);
    expect(change.marginOfError).toBeCloseTo(
      1.959963984540054 * Math.sqrt((1e4 * 1) / 200 + (1e4 * 0.75) / 200),
      9,
    );
    expect(npsChange([10, 0], [10, 9]).significant).toBe(false);
    expect(keyOf(() => npsChange([1], [-1]))).toBe("ratingOutside");
  });

  test("lies in −100 … 100 and does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (list) => {
        expect(Math.abs(nps(list))).toBeLessThanOrEqual(100);
        expect(nps([...list].reverse())).toBe(nps(list));
      }),
    );
  });
});

describe("CSAT and CES", () => {
  test("by hand", () => {
    expect(csat([5, 4, 3, 2, NaN])).toBe(0.5);
    expect(csat([5, 4, 3, 2], 5, "mean")).toBe(0.625);
    expect(csat([10, 9, 8, 1], 10)).toBe(0.5);
    expect(ces([7, 5, NaN, 3])).toBe(5);
  });

  test("the scale is checked", () => {
    expect(keyOf(() => csat([0]))).toBe("ratingOutside");
    expect(keyOf(() => csat([6]))).toBe("ratingOutside");
    expect(keyOf(() => ces([8]))).toBe("ratingOutside");
    expect(keyOf(() => ces([1], 1.5))).toBe("scaleTooShort");
  });
});

describe("IPA", () => {
  test("the four quadrants; a value at the mean is high; a blank has none", () => {
    expect(ipa([5, 5, 1, 1, NaN], [1, 5, 1, 5, 3])).toEqual([
      "Concentrate here",
      "Keep up the good work",
      "Low priority",
      "Possible overkill",
      "",
    ]);
    expect(ipa([3, 3], [4, 4])).toEqual(["Keep up the good work", "Keep up the good work"]);
    expect(keyOf(() => ipa([1], [1, 2]))).toBe("lengthsDiffer");
  });
});
