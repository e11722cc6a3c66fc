import { expect, test } from "@jest/globals";
import {
  checkedHorizon,
  checkHistory,
  explainHistory,
  usableCustomers,
} from "../../../../core/measures/purchase-history";
import { keyOf } from "./key-of";

const one = (frequency: number, recency: number, age: number, monetary?: number) => ({
  frequency: [frequency],
  recency: [recency],
  age: [age],
  ...(monetary === undefined ? {} : { monetary: [monetary] }),
});

test.each([
  [2, 30.43, 38.86],
  [0, 0, 38.86],
  [0, 0, 0],
  // 26/7 weeks both, from other whole days.
  [1, 26 / 7 + 4e-16, 26 / 7],
])("%p purchases, the last after %p of %p weeks: nothing is wrong", (...numbers) => {
  expect(explainHistory(one(...numbers), 0)).toBeUndefined();
});

test.each([
  [1.5, 1, 2, "frequencyNotWhole"],
  [-1, 0, 2, "frequencyNotWhole"],
  [1, 0, -1, "ageNegative"],
  [0, 1, 2, "recencyWithoutRepeat"],
  [1, 3, 2, "recencyBeyondAge"],
  [1, -1, 2, "recencyBeyondAge"],
  [NaN, 1, 2, "rowIncomplete"],
  [1, NaN, 2, "rowIncomplete"],
  [1, 1, Infinity, "numberTooLarge"],
])("%p purchases, the last after %p of %p weeks: %s", (frequency, recency, age, key) => {
  expect(explainHistory(one(frequency, recency, age), 0)?.key).toBe(key);
});

test("the value of repeat purchases counts where there are any", () => {
  const keys = [one(1, 1, 2, -5), one(1, 1, 2, NaN), one(0, 0, 2, NaN)].map(
    (history) => explainHistory(history, 0)?.key,
  );
  expect(keys).toEqual(["monetaryNotPositive", "rowIncomplete", undefined]);
});

test("blanks are left out without a word, what is wrong is told with its row", () => {
  const history = { frequency: [1, NaN, 0, 2], recency: [1, 1, 0, 5], age: [2, 2, 2, 4] };
  expect(usableCustomers(history)).toEqual([0, 2]);
  expect(() => checkHistory(history)).toThrow(
    expect.objectContaining({ key: "recencyBeyondAge", parameters: expect.objectContaining({ row: 4 }) }),
  );
  checkHistory({ frequency: [NaN], recency: [1], age: [1] });
  expect(keyOf(() => checkHistory({ ...history, age: [1] }))).toBe("lengthsDiffer");
});

test("the time ahead is 0 or more", () => {
  expect([0, 39].map(checkedHorizon)).toEqual([0, 39]);
  for (const horizon of [-1, NaN, Infinity])
    expect(keyOf(() => checkedHorizon(horizon))).toBe("horizonNegative");
});
