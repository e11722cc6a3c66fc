import { speak } from "../../../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { summary, type TIMEUNIT } from "../../../../../addin/functions/measures/purchases";
import { codeOf, column, div0, messageOf, na, omitted } from "./sheet";

afterEach(() => speak("en-US"));

const customers = column("A", "B", " A ", "A", null);
const dates = column("2024-01-01", 45292, 45306, 45306.5, null);
const amounts = column(10, 20, 30, 40, null);
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

  test("units that are none", () => {
    expect(messageOf(() => call(customers, dates, amounts, 45320, "year"))).toContain(
      '"week", "day", "month"',
    );
  });
});
