import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nps, npsSplit } from "../../../../core/measures";
import { keyOf } from "./key-of";

/** Ratings with so many promoters, passives and detractors. */
const survey = (promoters: number, passives: number, detractors: number): number[] => [
  ...Array<number>(promoters).fill(10),
  ...Array<number>(passives).fill(8),
  ...Array<number>(detractors).fill(3),
];

describe("NPSSPLIT", () => {
  test("by hand: 50, 30, 20 of 100; margin 1.959964 · 100 · √((0.5 + 0.2 − 0.3²) / 100)", () => {
    const { marginOfError, ...parts } = npsSplit(survey(50, 30, 20));
    expect(parts).toEqual({ promoters: 50, passives: 30, detractors: 20, responses: 100, nps: 30 });
    expect(marginOfError).toBeCloseTo(1.959963984540054 * 10 * Math.sqrt(0.61), 10);
  });

  test("its margin is that of a mean of +100, 0, −100: z s / √n with the variance over n", () => {
    const [promoters, passives, detractors] = [412, 301, 187];
    const n = promoters + passives + detractors;
    const mean = (100 * (promoters - detractors)) / n;
    const squares = promoters * (100 - mean) ** 2 + passives * mean ** 2 + detractors * (100 + mean) ** 2;
    // qnorm(0.95) of R: 1.644853626951473
    expect(npsSplit(survey(promoters, passives, detractors), 0.9).marginOfError).toBeCloseTo(
      1.644853626951473 * Math.sqrt(squares / n / n),
      9,
    );
  });

  test("blanks are left out of every count", () => {
    expect(npsSplit([NaN, 10, NaN, 7, 2])).toMatchObject({
      promoters: 1,
      passives: 1,
      detractors: 1,
      responses: 3,
    });
  });

  test("too little data, ratings off the scale, a confidence that is none", () => {
    expect(keyOf(() => npsSplit([]))).toBe("ratingsEmpty");
    expect(keyOf(() => npsSplit([10.5]))).toBe("ratingOutside");
    for (const confidence of [0, 1, -1, 95, NaN]) {
      expect(keyOf(() => npsSplit([9], confidence))).toBe("badConfidence");
    }
  });

  test("one answer, or all the same: no spread, margin 0", () => {
    expect(npsSplit([9])).toMatchObject({ nps: 100, marginOfError: 0 });
    expect(npsSplit(Array<number>(5000).fill(0))).toMatchObject({ nps: -100, marginOfError: 0 });
  });

  test("parts add up and agree with NPS", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (list) => {
        const split = npsSplit(list);
        expect(split.promoters + split.passives + split.detractors).toBe(list.length);
        expect(split.nps).toBe(nps(list));
        expect(split.marginOfError).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
