import { expect, test } from "@jest/globals";
import { meanOfPresent, presentNumber } from "../../../../core/numbers/present";

test("a missing number is null", () => {
  expect([1.5, -0, NaN, Infinity].map(presentNumber)).toEqual([1.5, -0, null, null]);
});

test("the mean of what is present, and how many that is", () => {
  expect(meanOfPresent([1, NaN, 2, Infinity])).toEqual({ mean: 1.5, count: 2 });
  expect(meanOfPresent([])).toEqual({ mean: NaN, count: 0 });
});
