import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { alive } from "../../../../core/measures";
import { independent, modelOf, published, ratio } from "./independent-values";
import { keyOf } from "./key-of";

const one = (x: number, last: number, since: number): number => alive([x], [last], [since], published)[0];

describe("ALIVE", () => {
  test("Fader, Hardie, Lee (2008): x = 2, tₓ = 30.43, T = 38.86 by hand", () => {
    const odds = (0.793 / (2.426 + 1)) * ((4.414 + 38.86) / (4.414 + 30.43)) ** 2.243;
    expect(one(2, 30.43, 38.86)).toBeCloseTo(1 / (1 + odds), 14);
  });

  test("against 50-digit arithmetic, up to thousands of purchases", () => {
    for (const each of independent.answers) {
      const found = alive([each.x], [each.recency], [each.age], modelOf(each.model))[0];
      expect([each.name, each.x, ratio(found, each.alive)]).toEqual([
        each.name,
        each.x,
        expect.closeTo(1, 12),
      ]);
    }
  });

  test("columns of different length", () => {
    expect(keyOf(() => alive([1, 2], [1], [2, 2], published))).toBe("lengthsDiffer");
    expect(keyOf(() => alive([1, 2], [1], [2, 2]))).toBe("lengthsDiffer");
  });

  test("a blank, or a customer that breaks a rule, has no answer and leaves the others alone", () => {
    const [x, t, T] = independent.purchases[0].columns;
    const clean = alive(x, t, T);
    const found = alive([...x, NaN, 1.5, 0, 1], [...t, 1, 1, 1, 9], [...T, 2, 2, 2, 2]);
    expect([...found.slice(0, x.length)]).toEqual([...clean]);
    expect([...found.slice(x.length)]).toEqual([NaN, NaN, NaN, NaN]);
  });

  test("without a maximum there is no answer", () => {
    expect(keyOf(() => alive([0, 0], [0, 0], [5, 6]))).toBe("noRepeatCustomers");
  });

  test("1 without a repeat purchase; 0 after the longest silence, without overflow", () => {
    expect(one(0, 0, 1000)).toBe(1);
    expect(one(5000, 10, 1e6)).toBe(0);
    expect(one(1, 1e-300, 1e300)).toBeGreaterThanOrEqual(0);
  });

  test("lies in [0, 1] and falls with the time since the last purchase", () => {
    const history = fc.tuple(
      fc.integer({ min: 1, max: 3000 }),
      fc.double({ min: 0.1, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(history, ([x, last, since]) => {
        const [now, later] = [one(x, last, last + since), one(x, last, last + since + 1)];
        expect(now).toBeLessThanOrEqual(1);
        expect(later).toBeGreaterThanOrEqual(0);
        expect(later < now || now === 0).toBe(true);
      }),
    );
  });
});
