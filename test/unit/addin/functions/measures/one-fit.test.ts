import "../../../../doubles/custom-functions";
import { afterEach, expect, jest, test } from "@jest/globals";
import {
  alive,
  lifetimeValue,
  purchaseModel,
  purchases,
  purchaseTracking,
} from "../../../../../addin/functions/measures/purchases";
import { summary } from "../../../../../core/measures";
import { expectedPurchases } from "../../../../../core/measures/expected-purchases";
import { fittedPurchaseModel } from "../../../../../core/measures/purchase-model";
import { cdnow, serialOf } from "../../../core/measures/cdnow";
import { column } from "./sheet";

afterEach(() => {
  jest.restoreAllMocks();
});

const data = cdnow();
const base = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
/** Ranges of their own for each call, as Excel hands them over. */
const ranges = (shift = 0) =>
  [base.frequency, base.recency, base.age.map((each) => each + shift)].map((each) => column(...each)) as [
    unknown[][],
    unknown[][],
    unknown[][],
  ];
/** A value per purchase that is one and the same: the spending model is that value. */
const thirty = () => column(...base.frequency.map(() => 30));

/** How many exponentials and logarithms something takes: evaluations, whatever the machine. */
function evaluations(work: () => void): number {
  const spies = (["exp", "expm1", "log", "log1p"] as const).map((name) => jest.spyOn(Math, name));
  work();
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  jest.restoreAllMocks();
  return count;
}

test("the functions of one base speak of one model, to the last bit", () => {
  const model = fittedPurchaseModel(base);
  const labelled = new Map(purchaseModel(...ranges()) as [string, unknown][]);
  expect(["r", "alpha", "a", "b"].map((name) => labelled.get(name))).toEqual([
    model.r,
    model.alpha,
    model.a,
    model.b,
  ]);
  const ahead = purchases(...ranges(), 20);
  const active = alive(...ranges());
  const values = lifetimeValue(...ranges(), thirty(), 20);
  ahead.forEach(([each], i) => {
    expect(each).toBe(expectedPurchases(model, 20, base.frequency[i], base.age[i]) * active[i][0]);
    expect(values[i][0]).toBe(each * 30);
  });
  // A customer's expectation from the start, once for each age of a customer
  const oldest = Math.max(...base.age);
  const counts = new Map<number, number>();
  for (const age of [...base.age].sort((one, other) => one - other))
    counts.set(age, (counts.get(age) ?? 0) + 1);
  const until = (time: number): number =>
    [...counts].reduce((sum, [age, n]) => sum + n * expectedPurchases(model, time - (oldest - age), 0, 0), 0);
  const tracking = purchaseTracking(...ranges(), 39);
  expect([tracking[13][1], tracking[39][1]]).toEqual([until(13), until(39)]);
});

test("recalculating all of them costs about one fit: none fits for itself", () => {
  const all = (shift: number) => {
    purchaseModel(...ranges(shift));
    purchases(...ranges(shift), 20);
    alive(...ranges(shift));
    lifetimeValue(...ranges(shift), thirty(), 20);
    purchaseTracking(...ranges(shift), 39);
  };
  const one = evaluations(() => purchaseModel(...ranges(1)));
  expect(evaluations(() => all(2)) / one).toBeLessThan(1.5);
  // Fits would be seen: those of five other bases cost five times as much.
  const five = evaluations(() => [3, 4, 5, 6, 7].forEach((shift) => purchaseModel(...ranges(shift))));
  expect(five / one).toBeGreaterThan(4);
});
