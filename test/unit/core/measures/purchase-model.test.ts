import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { alive, purchaseModel, summary } from "../../../../core/measures";
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
      ["one customer", [3], [20], [30], "tooFewCustomers"],
      ["two customers", [3, 0], [20, 0], [30, 30], "tooFewCustomers"],
      ["no time at all", [1, 2, 0], [0, 0, 0], [0, 0, 0], "noMaximum"],
      [
        "times that add up to no number",
        [1, 2, 1],
        [1e308, 1e308, 1e308],
        [1.7e308, 1.7e308, 1.7e308],
        "noMaximum",
      ],
    ];
    for (const [name, x, t, T, key] of cases) {
      expect([name, keyOf(() => purchaseModel(x, t, T))]).toEqual([name, key]);
    }
  });

  test("somebody who bought a million times, among others", () => {
    const [x, t, T] = independent.purchases[4].columns;
    const model = purchaseModel([...x, 1_000_000], [...t, 499], [...T, 500]);
    expect([model.dropOut, model.logLikelihood].every(Number.isFinite)).toBe(true);
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
          expect(Number.isFinite(model.logLikelihood)).toBe(true);
          expect(model.dropOut).toBeGreaterThanOrEqual(0);
          expect(model.dropOut).toBeLessThanOrEqual(1);
        });
        expect(["nothing thrown", "noRepeatCustomers", "tooFewCustomers"]).toContain(key);
      }),
      { numRuns: 60 },
    );
  });

  // The rows of the function catalogue and of public reports; values of scipy 1.17 on the limits' own likelihoods.
  test("likelihoods that rise to a limit: the limit is the model, and is named", () => {
    const x = [2, 0, 5, 0, 1, 0, 0, 1, 0, 3, 2, 0];
    const t = [16, 0, 15, 0, 9, 0, 0, 25, 0, 11, 5, 0];
    const T = [30, 34, 36, 28, 32, 38, 33, 38, 37, 28, 34, 28];
    const same = purchaseModel(x, t, T);
    expect([same.method, same.a, same.b]).toEqual(["one drop-out probability for all", NaN, NaN]);
    expect(same.r).toBeCloseTo(0.319382, 6);
    expect(same.alpha).toBeCloseTo(3.834289, 5);
    expect(same.dropOut).toBeCloseTo(0.316841, 6);
    expect(same.logLikelihood).toBeCloseTo(-55.402531, 6);
    const active = [0.38453, 1, 0.038563, 1, 0.357463, 1, 1, 0.568889, 1, 0.145996, 0.068793, 1];
    alive(x, t, T).forEach((each, i) => expect(each).toBeCloseTo(active[i], 5));

    const split = purchaseModel(
      [0, 0, 0, 1, 0, 2, 5, 0, 0, 1, 0, 3],
      [0, 0, 0, 400, 0, 900, 1500, 0, 0, 20, 0, 700],
      [1700, 1600, 1500, 1650, 100, 1400, 1550, 20, 900, 1200, 300, 710],
    );
    expect(split.method).toBe("all or nothing");
    expect(split.r).toBeCloseTo(0.5548, 4);
    expect(split.alpha).toBeCloseTo(409.95, 2);
    expect(split.dropOut).toBeCloseTo(0.2716, 4);
    expect(split.logLikelihood).toBeCloseTo(-92.8598984, 6);
  });

  test("everybody active to the end, at one pace: one rate, and nobody leaves", () => {
    const model = purchaseModel([2, 2, 2], [10, 10, 10], [10, 10, 10]);
    expect(model.method).toBe("one purchase rate and one drop-out probability for all");
    expect([model.dropOut, model.r, model.alpha]).toEqual([0, NaN, NaN]);
    expect(model.rate).toBeCloseTo(0.2, 9); // 6 purchases in 30 units of time
    // λ² e^(−10 λ) for each of the three
    expect(model.logLikelihood).toBeCloseTo(3 * (2 * Math.log(0.2) - 2), 9);
  });

  test("rates differ and nobody leaves: the likelihood of scipy 1.17, the best of twelve starts", () => {
    const model = purchaseModel(
      [2, 2, 2, 0, 19, 12, 3, 1, 0, 4, 3, 3, 3, 2, 6],
      [
        15.8268, 13.43015, 14.94595, 0, 36.68124, 30.2242, 29.35921, 6.52053, 0, 25.8741, 22.04291, 33.43543,
      ].concat([26.81546, 26.19027, 21.94808]),
      [27, 35, 30, 37, 37, 31, 31, 31, 36, 28, 33, 35, 35, 36, 32],
    );
    expect([model.method, model.dropOut]).toEqual(["one drop-out probability for all", 0]);
    expect(model.r).toBeGreaterThan(0);
    expect(model.logLikelihood).toBeCloseTo(-175.886704, 5);
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
});

test("customers who are all alike and stay: one rate, in closed form, and no spread of rates that only looks like it", () => {
  const frequency = [0, 1, 0, 2, 2, 2, 2, 0, 1, 1, 0, 0, 0, 2, 2, 1, 3, 0, 1, 0, 2, 0, 0, 0, 0, 0, 1, 1];
  const recency = [
    0, 2.5201, 0, 15.7977, 11.862, 21.7125, 31.1878, 0, 23.0333, 9.1777, 0, 0, 0, 30.1552, 16.9117, 14.0549,
    17.6435, 0, 21.5907, 0, 19.369, 0, 0, 0, 0, 0, 6.3253, 16.9598,
  ];
  const age = [
    26.7815, 37.0967, 36.8821, 38.1762, 33.5506, 37.9135, 33.5831, 33.3362, 29.3908, 26.3, 25.8098, 29.5442,
    35.201, 30.5309, 32.4141, 29.4282, 30.7783, 37.0998, 36.0281, 23.621, 21.3134, 23.5827, 26.4129, 26.6279,
    33.1397, 26.1903, 22.8145, 34.6167,
  ];
  const { method, rate, dropOut, logLikelihood } = purchaseModel(frequency, recency, age);
  expect(method).toBe("one purchase rate and one drop-out probability for all");
  expect(dropOut).toBe(0);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  const [purchases, time] = [sum(frequency), sum(age)];
  expect(rate! / (purchases / time)).toBeCloseTo(1, 7);
  // Σ ln(λˣ e^(−λT)) at λ = Σx/ΣT
  expect(logLikelihood).toBeCloseTo(purchases * Math.log(purchases / time) - purchases, 9);
});
