import { speak } from "../../../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { rfm } from "../../../../../addin/functions/measures/purchases";
import { codeOf, column, div0, messageOf, na, omitted } from "./sheet";

afterEach(() => speak("en-US"));

const customers = column("A", "B", " A ", "A", null);
const dates = column("2024-01-01", 45292, 45306, 45306.5, null);
const amounts = column(10, 20, 30, 40, null);
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

  test("ranges that do not fit", () => {
    expect(messageOf(() => call(customers, dates.slice(1), amounts))).toContain(
      "dates has 4 cells, but customers has 5",
    );
    expect(
      messageOf(() =>
        call(
          customers,
          [
            [1, 2],
            [3, 4],
          ],
          amounts,
        ),
      ),
    ).toContain("dates is 2×2");
  });

  test("headers, text, logical values and errors: the first bad row is named", () => {
    expect(messageOf(() => call(customers, column("Date", 45292, 45306, 45306, null), amounts))).toContain(
      "dates: row 1 holds text: take the headers out of the range.",
    );
    expect(
      messageOf(() => call(customers, column(45292, "5 January", 45306, 45306, null), amounts)),
    ).toContain('dates: row 2, column 1 is the text "5 January", not a date');
    expect(messageOf(() => call(customers, column(45292, 45292, -1, 45306, null), amounts))).toContain(
      "row 3, column 1 is -1",
    );
    expect(messageOf(() => call(customers, column(45292, 45292, true, 45306, null), amounts))).toContain(
      "row 3",
    );
    expect(codeOf(() => call(customers, column(45292, div0, 45306, 45306, null), amounts))).toBe("#DIV/0!");
    speak("zh-CN");
    expect(
      messageOf(() => call(customers, column(45292, "2024-02-30", 45306, 45306, null), amounts)),
    ).toContain("日期");
  });

  test("nothing complete is an error", () => {
    expect(messageOf(() => call(customers, column(null, null, "", null, null), amounts))).toContain(
      "no complete purchases",
    );
  });

  test("amounts: text and errors name their row, a blank leaves the purchase out", () => {
    expect(messageOf(() => call(customers, dates, column("Amount", 1, 2, 3, null)))).toContain(
      "amounts: row 1 holds text",
    );
    expect(messageOf(() => call(customers, dates, column(1, "2", 2, 3, null)))).toContain(
      'amounts: row 2, column 1 is the text "2"',
    );
    expect(codeOf(() => call(customers, dates, column(1, na, 2, 3, null)))).toBe("#N/A");
    expect(codeOf(() => call(column("A", na, "A", "A", null), dates, amounts))).toBe("#N/A");
    expect(call(customers, dates, column(1, null, 2, 3, null))).toHaveLength(2);
  });

  test("as_of has to be a date", () => {
    expect(messageOf(() => call(customers, dates, amounts, null))).toBe("as_of is blank. Give a date.");
    expect(messageOf(() => call(customers, dates, amounts, "today"))).toContain(
      'the text "today", not a date',
    );
    expect(codeOf(() => call(customers, dates, amounts, na))).toBe("#N/A");
    expect(messageOf(() => call(customers, dates, amounts, 40000))).toContain("no complete purchases");
  });

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
    expect(result.slice(1).map((row) => row[0])).toEqual([7, "TRUE", "7"]);
  });
});
