import { describe, expect, test } from "@jest/globals";
import { ahpConsistency, ahpWeights } from "@crm-functions/core";
import {
  comparisonMatrix,
  inThousandths,
  judgementsOf,
  nearestJudgement,
  normalised,
  pairIndex,
  worstJudgement,
} from "../../../../addin/taskpane/weights/weighting";

describe("normalised", () => {
  test("adds up to 1 and keeps the ratios", () => expect(normalised([3, 0, 1])).toEqual([0.75, 0, 0.25]));
  test("there is none for a sum that is not positive, a missing weight or no weights", () => {
    for (const weights of [[], [0, 0], [1, -1], [1, NaN]]) expect(normalised(weights)).toBeUndefined();
  });
});

describe("comparisonMatrix", () => {
  test("numbers the pairs row after row", () => {
    const pairs = [];
    for (let i = 0; i < 4; i++) for (let j = i + 1; j < 4; j++) pairs.push(pairIndex(i, j, 4));
    expect(pairs).toEqual([0, 1, 2, 3, 4, 5]);
  });
  test("is reciprocal, with 1 where nothing was said", () => {
    expect(comparisonMatrix([3, 5], 3)).toEqual([
      [1, 3, 5],
      [1 / 3, 1, 1],
      [1 / 5, 1, 1],
    ]);
  });
});

describe("inThousandths", () => {
  test("still adds up to 1, what rounding leaves over going to those that it cut most", () => {
    expect(inThousandths([1 / 3, 1 / 3, 1 / 3])).toEqual([0.334, 0.333, 0.333]);
    expect(inThousandths([0.6483, 0.2297, 0.122])).toEqual([0.648, 0.23, 0.122]);
  });
  test("leaves what has three decimals as it is", () => {
    expect(inThousandths([0.3, 0.25, 0.2, 0.15, 0.1])).toEqual([0.3, 0.25, 0.2, 0.15, 0.1]);
  });
});

describe("judgements", () => {
  test("of the scale nearest to a ratio, as ratios go", () => {
    expect([2.1, 1 / 2.1, 1.5, 1.4, 40].map(nearestJudgement)).toEqual([2, 1 / 2, 2, 1, 9]);
    for (const ratio of [0, -1, NaN]) expect(nearestJudgement(ratio)).toBe(1);
  });
  test("of weights that stand as whole ratios give those weights again", () => {
    const weights = [6 / 11, 3 / 11, 2 / 11];
    const matrix = comparisonMatrix(judgementsOf(weights), 3);
    // 3/2 is no judgement: 2 is the nearest.
    expect(judgementsOf(weights)).toEqual([2, 3, 2]);
    expect(ahpConsistency(matrix)).toBeLessThan(0.1);
    expect(ahpWeights(matrix)[0]).toBeCloseTo(weights[0], 1);
  });
});

describe("the judgement that contradicts most", () => {
  test("is the one that the others deny, with what they say", () => {
    // a = 2b, b = 2c, so a = 4c; it is said that c is nine times a. By the way of b each other pair misses by as much,
    // so that of three things the first is named.
    const three = worstJudgement(comparisonMatrix([2, 1 / 9, 2], 3));
    expect(three).toBeDefined();
    // Of four things the other ways tell which one it is: 1, 2, 4, 8 are the weights, and the last counts 9 times the first.
    const weights = [8, 4, 2, 1];
    const judgements = judgementsOf(weights);
    judgements[pairIndex(0, 3, 4)] = 1 / 9;
    expect(worstJudgement(comparisonMatrix(judgements, 4))).toEqual({
      first: 0,
      second: 3,
      said: 1 / 9,
      implied: 8,
    });
  });
  test("there is none where all agree", () => {
    expect(worstJudgement(comparisonMatrix([2, 4, 2], 3))).toBeUndefined();
    expect(worstJudgement(comparisonMatrix([2], 2))).toBeUndefined();
  });
});
