import { expect, test } from "@jest/globals";
import { ratingRangeBy } from "../../../../core/customers";

const weights = [
  { analysis: "need" as const, criterion: "Price", weight: 0.3, minimum: null, maximum: null },
  { analysis: "need" as const, criterion: "=Quality", weight: 0.7, minimum: 1, maximum: 5 },
  { analysis: "expectation" as const, criterion: "价格", weight: -1, minimum: null, maximum: 100 },
];

test("ratings are ranged by the weights, perceived by expectation", () => {
  const range = ratingRangeBy(weights);
  expect(range("need", "=Quality")).toEqual({ minimum: 1, maximum: 5 });
  expect(range("perceived", "价格")).toEqual({ minimum: 0, maximum: 100 });
  expect(range("service", "x")).toEqual({ minimum: 0, maximum: 10 });
});
