import { describe, expect, test } from "@jest/globals";
import { summary, type TIMEUNIT } from "../../../../../addin/functions/measures/purchases";
import { amounts, customers, dates, purchaseTableCases } from "./purchase-table-cases";
import { messageOf, omitted } from "./sheet";

const call = (
  who: unknown[][],
  when: unknown[][],
  what: unknown[][],
  asOf: unknown = "2024-01-29",
  unit: unknown = omitted,
) => summary(who, when, what, asOf, unit as TIMEUNIT);

describe("SUMMARY", () => {
  test("header and a row per customer, to the letter", () => {
    expect(call(customers, dates, amounts)).toEqual([
      ["Customer", "Frequency", "Recency", "Age", "Monetary"],
      ["A", 1, 2, 4, 70],
      ["B", 0, 0, 4, 0],
    ]);
    expect(call(customers, dates, amounts, 45320, "day")[1]).toEqual(["A", 1, 14, 28, 70]);
    expect(call(customers, dates, amounts, 45320, "month")[2]).toEqual(["B", 0, 0, 28 / 30.4375, 0]);
  });

  purchaseTableCases(call);

  test("units that are none", () => {
    expect(messageOf(() => call(customers, dates, amounts, 45320, "year"))).toContain(
      '"week", "day", "month"',
    );
  });
});
