import { expect, test } from "@jest/globals";
import { speak } from "../../../../doubles/custom-functions";
import { codeOf, column, div0, messageOf, na } from "./sheet";

/** Three purchases of two customers, one of them twice on a day, and a blank row at the end. */
export const customers = column("A", "B", " A ", "A", null);
export const dates = column("2024-01-01", 45292, 45306, 45306.5, null);
export const amounts = column(10, 20, 30, 40, null);

/** What every function over customers and dates of purchases does with what is no purchase. */
export function purchaseRowCases(call: (who: unknown[][], when: unknown[][]) => unknown[][]): void {
  test("ranges that do not fit", () => {
    expect(messageOf(() => call(customers, dates.slice(1)))).toContain(
      "dates has 4 cells, but customers has 5",
    );
    const square = dates.slice(0, 2).map((row) => [...row, ...row]);
    expect(messageOf(() => call(customers, square))).toContain("dates is 2×2");
  });

  test("text, logical values and errors: the first bad row is named", () => {
    expect(messageOf(() => call(customers, column(45292, "5 January", 45306, 45306, null)))).toContain(
      'dates: row 2, column 1 is the text "5 January", not a date',
    );
    expect(messageOf(() => call(customers, column(45292, 45292, -1, 45306, null)))).toContain(
      "row 3, column 1 is -1",
    );
    expect(messageOf(() => call(customers, column(45292, 45292, true, 45306, null)))).toContain("row 3");
    expect(codeOf(() => call(customers, column(45292, div0, 45306, 45306, null)))).toBe("#DIV/0!");
    speak("zh-CN");
    expect(messageOf(() => call(customers, column(45292, "2024-02-30", 45306, 45306, null)))).toContain(
      "日期",
    );
  });

  test("nothing complete is an error", () => {
    expect(messageOf(() => call(customers, column(null, null, "", null, null)))).toContain(
      "no complete purchases",
    );
  });
}

/** The same of a function that takes amounts too, and what it does with these. */
export function purchaseTableCases(
  call: (who: unknown[][], when: unknown[][], what: unknown[][], asOf?: unknown) => unknown[][],
): void {
  purchaseRowCases((who, when) => call(who, when, amounts));

  test("a header over some of the ranges only", () => {
    expect(messageOf(() => call(customers, column("Date", 45292, 45306, 45306, null), amounts))).toContain(
      'Row 1 of dates holds a header ("Date"), but row 1 of amounts does not',
    );
  });

  test("amounts: text and errors name their row, a blank leaves the purchase out", () => {
    expect(messageOf(() => call(customers, dates, column("Amount", 1, 2, 3, null)))).toContain(
      'Row 1 of amounts holds a header ("Amount"), but row 1 of dates does not',
    );
    expect(messageOf(() => call(customers, dates, column(1, "2", 2, 3, null)))).toContain(
      'amounts: row 2, column 1 is the text "2", a number stored as text',
    );
    expect(codeOf(() => call(customers, dates, column(1, na, 2, 3, null)))).toBe("#N/A");
    expect(codeOf(() => call(column("A", na, "A", "A", null), dates, amounts))).toBe("#N/A");
    expect(call(customers, dates, column(1, null, 2, 3, null))).toHaveLength(2);
  });

  test("a blank in the last row of one range is a blank in that row", () => {
    const filled = call(column("A", "B"), column(45000, 45001), column(5, 6), 45010);
    for (const none of [null, "", "n/a", " - "]) {
      const who = column("A", "B", "C");
      const when = column(45000, 45001, 45002);
      expect(call(who, when, column(5, 6, none), 45010)).toEqual(filled);
      expect(call(who, column(45000, 45001, none), column(5, 6, 7), 45010)).toEqual(filled);
      expect(call(column("A", "B", none), when, column(5, 6, 7), 45010)).toEqual(filled);
    }
  });

  test("whole columns with their headers", () => {
    const rest = column(null, null, "");
    expect(
      call(
        [["Customer"], ...customers, ...rest],
        [["Date"], ...dates, ...rest],
        [["Amount"], ...amounts, ...rest],
        "2024-01-31 09:30",
      ),
    ).toEqual(call(customers, dates, amounts, "2024-01-31"));
  });

  test("the number 1001 and the text 1001 are one customer, shown as first met", () => {
    const result = call(column(1001, "1001", " 1001 ", "7 "), column(1, 2, 3, 4), column(1, 1, 1, 1), 5);
    expect(result.slice(1).map((row) => row[0])).toEqual([1001, "7"]);
  });

  test("as_of has to be a date", () => {
    expect(messageOf(() => call(customers, dates, amounts, null))).toBe("as_of is blank. Give a date.");
    expect(messageOf(() => call(customers, dates, amounts, "today"))).toContain(
      'the text "today", not a date',
    );
    expect(codeOf(() => call(customers, dates, amounts, na))).toBe("#N/A");
    expect(messageOf(() => call(customers, dates, amounts, 40000))).toContain("no complete purchases");
  });
}
