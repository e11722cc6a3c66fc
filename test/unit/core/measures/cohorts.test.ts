import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cohortPeriods, cohorts } from "../../../../core/measures";
import { cdnow, serialOf, shuffled } from "./cdnow";
import { keyOf } from "./key-of";

// CDNOW by month, quarter, week and year is compared with SQL in purchases-by-sql.test.ts.
describe("COHORTS", () => {
  test("by hand: two customers of January, one of March", () => {
    const result = cohorts(
      ["A", "A", "B", "C", "A", "A", "C"],
      ["2024-01-05", "2024-01-20", "2024-01-31", "2024-03-01", "2024-03-15", "2024-03-16", "2024-04-01"],
    );
    expect(result.cohorts).toEqual(["2024-01", "2024-03"]);
    expect([...result.sizes]).toEqual([2, 1]);
    expect(result.shares.map((row) => [...row])).toEqual([
      [1, 0, 0.5, 0],
      [1, 1, NaN, NaN],
    ]);
  });

  test("a mistyped year is said before it makes a table wider than a sheet", () => {
    const customers = ["A", "B"];
    expect(keyOf(() => cohorts(customers, ["1024-03-05", 45000], "week"))).toBe("cellNotDate");
    expect(() => cohorts(customers, [45000, "9024-03-05"], "week")).toThrow(
      "From 2023-W11 to 9024-W10 there are 365294 periods with 2 cohorts, more than a table can show. Is a date mistyped?",
    );
    expect(cohorts(customers, [45000, "2323-03-05"], "week").shares[0].length).toBeLessThan(16382);
    // 10,000 weeks, each with a customer of its own: a hundred million cells
    const weeks = Array.from({ length: 10_000 }, (_, k) => 7 * k + 2);
    expect(keyOf(() => cohorts(weeks, weeks, "week"))).toBe("periodsTooMany");
    expect(cohorts(weeks, weeks, "year").cohorts).toHaveLength(192);
  });

  test("names of cohorts", () => {
    const name = (iso: string, period: (typeof cohortPeriods)[number]): string =>
      cohorts(["A"], [serialOf(iso)], period).cohorts[0];
    expect(name("2024-02-29", "month")).toBe("2024-02");
    expect(name("2024-12-31", "quarter")).toBe("2024-Q4");
    expect(name("2000-03-01", "year")).toBe("2000");
    // ISO 8601: 2021-01-03 is the Sunday of week 53 of 2020; 2018-12-31 the Monday of week 1 of 2019.
    expect(name("2021-01-03", "week")).toBe("2020-W53");
    expect(name("2018-12-31", "week")).toBe("2019-W01");
  });

  test("the ends of Excel's calendar", () => {
    expect(cohorts(["A", "A"], [1, 2_958_465], "year").cohorts).toEqual(["1900"]);
    expect(cohorts(["A", "A"], [1, 2_958_465], "year").shares[0]).toHaveLength(8100);
    expect(cohorts(["A", "B"], [59, 61], "month").cohorts).toEqual(["1900-02", "1900-03"]);
  });

  test("columns of different length, what is no date", () => {
    expect(() => cohorts(["A"], [1, 2])).toThrow("dates has 2 cells, but customers has 1");
    expect(keyOf(() => cohorts(["A"], ["soon"]))).toBe("cellNotDate");
  });

  test("blanks are left out; nothing left is an error", () => {
    expect(cohorts(["A", null, "B", ""], [45292, 45292, NaN, 45400])).toEqual(cohorts(["A"], [45292]));
    expect(keyOf(() => cohorts(["", "A"], [1, NaN]))).toBe("purchasesEmpty");
    expect(keyOf(() => cohorts([], []))).toBe("purchasesEmpty");
  });

  test("the order of rows changes nothing", () => {
    const data = cdnow();
    const order = shuffled(data.dates.length, 3);
    expect(
      cohorts(
        order.map((i) => data.customers[i]),
        order.map((i) => data.dates[i]),
      ),
    ).toEqual(cohorts(data.customers, data.dates));
  });

  test("sizes add up to the customers, shares lie in 0 … 1, and all are active in period 0", () => {
    const purchase = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 40000, max: 41000 }));
    const list = fc.array(purchase, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(list, fc.constantFrom(...cohortPeriods), (rows, period) => {
        const result = cohorts(
          rows.map((row) => row[0]),
          rows.map((row) => row[1]),
          period,
        );
        expect(result.sizes.reduce((sum, each) => sum + each, 0)).toBe(
          new Set(rows.map((row) => row[0])).size,
        );
        for (const row of result.shares) {
          expect(row[0]).toBe(1);
          for (const share of row) expect(!(share < 0 || share > 1)).toBe(true);
        }
        expect([...result.cohorts].sort()).toEqual(result.cohorts);
      }),
    );
  });
});
