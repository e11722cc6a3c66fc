import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkedComparisons, principalEigenpair } from "../../../../core/measures/comparisons";
import { house, nations } from "./saaty";

// Saaty 1990: choosing a house has λ = 9.669; Saaty 1980: the wealth of nations has λ = 7.61.
test.each([
  ["a house", house, 9.669, 3],
  ["nations", nations, 7.61, 2],
])("%s: the published eigenvalue", (_name, comparisons, value, digits) => {
  const { data, size } = checkedComparisons(comparisons);
  const found = principalEigenpair(data, size);
  expect(found.value).toBeCloseTo(value, digits);
  expect(found.vector.reduce((sum, each) => sum + each)).toBeCloseTo(1, 14);
});

test("weights that agree with themselves are found again, and λ is their number", () => {
  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(weights, (given) => {
      const { data, size } = checkedComparisons(given.map((one) => given.map((other) => one / other)));
      const { vector, value } = principalEigenpair(data, size);
      const sum = given.reduce((total, each) => total + each);
      given.forEach((each, i) => expect(vector[i]).toBeCloseTo(each / sum, 13));
      expect(value).toBeCloseTo(given.length, 12);
    }),
  );
});

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
