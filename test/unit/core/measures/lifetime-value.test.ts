import { describe, expect, jest, test } from "@jest/globals";
import {
  alive,
  lifetimeValue,
  purchases,
  spendingModel,
  summary,
  type SpendingModel,
} from "../../../../core/measures";
import { cdnow, serialOf } from "./cdnow";
import { independent, modelOf, published } from "./independent-values";
import { keyOf } from "./key-of";

const spending: SpendingModel = { p: 6.25, q: 3.74, gamma: 15.44, logLikelihood: NaN, customers: 946 };
const models = { purchaseModel: published, spendingModel: spending };

describe("LIFETIMEVALUE", () => {
  // test/fixtures/measures/reference-examples.py: both models and the sum in 40 digits
  test("ten customers, ten units, 1 % per unit", () => {
    const values = lifetimeValue(
      [0, 1, 0, 6, 8, 1, 9, 1, 0, 0],
      [0, 2, 0, 12, 12, 2, 32, 1, 0, 0],
      [34, 26, 36, 35, 39, 28, 37, 34, 25, 25],
      [0, 52, 0, 15, 12, 28, 35, 11, 0, 0],
      10,
      { discountRate: 0.01 },
    );
    [
      2.208940942536, 1.80041649502, 2.09700030493, 0.3488450893589, 0.02503898918174, 0.886507711237,
      58.39973535708, 0.1748481231366, 2.90837804822, 2.90837804822,
    ].forEach((value, i) => expect(values[i] / value).toBeCloseTo(1, 10));
  });

  test("CDNOW: purchases times value of a purchase; without repeat purchases the mean", () => {
    const data = cdnow();
    const { frequency, recency, age, monetary } = summary(
      data.customers,
      data.dates,
      data.amounts,
      serialOf("1997-09-30"),
    );
    const counts = purchases(frequency, recency, age, 39, published);
    const values = lifetimeValue(frequency, recency, age, monetary, 39, models);
    for (let i = 0; i < 300; i++) {
      const [x, m] = [frequency[i], monetary[i]];
      const value = x === 0 ? (6.25 * 15.44) / 2.74 : (6.25 * (15.44 + x * m)) / (6.25 * x + 2.74);
      if (x === 0 || m > 0) expect(values[i]).toBeCloseTo(counts[i] * value, 10);
      else expect(values[i]).toBeNaN();
    }
  });

  test("discounting by unit: the sum by hand, a part of a unit at the end", () => {
    const until = (t: number): number => purchases([2], [30], [39], t, published)[0];
    const value = (6.25 * (15.44 + 2 * 20)) / (6.25 * 2 + 2.74);
    const found = lifetimeValue([2], [30], [39], [20], 2.5, { ...models, discountRate: 0.1 })[0];
    const sum = until(1) / 1.1 + (until(2) - until(1)) / 1.1 ** 2 + (until(2.5) - until(2)) / 1.1 ** 2.5;
    expect(found).toBeCloseTo(value * sum, 11);
  });

  // test/fixtures/measures/reference-examples.py: all 500 units in 40 digits
  test.each([
    [0, 0.01, 1.826501376206],
    [0, -0.01, 81.23831170755],
    [3, 0.01, 15.69004982567],
    [3, -0.01, 476.9093880457],
  ])("%s purchases, far ahead of the age, discounted by %s", (x, discountRate, purchased) => {
    const value = x === 0 ? (6.25 * 15.44) / 2.74 : (6.25 * (15.44 + x * 20)) / (6.25 * x + 2.74);
    const [found] = lifetimeValue([x], [x && 0.04], [0.05], [20], 500, { ...models, discountRate });
    const active = alive([x], [x && 0.04], [0.05], published)[0];
    expect(found / (value * active * purchased)).toBeCloseTo(1, 11);
  });

  test("a far horizon costs no more than a few times that of a near one, counted in exponentials", () => {
    const exponentials = (horizon: number): number => {
      const spy = jest.spyOn(Math, "exp");
      lifetimeValue([2], [0.04], [0.05], [20], horizon, { ...models, discountRate: 1e-4 });
      const count = spy.mock.calls.length;
      spy.mockRestore();
      return count;
    };
    expect(exponentials(10000) / exponentials(1000)).toBeLessThan(4);
  });

  test("money that grows beyond all numbers is infinite", () => {
    expect(lifetimeValue([2], [3], [9], [20], 9000, { ...models, discountRate: -0.9 })[0]).toBe(Infinity);
  });

  test("columns of different length, horizons and rates that cannot be meant", () => {
    expect(() => lifetimeValue([1], [1], [2], [], 5, models)).toThrow("monetary has 0 cells");
    expect(() => lifetimeValue([1], [1], [2], [5], -1, models)).toThrow("horizon is -1");
    expect(keyOf(() => lifetimeValue([1], [1], [2], [5], 1, { ...models, discountRate: -1 }))).toBe(
      "discountOutside",
    );
    expect(keyOf(() => lifetimeValue([1], [1], [2], [5], 1e6, { ...models, discountRate: 0.1 }))).toBe(
      "horizonTooLong",
    );
  });

  test("a blank value counts only where there are repeat purchases; a value of 0 there is against the rules", () => {
    const values = lifetimeValue([0, 1, 1, NaN], [0, 1, 1, 1], [2, 2, 2, 2], [NaN, NaN, 0, 5], 5, models);
    expect([...values]).toEqual([expect.any(Number), NaN, NaN, NaN]);
    expect(values[0]).toBeGreaterThan(0);
  });

  test("whoever breaks only the rule of the value still tells how customers buy", () => {
    const [x, t, T] = independent.purchases[0].columns;
    const values = x.map((each, i) => (each > 0 ? 10 + (i % 23) : 0));
    const spoilt = [...values];
    const first = x.findIndex((each) => each > 0);
    spoilt[first] = 0;
    const found = lifetimeValue(x, t, T, spoilt, 20, { spendingModel: spending });
    const clean = lifetimeValue(x, t, T, values, 20, { spendingModel: spending });
    expect(found[first]).toBeNaN();
    expect(found[first + 1]).toBe(clean[first + 1]);
  });

  test("where all values are equal, a purchase is worth that value", () => {
    const [x, t, T] = independent.purchases[0].columns;
    const value = x.map(() => 5);
    const expected = purchases(x, t, T, 20);
    lifetimeValue(x, t, T, value, 20).forEach((each, i) => expect(each).toBeCloseTo(5 * expected[i], 12));
  });

  test("no horizon, no value; infinite where spending has no mean", () => {
    expect(lifetimeValue([1], [1], [2], [5], 0, models)[0]).toBe(0);
    const wild = { ...spending, q: 0.5 };
    expect(lifetimeValue([0], [0], [9], [0], 5, { purchaseModel: published, spendingModel: wild })[0]).toBe(
      Infinity,
    );
    expect(
      lifetimeValue([3000], [500], [520], [80], 52, {
        ...models,
        purchaseModel: modelOf({ r: 3.2, alpha: 1.7, a: 0.9, b: 55 }),
      })[0],
    ).toBeGreaterThan(0);
  });
});

describe("the Gamma-Gamma model", () => {
  // The published numbers take repeat purchase days as frequency and the mean total of those days as value.
  test("CDNOW as published (Fader, Hardie 2013): p = 6.25, q = 3.74, γ = 15.44", () => {
    const data = cdnow();
    const { frequency, monetary } = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
    const model = spendingModel(frequency, monetary);
    expect(model.p).toBeCloseTo(6.25, 2);
    expect(model.q).toBeCloseTo(3.74, 2);
    expect(model.gamma).toBeCloseTo(15.44, 2);
    expect(model.customers).toBe(946);
  });

  test.each(independent.spending.map((each) => [each.name, each] as const))(
    "%s: the optimum that scipy finds",
    (_name, { frequency, monetary, model }) => {
      const found = spendingModel(frequency, monetary);
      for (const name of ["p", "q", "gamma"] as const) {
        expect([name, Math.abs(found[name] / model[name] - 1) < 1e-4]).toEqual([name, true]);
      }
      expect(found.logLikelihood).toBeGreaterThanOrEqual(model.logLikelihood - 1e-9);
      expect(found.logLikelihood).toBeCloseTo(model.logLikelihood, 9);
    },
  );

  test("without repeat purchases there is no maximum; equal values are the model", () => {
    expect(() => spendingModel([0, 0], [0, 0])).toThrow("spending model has no maximum");
    expect(spendingModel([2, 2, 2], [5, 5, 5]).mean).toBe(5);
  });
});
