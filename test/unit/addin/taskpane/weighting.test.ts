import { describe, expect, test } from "@jest/globals";
import { comparisonMatrix, normalised, pairIndex } from "../../../../addin/taskpane/weights/weighting";

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
