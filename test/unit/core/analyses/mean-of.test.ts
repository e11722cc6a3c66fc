import { expect, test } from "@jest/globals";
import { meanOf } from "../../../../core/analyses/mean-of";

// scipy 1.17: stats.t.interval(0.95, 4, loc=3, scale=stats.sem([1, 2, 3, 4, 5])) = (1.0367568385224393, 4.9632431614775605)
test("the interval of a mean is Student's", () => {
  const { mean, deviation, lower, upper, count } = meanOf([1, 2, NaN, 3, 4, 5]);
  expect([mean, count]).toEqual([3, 5]);
  expect(deviation).toBeCloseTo(Math.sqrt(2.5), 15);
  expect(lower).toBeCloseTo(1.0367568385224393, 12);
  expect(upper).toBeCloseTo(4.9632431614775605, 12);
  // The same with 0.9 in place of 0.95.
  expect(meanOf([1, 2, 3, 4, 5], 0.1).upper).toBeCloseTo(4.507443, 6);
});

test("one number has no interval, none has no mean; equal ones have an interval of nothing", () => {
  expect(meanOf([4])).toEqual({ mean: 4, count: 1, deviation: NaN, lower: NaN, upper: NaN });
  expect(meanOf([NaN, Infinity])).toMatchObject({ mean: NaN, count: 0 });
  expect(meanOf([7, 7, 7])).toEqual({ mean: 7, count: 3, deviation: 0, lower: 7, upper: 7 });
});
