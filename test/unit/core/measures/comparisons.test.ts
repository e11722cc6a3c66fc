import { expect, test } from "@jest/globals";
import { checkedComparisons } from "../../../../core/measures/comparisons";

test("a blank is 1 on the diagonal and 1 over its mirror elsewhere", () => {
  const { data } = checkedComparisons([
    [NaN, 4],
    [NaN, 1],
  ]);
  expect([...data]).toEqual([1, 4, 0.25, 1]);
});

const told = (key: string, parameters: object) =>
  expect.objectContaining({ key, parameters: expect.objectContaining(parameters) });

test("what is not square, or empty", () => {
  expect(() => checkedComparisons([[1, 2]])).toThrow(told("comparisonsNotSquare", { rows: 1, columns: 2 }));
  expect(() => checkedComparisons([])).toThrow(told("comparisonsNotSquare", { rows: 0, columns: 0 }));
});

const pair = (one: number, other: number) => () =>
  checkedComparisons([
    [1, one],
    [other, 1],
  ]);

test.each([0, -2, 1e100, Infinity])(
  "%p is named where it stands, though a blank across is made of it",
  (bad) => {
    const place = { row: 1, column: 2, found: bad };
    expect(pair(bad, NaN)).toThrow(told("comparisonNotPositive", place));
    expect(pair(NaN, bad)).toThrow(told("comparisonNotPositive", { ...place, row: 2, column: 1 }));
  },
);

test("a pair that both sides leave blank, and one whose mirror is no reciprocal", () => {
  const blank = { row: 1, column: 2, foundKind: "foundBlank" };
  expect(pair(NaN, NaN)).toThrow(told("comparisonNotPositive", blank));
  expect(pair(3, 0.5)).toThrow(told("comparisonsNotReciprocal", { row: 2, column: 1, mirror: 3 }));
  expect(() => checkedComparisons([[2]])).toThrow(told("comparisonsNotReciprocal", { row: 1, column: 1 }));
});

// 1/3, 1/6, 1/7, 1/9 as people type them.
test.each([
  [0.33, 3],
  [0.17, 6],
  [0.14, 7],
  [0.11, 9],
])("%p is the reciprocal of %p", (typed, whole) => expect(pair(whole, typed)().size).toBe(2));
