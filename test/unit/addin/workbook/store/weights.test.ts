import { expect, test } from "@jest/globals";
import { createMemoryWorkbook } from "../../../../../addin/workbook/memory/memory-workbook";
import { ratingRangeBy, readWeights, writeWeights } from "../../../../../addin/workbook/store/weights";

const weights = [
  { analysis: "need" as const, criterion: "Price", weight: 0.3, minimum: null, maximum: null },
  { analysis: "need" as const, criterion: "=Quality", weight: 0.7, minimum: 1, maximum: 5 },
  { analysis: "expectation" as const, criterion: "价格", weight: -1, minimum: null, maximum: 100 },
];

test.each(["en-US", "zh-CN"] as const)(
  "weights come back as they went in, longer and shorter (%s)",
  async (language) => {
    const workbook = createMemoryWorkbook({ language });
    expect(await readWeights(workbook)).toEqual([]);
    for (const part of [weights.slice(0, 2), weights, weights.slice(2), []]) {
      await writeWeights(workbook, part);
      expect(await readWeights(workbook)).toEqual(part);
    }
  },
);

test("ratings are ranged by the weights, perceived by expectation", () => {
  const range = ratingRangeBy(weights);
  expect(range("need", "=Quality")).toEqual({ minimum: 1, maximum: 5 });
  expect(range("perceived", "价格")).toEqual({ minimum: 0, maximum: 100 });
  expect(range("service", "x")).toEqual({ minimum: 0, maximum: 10 });
});
