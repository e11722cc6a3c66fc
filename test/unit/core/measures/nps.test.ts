import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nps } from "../../../../core/measures";
import { keyOf } from "./key-of";

const ratings = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 60 });

describe("NPS", () => {
  test("an average is no rating: 6.5 is no passive and no detractor", () => {
    expect(() => nps([9, 6.5])).toThrow("ratings: row 2 is 6.5. A rating is a whole number from 0 to 10");
  });

  test("by hand: 5 promoters, 2 passives, 3 detractors of 10", () => {
    expect(nps([10, 10, 9, 9, 8, 7, 6, 5, 0, 10])).toBe(20);
  });

  test("a survey of 1,000: 430 promoters, 250 detractors", () => {
    const survey = Array.from({ length: 1000 }, (_, i) =>
      i < 430 ? 9 + (i % 2) : i < 680 ? i % 7 : 7 + (i % 2),
    );
    expect(nps(survey)).toBe(18);
    expect(nps(Float64Array.from(survey))).toBe(18);
  });

  test("9 and 10 promote, 7 and 8 are passive, 0 to 6 detract", () => {
    expect(Array.from({ length: 11 }, (_, rating) => nps([rating]))).toEqual([
      ...Array<number>(7).fill(-100),
      0,
      0,
      100,
      100,
    ]);
  });

  test("blanks are left out; nothing else is an error", () => {
    expect(nps([NaN, 10, NaN, 0, 9])).toBeCloseTo(100 / 3, 12);
    expect(keyOf(() => nps([NaN, NaN]))).toBe("ratingsEmpty");
    expect(keyOf(() => nps([]))).toBe("ratingsEmpty");
  });

  test("a rating off the scale names the first such row", () => {
    expect(() => nps([5, NaN, 11, -3])).toThrow("ratings: row 3 is 11, outside the scale 0 to 10.");
    expect(() => nps([5, -1])).toThrow("row 2 is -1");
    expect(keyOf(() => nps([Infinity]))).toBe("ratingOutside");
  });

  test("lies in −100 … 100 and does not depend on the order", () => {
    fc.assert(
      fc.property(ratings, (list) => {
        expect(Math.abs(nps(list))).toBeLessThanOrEqual(100);
        expect(nps([...list].reverse())).toBe(nps(list));
      }),
    );
  });
});
