import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { expectedPurchases } from "../../../../core/measures/expected-purchases";
import type { PurchaseModel } from "../../../../core/measures/purchase-model";
import { published } from "./independent-values";

const modelOf = (r: number, alpha: number, a: number, b: number): PurchaseModel => ({
  ...published,
  ...{ r, alpha, a, b, dropOut: a / (a + b), method: "BG/NBD" },
});

// The mean over drop-out probabilities by mpmath, 40 digits: quad of p^(a−1) (1−p)^(b+x−1) (1 − (1 + pt/(α+T))^−(r+x))/p on
// [0, 1] in 40 parts, over B(a, b + x). The first two rows have the parameters that Fader, Hardie, Lee (2005) publish.
test.each([
  [0.243, 4.414, 0.793, 2.426, 39, 2, 38.86, 1.687399305805313],
  [0.243, 4.414, 0.793, 2.426, 39, 0, 38.86, 0.19509805201126265],
  [0.5, 3, 1, 2, 10, 4, 20, 1.684478199721586],
  // Where the series creeps or cancels.
  [0.5, 3, 1.5, 2, 1000, 4, 20, 10.605440759159102],
  [30, 3, 1.5, 2, 10, 4, 20, 5.983217215915362],
  [0.5, 3, 150, 90, 10, 4, 20, 1.0670183412225347],
])("r = %p, α = %p, a = %p, b = %p: in %p weeks after %p purchases in %p", (...numbers) => {
  const [r, alpha, a, b, t, x, age, wanted] = numbers;
  expect(expectedPurchases(modelOf(r, alpha, a, b), t, x, age) / wanted).toBeCloseTo(1, 12);
});

test("nobody drops out: the gamma's mean rate times the time; and one rate for all", () => {
  const stays = {
    ...modelOf(2, 4, NaN, NaN),
    dropOut: 0,
    method: "one drop-out probability for all",
  } as const;
  expect(expectedPurchases(stays, 6, 3, 8)).toBeCloseTo(((2 + 3) * 6) / (4 + 8), 14);
  const alike = {
    ...modelOf(NaN, NaN, NaN, NaN),
    rate: 0.5,
    dropOut: 0.25,
    method: "one purchase rate and one drop-out probability for all",
  } as const;
  expect(expectedPurchases(alike, 6, 3, 8)).toBeCloseTo((1 - Math.exp(-0.5 * 0.25 * 6)) / 0.25, 14);
});

test("all or nothing: who has come back stays, of the others a share leaves at the first purchase", () => {
  const model = { ...modelOf(2, 4, NaN, NaN), dropOut: 0.4, method: "all or nothing" } as const;
  expect(expectedPurchases(model, 6, 3, 8)).toBeCloseTo(2.5, 14);
  const until = { leaves: 1 - (1 + 6 / 12) ** -2, stays: (2 * 6) / 12 };
  expect(expectedPurchases(model, 6, 0, 8)).toBeCloseTo(0.4 * until.leaves + 0.6 * until.stays, 14);
});

test("none in no time, and never fewer in a longer one", () => {
  const positive = (max: number) => fc.double({ min: 0.05, max, noNaN: true });
  const model = fc.tuple(positive(5), positive(20), positive(3), positive(5));
  fc.assert(
    fc.property(model, fc.nat(9), positive(99), positive(99), ([r, alpha, a, b], x, age, t) => {
      const expected = (time: number) => expectedPurchases(modelOf(r, alpha, a, b), time, x, age);
      expect(expected(0)).toBe(0);
      expect(expected(t)).toBeGreaterThan(0);
      expect(expected(1.1 * t)).toBeGreaterThan(expected(t));
    }),
  );
});
