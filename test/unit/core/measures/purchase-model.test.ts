import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { alive, lifetimeValue, purchaseModel, purchases, purchaseTracking } from "../../../../core/measures";
import { spendingModel, summary, type PurchaseModel } from "../../../../core/measures";
import { expectedPurchases } from "../../../../core/measures/expected-purchases";
import { expectedSpend } from "../../../../core/measures/spending-model";
import { cdnow, serialOf, shuffled } from "./cdnow";

const data = cdnow();
const calibration = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
const { frequency, recency, age, monetary } = calibration;
const published: PurchaseModel = {
  r: 0.243,
  alpha: 4.414,
  a: 0.793,
  b: 2.426,
  logLikelihood: -9582.4,
  customers: 2357,
};

describe("BG/NBD", () => {
  test("CDNOW as published (Fader, Hardie, Lee 2005, table 2)", () => {
    const model = purchaseModel(frequency, recency, age);
    expect(model.r).toBeCloseTo(0.243, 3);
    expect(model.alpha).toBeCloseTo(4.414, 3);
    expect(model.a).toBeCloseTo(0.793, 3);
    expect(model.b).toBeCloseTo(2.426, 3);
    expect(model.logLikelihood).toBeCloseTo(-9582.4, 1);
    expect(model.customers).toBe(2357);
  });

  test("expected purchases as published: x = 2, tx = 30.43, T = 38.86, 39 weeks: 1.226", () => {
    expect(purchases([2], [30.43], [38.86], 39, published)[0]).toBeCloseTo(1.226, 3);
  });

  test("the unit of time changes only alpha and the likelihood", () => {
    const weeks = purchaseModel(frequency, recency, age);
    const days = purchaseModel(
      frequency,
      recency.map((each) => each * 7),
      age.map((each) => each * 7),
    );
    expect(days.alpha / 7).toBeCloseTo(weeks.alpha, 5);
    expect(days.b).toBeCloseTo(weeks.b, 5);
  });

  test("does not depend on the order of rows, not even in the last digit", () => {
    const order = shuffled(frequency.length, 7);
    const pick = (column: Float64Array): Float64Array => Float64Array.from(order, (i) => column[i]);
    expect(purchaseModel(pick(frequency), pick(recency), pick(age))).toEqual(
      purchaseModel(frequency, recency, age),
    );
  });

  test("hundreds of purchases do not overflow", () => {
    const value = expectedPurchases(published, 1000, 5000, 50);
    expect(Number.isFinite(value) && value > 0).toBe(true);
    expect(alive([900], [38], [39], published)[0]).toBeGreaterThanOrEqual(0);
  });

  test("ALIVE lies in [0, 1] and falls with the time since the last purchase", () => {
    const history = fc.tuple(
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0.1, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(history, ([x, last, since]) => {
        const [now, later] = alive([x, x], [last, last], [last + since, last + since + 1], published);
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeGreaterThanOrEqual(0);
        expect(later).toBeLessThanOrEqual(now);
      }),
    );
    expect(alive([0], [0], [10], published)[0]).toBe(1);
  });

  test("a customer that breaks a rule has no answer and is not fitted; a model names it", () => {
    const bad = Float64Array.from(frequency);
    bad[0] = 1.5;
    bad[1] = NaN;
    const result = alive(bad, recency, age);
    expect([result[0], result[1]]).toEqual([NaN, NaN]);
    expect(Number.isFinite(result[2])).toBe(true);
    expect(() => purchaseModel([1, 1.5], [1, 1], [2, 2])).toThrow("frequency: row 2 is 1.5");
    expect(() => purchaseModel([0], [1], [2])).toThrow("without a repeat purchase the recency is 0");
    expect(() => purchaseModel([1], [3], [2])).toThrow("outside 0 to the age 2");
    expect(() => lifetimeValue([1, 1], [1, 1], [2, 2], [5, 5], -1)).toThrow("horizon is -1");
  });

  test("a likelihood without a maximum is an error, not a number", () => {
    expect(() => purchaseModel([0, 0], [0, 0], [5, 6])).toThrow("No customer has a repeat purchase");
    expect(() => purchaseModel([2, 2, 2], [10, 10, 10], [10, 10, 10])).toThrow("no maximum");
  });

  test("tracking: over the hold-out the total comes near the purchases that happened", () => {
    const tracking = purchaseTracking(frequency, recency, age, 78);
    expect(tracking.time[77]).toBe(78);
    const whole = summary(data.customers, data.dates, data.amounts, serialOf("1998-06-30"));
    const actual = whole.frequency.reduce((sum, each) => sum + each, 0);
    expect(Math.abs(tracking.expected[77] / actual - 1)).toBeLessThan(0.1);
    for (let k = 1; k < 78; k++) expect(tracking.expected[k]).toBeGreaterThan(tracking.expected[k - 1]);
  });
});

describe("Gamma-Gamma", () => {
  // The published numbers take repeat purchase days as frequency and the mean total of those days as value.
  test("CDNOW as published (Fader, Hardie 2013): p = 6.25, q = 3.74, γ = 15.44", () => {
    const model = spendingModel(frequency, monetary);
    expect(model.p).toBeCloseTo(6.25, 2);
    expect(model.q).toBeCloseTo(3.74, 2);
    expect(model.gamma).toBeCloseTo(15.44, 2);
    expect(model.customers).toBe(946);
  });

  test("lifetime value is purchases times value; without repeat purchases the mean; discounting lowers it", () => {
    const spending = spendingModel(frequency, monetary);
    const counts = purchases(frequency, recency, age, 39);
    const values = lifetimeValue(frequency, recency, age, monetary, 39);
    // The first repeat buyers have a positive value: amounts of 0 occur in the data and are refused.
    for (let i = 0; i < 50; i++) {
      if (frequency[i] === 0) {
        expect(values[i]).toBeCloseTo((counts[i] * spending.p * spending.gamma) / (spending.q - 1), 8);
      } else expect(values[i]).toBeCloseTo(counts[i] * expectedSpend(spending, frequency[i], monetary[i]), 8);
    }
    const discounted = lifetimeValue(frequency, recency, age, monetary, 39, { discountRate: 0.01 });
    expect(discounted[0]).toBeLessThan(values[0]);
    expect(discounted[0]).toBeGreaterThan(values[0] / 1.01 ** 39);
  });

  test("too few or equal values have no maximum", () => {
    expect(() => spendingModel([1], [5])).toThrow("spending model has no maximum");
    expect(() => spendingModel([2, 2, 2], [5, 5, 5])).toThrow("spending model has no maximum");
  });
});
