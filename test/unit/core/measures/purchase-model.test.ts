import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { purchaseModel, summary } from "../../../../core/measures";
import { fittedPurchaseModel } from "../../../../core/measures/purchase-model";
import { cdnow, serialOf, shuffled } from "./cdnow";
import { independent } from "./independent-values";
import { keyOf } from "./key-of";

const data = cdnow();
const { frequency, recency, age } = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));

describe("PURCHASEMODEL", () => {
  test("CDNOW as published (Fader, Hardie, Lee 2005, table 2)", () => {
    const model = purchaseModel(frequency, recency, age);
    expect(model.r).toBeCloseTo(0.243, 3);
    expect(model.alpha).toBeCloseTo(4.414, 3);
    expect(model.a).toBeCloseTo(0.793, 3);
    expect(model.b).toBeCloseTo(2.426, 3);
    expect(model.logLikelihood).toBeCloseTo(-9582.4, 1);
    expect(model.customers).toBe(2357);
  });

  test.each(independent.purchases.map((each) => [each.name, each] as const))(
    "%s: the optimum that scipy finds from many starts",
    (_name, { columns, model }) => {
      const found = purchaseModel(...columns);
      for (const name of ["r", "alpha", "a", "b"] as const) {
        // scipy compares values of the likelihood: half of the digits of its parameters are sure
        expect([name, Math.abs(found[name] / model[name] - 1) < 1e-5]).toEqual([name, true]);
      }
      expect(Math.abs(found.logLikelihood / model.logLikelihood - 1)).toBeLessThan(1e-12);
      expect(found.logLikelihood).toBeGreaterThanOrEqual(
        model.logLikelihood - 1e-9 * Math.abs(model.logLikelihood),
      );
    },
  );

  test("columns of different length", () => {
    expect(() => purchaseModel([1, 2], [1], [2, 2])).toThrow("recency has 1 cells, but frequency has 2");
  });

  test("blanks are left out", () => {
    const [x, t, T] = independent.purchases[0].columns;
    expect(purchaseModel([NaN, ...x, 3], [0, ...t, NaN], [9, ...T, 5])).toEqual(purchaseModel(x, t, T));
  });

  test("each of the rules has its own message, which names the row", () => {
    expect(() => purchaseModel([1, 1.5], [1, 1], [2, 2])).toThrow("frequency: row 2 is 1.5");
    expect(() => purchaseModel([-1], [0], [2])).toThrow("a whole number from 0 up");
    expect(() => purchaseModel([0], [1], [2])).toThrow("without a repeat purchase the recency is 0");
    expect(() => purchaseModel([1], [3], [2])).toThrow("recency: row 1 is 3, outside 0 to the age 2");
    expect(() => purchaseModel([1], [-1], [2])).toThrow("outside 0 to the age 2");
    expect(() => purchaseModel([0], [0], [-2])).toThrow("cannot be negative");
    expect(keyOf(() => purchaseModel([0], [0], [Infinity]))).toBe("numberTooLarge");
  });

  test("what has no maximum is an error and no number", () => {
    const cases: [string, number[], number[], number[], string][] = [
      ["nobody", [], [], [], "noRepeatCustomers"],
      ["all bought once", [0, 0, 0], [0, 0, 0], [5, 6, 50], "noRepeatCustomers"],
      ["everybody active to the end", [2, 2, 2], [10, 10, 10], [10, 10, 10], "noMaximum"],
      ["one customer", [3], [20], [30], "noMaximum"],
      ["no time at all", [1, 2, 0], [0, 0, 0], [0, 0, 0], "noMaximum"],
      ["times that add up to no number", [1, 2], [1e308, 1e308], [1.7e308, 1.7e308], "noMaximum"],
    ];
    for (const [name, x, t, T, key] of cases) {
      expect([name, keyOf(() => purchaseModel(x, t, T))]).toEqual([name, key]);
    }
  });

  test("somebody who bought a million times, among others", () => {
    const [x, t, T] = independent.purchases[4].columns;
    const model = purchaseModel([...x, 1_000_000], [...t, 499], [...T, 500]);
    expect(Object.values(model).every(Number.isFinite)).toBe(true);
  });

  test("any data either converge or say why not", () => {
    const customer = fc
      .tuple(
        fc.nat(40),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
      )
      .map(([x, share, T]) => [x, x === 0 ? 0 : share * T, T]);
    fc.assert(
      fc.property(fc.array(customer, { minLength: 1, maxLength: 25 }), (rows) => {
        const columns = [0, 1, 2].map((k) => rows.map((row) => row[k]));
        const key = keyOf(() => {
          const model = purchaseModel(columns[0], columns[1], columns[2]);
          expect(Object.values(model).every(Number.isFinite)).toBe(true);
        });
        expect(["nothing thrown", "noMaximum", "noRepeatCustomers"]).toContain(key);
      }),
      { numRuns: 60 },
    );
  });

  test("the unit of time changes only alpha and the likelihood", () => {
    const weeks = purchaseModel(frequency, recency, age);
    for (const unit of [7, 1 / 52, 1e6]) {
      const other = purchaseModel(
        frequency,
        recency.map((each) => each * unit),
        age.map((each) => each * unit),
      );
      expect(other.alpha / unit / weeks.alpha).toBeCloseTo(1, 9);
      for (const name of ["r", "a", "b"] as const) expect(other[name] / weeks[name]).toBeCloseTo(1, 9);
    }
  });

  test("does not depend on the order of rows, not even in the last digit", () => {
    const order = shuffled(frequency.length, 7);
    const pick = (column: Float64Array): Float64Array => Float64Array.from(order, (i) => column[i]);
    expect(purchaseModel(pick(frequency), pick(recency), pick(age))).toEqual(
      purchaseModel(frequency, recency, age),
    );
  });

  test("the same input is fitted once: the very same model comes back", () => {
    const [x, t, T] = independent.purchases[5].columns;
    const first = fittedPurchaseModel({ frequency: x, recency: t, age: T });
    expect(fittedPurchaseModel({ frequency: [...x], recency: [...t], age: [...T] })).toBe(first);
    expect(purchaseModel(Float64Array.from(x), t, T)).toBe(first);
    const changed = [...T];
    changed[0] += 1;
    expect(fittedPurchaseModel({ frequency: x, recency: t, age: changed })).not.toBe(first);
  });
});
