import { describe, expect, test } from "@jest/globals";
import { purchases, summary } from "../../../../core/measures";
import { cdnow, serialOf } from "./cdnow";
import { independent, modelOf, published, ratio } from "./independent-values";
import { keyOf } from "./key-of";

describe("PURCHASES", () => {
  test("as published: x = 2, tₓ = 30.43, T = 38.86, 39 weeks: 1.226", () => {
    expect(purchases([2], [30.43], [38.86], 39, published)[0]).toBeCloseTo(1.226, 3);
  });

  test("against 50-digit arithmetic, up to thousands of purchases", () => {
    for (const each of independent.answers) {
      const found = purchases([each.x], [each.recency], [each.age], each.horizon, modelOf(each.model))[0];
      expect([each.name, each.x, ratio(found, each.purchases)]).toEqual([
        each.name,
        each.x,
        expect.closeTo(1, 12),
      ]);
    }
  });

  test("customers of one rate, against the integral in 40 digits (test/fixtures/measures/reference-examples.py)", () => {
    const model = {
      ...modelOf({ r: NaN, alpha: NaN, a: 0.793, b: 2.426 }),
      rate: 200,
      method: "one purchase rate for all" as const,
    };
    expect(purchases([0], [0], [1], 20, model)[0] / 41.86457598641).toBeCloseTo(1, 11);
    expect(purchases([0], [0], [1], 1e6, model)[0] / 483.035214814).toBeCloseTo(1, 11);
  });

  test("CDNOW in the hold-out: the total comes near what happened", () => {
    const data = cdnow();
    const until = (day: string) => summary(data.customers, data.dates, data.amounts, serialOf(day));
    const { frequency, recency, age } = until("1997-09-30");
    const expected = purchases(frequency, recency, age, 39).reduce((sum, each) => sum + each, 0);
    const later = until("1998-06-30").frequency.reduce((sum, each) => sum + each, 0);
    const happened = later - frequency.reduce((sum, each) => sum + each, 0);
    expect(Math.abs(expected / happened - 1)).toBeLessThan(0.15);
  });

  test("a horizon that cannot be meant, columns of different length", () => {
    expect(() => purchases([1], [1], [2], -1, published)).toThrow("horizon is -1");
    expect(keyOf(() => purchases([1], [1], [2], Infinity, published))).toBe("horizonNegative");
    expect(keyOf(() => purchases([1], [1], [2], NaN, published))).toBe("horizonNegative");
    expect(keyOf(() => purchases([1], [1, 2], [2], 5, published))).toBe("lengthsDiffer");
  });

  test("a blank, or a customer that breaks a rule, has no answer", () => {
    expect([...purchases([NaN, 1.5, 2], [1, 1, 1], [2, 2, 2], 5, published)]).toEqual([
      NaN,
      NaN,
      expect.any(Number),
    ]);
  });

  test("no time, no purchases; more time, more purchases; a = 1 and a + b + x = 1 are no special cases", () => {
    expect(purchases([3], [1], [2], 0, published)[0]).toBe(0);
    const list = [0.1, 1, 10, 1e3, 1e6].map((horizon) => purchases([3], [1], [2], horizon, published)[0]);
    expect([...list].sort((a, b) => a - b)).toEqual(list);
    for (const [a, b] of [
      [1, 2],
      [0.4, 0.6],
    ]) {
      const at = purchases([0], [0], [9], 20, modelOf({ r: 0.5, alpha: 3, a, b }))[0];
      const near = purchases([0], [0], [9], 20, modelOf({ r: 0.5, alpha: 3, a: a + 1e-9, b }))[0];
      expect(at).toBeCloseTo(near, 7);
    }
  });
});
