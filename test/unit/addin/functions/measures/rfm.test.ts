import { speak } from "../../../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { rfm } from "../../../../../addin/functions/measures/purchases";
import { amounts, customers, dates, purchaseTableCases } from "./purchase-table-cases";
import { codeOf, column, messageOf, omitted } from "./sheet";

afterEach(() => speak("en-US"));

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
      ["A", 16, 2, 80, 3, 3, 3, "Need attention"],
      ["B", 30, 1, 20, 1, 1, 1, "Lost"],
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

  test("numbers and logical values are customers too", () => {
    const result = call(column(7, true, "7", 7), column(1, 1, 1, 2), column(1, 1, 1, 1), 5);
    expect(result.slice(1).map((row) => row[0])).toEqual([7, "TRUE"]);
  });
});
