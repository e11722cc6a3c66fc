import { expect, test } from "@jest/globals";
import { expectedSpend } from "../../../../core/measures/spending-model";

const model = { p: 2, q: 3, gamma: 5, logLikelihood: NaN, customers: 1 };

// The posterior mean of p/ν integrated numerically by mpmath 1.2 gives 4.25 as well.
test("three purchases of 4 on average, by hand: 2 (5 + 12) / (6 + 3 − 1)", () => {
  expect(expectedSpend(model, 3, 4)).toBe(4.25);
});

test("without a repeat purchase: the mean of all, p γ / (q − 1), whatever stands as the customer's own", () => {
  expect(expectedSpend(model, 0, NaN)).toBe(5);
});

test("no mean exists where q is too small; one value for all is that value", () => {
  expect(expectedSpend({ ...model, q: 1 }, 0, NaN)).toBe(Infinity);
  expect(expectedSpend({ ...model, q: 0.5 }, 1, 4)).toBe((2 * 9) / 1.5);
  expect(expectedSpend({ ...model, mean: 7 }, 3, 4)).toBe(7);
});
