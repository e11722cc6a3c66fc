import { describe, expect, test } from "@jest/globals";
import { rfm } from "../../../../../addin/functions/measures/purchases";
import { amounts, customers, dates, purchaseTableCases } from "./purchase-table-cases";
import { codeOf, column, messageOf, omitted } from "./sheet";

const call = (
  who: unknown[][],
  when: unknown[][],
  what: unknown[][],
  asOf: unknown = "2024-01-31",
  bins: unknown = omitted,
) => rfm(who, when, what, asOf, bins as number);

describe("RFM", () => {
  test("header and a row per customer in order of appearance, to the letter", () => {
    expect(call(customers, dates, amounts)).toEqual([
      ["Customer", "Recency", "Frequency", "Monetary", "R", "F", "M", "Segment"],
      ["A", 16, 2, 80, 4, 4, 4, "Loyal"],
      ["B", 30, 1, 20, 2, 2, 2, "Hibernating"],
    ]);
    // serials or ISO text, rows or columns
    const turn = (range: unknown[][]): unknown[][] => [range.map((row) => row[0])];
    expect(call(turn(customers), turn(dates), turn(amounts), 45322)).toEqual(call(customers, dates, amounts));
  });

  purchaseTableCases(call);

  test("bins", () => {
    expect(call(customers, dates, amounts, 45322, 2)[1].slice(4, 7)).toEqual([2, 2, 2]);
    for (const bad of [1, 2.5, 101])
      expect(codeOf(() => call(customers, dates, amounts, 45322, bad))).toBe("#VALUE!");
    expect(messageOf(() => call(customers, dates, amounts, 45322, "five"))).toContain(
      'bins is the text "five"',
    );
  });

  test("returns", () => {
    const of = (returns: unknown) =>
      rfm(
        column("B", "B"),
        column(45296, 45311),
        column(50, -80),
        45322,
        omitted as unknown as number,
        returns as never,
      )[1];
    expect(of(omitted).slice(0, 4)).toEqual(["B", 26, 1, -30]);
    expect(of("Ignore").slice(0, 4)).toEqual(["B", 26, 1, 50]);
    expect(of("count").slice(0, 4)).toEqual(["B", 11, 2, -30]);
    expect(messageOf(() => of("refund"))).toBe(
      'returns is the text "refund". Choose one of: "net", "ignore", "count".',
    );
  });

  test("an amount beyond all numbers is told, and no other row", () => {
    const result = rfm(column("A", "A", "B"), column(1, 2, 3), column(1.7e308, 1.7e308, 5), 9);
    expect(result[1][3]).toMatchObject({ code: "#NUM!", message: "The result is too large for a number." });
    expect(result[2].slice(0, 4)).toEqual(["B", 6, 1, 5]);
  });

  test("numbers and logical values are customers too", () => {
    const result = call(column(7, true, "7", 7), column(1, 1, 1, 2), column(1, 1, 1, 1), 5);
    expect(result.slice(1).map((row) => row[0])).toEqual([7, "TRUE"]);
  });
});
