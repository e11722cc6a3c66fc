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
  test("by hand: 50, 30, 20 of 100; margin of 50.75 and 20.75 of 103", () => {
    const { marginOfError, ...parts } = npsSplit(survey(50, 30, 20));
    expect(parts).toEqual({ promoters: 50, passives: 30, detractors: 20, responses: 100, nps: 30 });
    expect(marginOfError).toBeCloseTo(
      1.959963984540054 * 100 * Math.sqrt((71.5 / 103 - (30 / 103) ** 2) / 103),
      10,
    );
  });

  test("its margin is that of a mean of +100, 0, −100 with ¾, 1½ and ¾ answers added: z s / √n", () => {
    const [promoters, passives, detractors] = [412.75, 302.5, 187.75];
    const n = promoters + passives + detractors;
    const mean = (100 * (promoters - detractors)) / n;
    const squares = promoters * (100 - mean) ** 2 + passives * mean ** 2 + detractors * (100 + mean) ** 2;
    // qnorm(0.95) of R: 1.644853626951473
    expect(npsSplit(survey(412, 301, 187), 0.9).marginOfError).toBeCloseTo(
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
    expect(() => npsSplit([9, NaN, 6.5])).toThrow("ratings: row 3 is 6.5. A rating is a whole number");
    for (const confidence of [0, 1, -1, 95, NaN]) {
      expect(keyOf(() => npsSplit([9], confidence))).toBe("badConfidence");
    }
  });

  test("the margin does not shrink to 0 where all answer alike", () => {
    // 1¾ promoters and ¾ detractor of 4: variance (2.5/4 − (1/4)²) / 4
    expect(npsSplit([9])).toMatchObject({
      nps: 100,
      marginOfError: expect.closeTo(1.959963984540054 * 100 * Math.sqrt(0.140625), 10),
    });
    const alike = npsSplit(Array<number>(5000).fill(0));
    expect(alike.nps).toBe(-100);
    expect(alike.marginOfError).toBeCloseTo(
      1.959963984540054 * 100 * Math.sqrt((5001.5 / 5003 - (5000 / 5003) ** 2) / 5003),
      10,
    );
  });

  test("parts add up and agree with NPS", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (list) => {
        const split = npsSplit(list);
        expect(split.promoters + split.passives + split.detractors).toBe(list.length);
        expect(split.nps).toBe(nps(list));
        expect(split.marginOfError).toBeGreaterThan(0);
      }),
    );
  });
});
