import { describe, expect, test } from "@jest/globals";
import { summary } from "../../../../core/measures";
import { cdnow, serialOf, shuffled } from "./cdnow";
import { keyOf } from "./key-of";

// The calibration period of CDNOW is compared with SQL in purchases-by-sql.test.ts.
describe("SUMMARY", () => {
  test("by hand: three purchase days, two of them repeats", () => {
    const result = summary(["A", "A", "A", "A", "B"], [100, 114, 114, 121, 107], [50, 10, 20, 40, 7], 135);
    expect({ ...result, frequency: [...result.frequency] }).toMatchObject({
      customers: ["A", "B"],
      frequency: [2, 0],
    });
    expect([...result.recency]).toEqual([3, 0]);
    expect([...result.age]).toEqual([5, 4]);
    // (10 + 20) and 40, the first day left out
    expect([...result.monetary]).toEqual([35, 0]);
  });

  test("CDNOW, 39 weeks: 2,357 customers, 946 of them with repeat purchases, as published", () => {
    const data = cdnow();
    const { frequency } = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
    expect(frequency.length).toBe(2357);
    expect(frequency.filter((each) => each > 0).length).toBe(946);
  });

  test("units: days, weeks of 7, months of 30.4375", () => {
    const age = (unit?: "day" | "week" | "month"): number => summary(["A"], [100], [1], 135, unit).age[0];
    expect([age("day"), age("week"), age(), age("month")]).toEqual([35, 5, 5, 35 / 30.4375]);
  });

  test("dates as ISO text, the time of day does not count", () => {
    const result = summary(["A", "A"], ["2024-01-01", "2024-01-15"], [1, 2], "2024-01-29");
    expect([result.recency[0], result.age[0]]).toEqual([2, 4]);
    expect(summary(["A", "A"], [45292.9, 45306.1], [1, 2], 45320.5)).toEqual(result);
  });

  test("columns of different length", () => {
    expect(() => summary(["A"], [1], [1, 2], 5)).toThrow("amounts has 2 cells, but customers has 1");
  });

  test("blanks, and purchases after the day, are left out", () => {
    const result = summary(
      ["A", "", "A", "A", "B", "A"],
      [10, 11, NaN, 12, 30, "n/a"],
      [1, 1, 1, NaN, 1, 1],
      20,
      "day",
    );
    expect([result.customers, result.frequency[0], result.age[0]]).toEqual([["A"], 0, 10]);
  });

  test("nothing left, no day", () => {
    expect(keyOf(() => summary(["A"], [9], [1], 5))).toBe("purchasesEmpty");
    expect(keyOf(() => summary(["A"], [9], [1], null))).toBe("dateMissing");
    expect(keyOf(() => summary(["A"], [9], [1], "today"))).toBe("cellNotDate");
  });

  test("a purchase on the last day, and one customer with thousands of days", () => {
    expect(summary(["A"], [5.99], [1], 5).age[0]).toBe(0);
    const days = Array.from({ length: 5000 }, (_, i) => 40000 + i);
    const { frequency, monetary } = summary(
      days.map(() => 7),
      days,
      days.map(() => 0.1),
      45000,
      "day",
    );
    expect([frequency[0], monetary[0]]).toEqual([4999, 0.1]);
  });

  test("the order of rows changes nothing but the order of customers", () => {
    const data = cdnow();
    const order = shuffled(data.dates.length, 9);
    const pick = <T>(column: readonly T[]): T[] => order.map((i) => column[i]);
    const asOf = serialOf("1997-09-30");
    const one = summary(data.customers, data.dates, data.amounts, asOf);
    const other = summary(pick(data.customers), pick(data.dates), pick(data.amounts), asOf);
    const byName = new Map(other.customers.map((name, c) => [name, c]));
    const places = one.customers.map((name) => byName.get(name) as number);
    for (const column of ["frequency", "recency", "age", "monetary"] as const) {
      expect(places.map((c) => other[column][c])).toEqual([...one[column]]);
    }
  });
});
