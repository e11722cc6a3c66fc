import { expect, test } from "@jest/globals";
import { isSameScale, onScale, scaleNamed, scaleOf, scalesOf } from "../../../../core/analyses/scale";

test.each([
  [[1, 5], { minimum: 1, maximum: 5 }],
  [[1, 7], { minimum: 1, maximum: 7 }],
  [[0, 5], { minimum: 0, maximum: 10 }],
  [[2, 9], { minimum: 0, maximum: 10 }],
  [[0, 88], { minimum: 0, maximum: 100 }],
  [[-2, 2], { minimum: -2, maximum: 2 }],
  [[-1, 2], { minimum: -2, maximum: 2 }],
  [[-1, 9], { minimum: -1, maximum: 9 }],
  [[0, 1, 0, NaN], { minimum: 0, maximum: 1 }],
  [[1, 1], { minimum: 1, maximum: 5 }],
  [[-3, 120], { minimum: -3, maximum: 120 }],
  [[NaN, NaN], { minimum: 0, maximum: 10 }],
])("ratings %j are on %j", (ratings, scale) => expect(scaleOf([ratings])).toEqual(scale));

test("a criterion's name tells its scale, unless a rating is beyond it", () => {
  expect(scaleNamed("Price (1-5)", [3, 4, NaN])).toEqual({ minimum: 1, maximum: 5 });
  expect(scaleNamed("Price (1-5)", [3, 8])).toBeUndefined();
  expect(scaleNamed("Price", [3])).toBeUndefined();
});

test("columns share a scale but for those that are clearly on another", () => {
  const ten = { minimum: 0, maximum: 10 };
  expect(scalesOf([Float64Array.of(9, 8, 10), Float64Array.of(1, 2, 3)])).toEqual([ten, ten]);
  expect(scalesOf([Float64Array.of(9, 8, 10), Float64Array.of(60, 5), Float64Array.of(-1, 1)])).toEqual([
    ten,
    { minimum: 0, maximum: 100 },
    { minimum: -1, maximum: 1 },
  ]);
  expect(scalesOf([])).toEqual([]);
});

test("a rating stands at the same share of another scale, and there and back is where it was", () => {
  const [five, ten] = [
    { minimum: 1, maximum: 5 },
    { minimum: 0, maximum: 10 },
  ];
  const given = Float64Array.of(1, 2, 5, NaN);
  expect([...onScale(given, five, ten)]).toEqual([0, 2.5, 10, NaN]);
  expect(onScale(onScale(given, five, ten), ten, five)).toEqual(given);
  expect(onScale(given, five, { ...five })).toBe(given);
  expect([isSameScale(five, ten), isSameScale(five, { ...five })]).toEqual([false, true]);
});
