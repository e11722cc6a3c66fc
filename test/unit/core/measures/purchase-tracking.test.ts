import { describe, expect, jest, test } from "@jest/globals";
import { purchases, purchaseTracking, summary } from "../../../../core/measures";
import { cdnow, serialOf } from "./cdnow";
import { published } from "./independent-values";
import { keyOf } from "./key-of";

describe("PURCHASETRACKING", () => {
  // test/fixtures/measures/reference-examples.py, in 40 digits
  test("ten customers: the two oldest come first", () => {
    const tracking = purchaseTracking(
      [0, 1, 0, 6, 8, 1, 9, 1, 0, 0],
      [0, 2, 0, 12, 12, 2, 32, 1, 0, 0],
      [34, 26, 36, 35, 39, 28, 37, 34, 25, 25],
      3,
    );
    expect([...tracking.time]).toEqual([1, 2, 3]);
    [0.2330066053188, 0.4149741713468, 0.8009882151653].forEach((value, k) =>
      expect(tracking.expected[k]).toBeCloseTo(value, 11),
    );
  });

  test("CDNOW, 78 weeks: as the paper's figure 4, within 10 % of what happened at the end of the hold-out", () => {
    const data = cdnow();
    const until = (day: string) => summary(data.customers, data.dates, data.amounts, serialOf(day));
    const { frequency, recency, age } = until("1997-09-30");
    const { time, expected } = purchaseTracking(frequency, recency, age, 78);
    expect([time[0], time[77], time.length]).toEqual([1, 78, 78]);
    const happened = until("1998-06-30").frequency.reduce((sum, each) => sum + each, 0);
    expect(Math.abs(expected[77] / happened - 1)).toBeLessThan(0.1);
    for (let k = 1; k < 78; k++) expect(expected[k]).toBeGreaterThan(expected[k - 1]);
  });

  test("a customer counts from the first purchase of his or her own", () => {
    const { expected } = purchaseTracking([0, 0], [0, 0], [10, 7], 5, published);
    const alone = (t: number): number => purchases([0], [0], [0], t, published)[0];
    [1, 2, 3, 4, 5].forEach((t, k) =>
      expect(expected[k]).toBeCloseTo(alone(t) + alone(Math.max(0, t - 3)), 12),
    );
  });

  test("blanks and broken rows are left out", () => {
    expect(purchaseTracking([0, NaN, 1.5], [0, 1, 1], [10, 50, 90], 5, published)).toEqual(
      purchaseTracking([0], [0], [10], 5, published),
    );
  });

  test("columns of different length, horizons that cannot be meant, nothing to fit", () => {
    expect(keyOf(() => purchaseTracking([0], [0, 1], [10], 5, published))).toBe("lengthsDiffer");
    expect(keyOf(() => purchaseTracking([0], [0], [10], -5, published))).toBe("horizonNegative");
    expect(keyOf(() => purchaseTracking([0], [0], [10], 1e9, published))).toBe("horizonTooLong");
    expect(keyOf(() => purchaseTracking([0], [0], [10], 5))).toBe("noRepeatCustomers");
  });

  test("whole units only; no horizon, no rows", () => {
    expect(purchaseTracking([0], [0], [10], 2.9, published).time).toHaveLength(2);
    expect(purchaseTracking([0], [0], [10], 0, published).time).toHaveLength(0);
  });

  test("customers of whole ages share their times, counted in exponentials", () => {
    const exponentials = (customers: number): number => {
      const spy = jest.spyOn(Math, "exp");
      const none = new Float64Array(customers);
      purchaseTracking(
        none,
        none,
        none.map((_, i) => i + 1),
        300,
        published,
      );
      const count = spy.mock.calls.length;
      spy.mockRestore();
      return count;
    };
    expect(exponentials(50) / exponentials(1)).toBeLessThan(1.5);
  });
});
