import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { cohorts, type COHORTPERIOD } from "../../../../../addin/functions/measures/purchases";
import { codeOf, column, div0, messageOf, omitted } from "./sheet";

afterEach(() => speak("en-US"));

const customers = column("A", "B", " A ", "A", null);
const dates = column("2024-01-01", 45292, 45306, 45306.5, null);
const call = (who: unknown[][], when: unknown[][], period: unknown = omitted) =>
  cohorts(who, when, period as COHORTPERIOD);

describe("COHORTS", () => {
  test("header and a row per cohort, to the letter; blank where the data do not reach", () => {
    expect(call(customers, dates, "week")).toEqual([
      ["Cohort", "Size", 0, 1, 2],
      ["2024-W01", 2, 1, 0, 0.5],
    ]);
    expect(call(column("A", "B", "A"), column("2024-01-05", "2024-02-05", "2024-02-07"))).toEqual([
      ["Cohort", "Size", 0, 1],
      ["2024-01", 1, 1, 1],
      ["2024-02", 1, 1, ""],
    ]);
    for (const period of ["quarter", "year", "month", null, ""]) {
      expect(call(customers, dates, period)[0]).toEqual(["Cohort", "Size", 0]);
    }
  });

  test("ranges that do not fit", () => {
    expect(messageOf(() => call(customers, dates.slice(1)))).toContain(
      "dates has 4 cells, but customers has 5",
    );
    expect(
      messageOf(() =>
        call(customers, [
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toContain("dates is 2×2");
  });

  test("headers, text, logical values and errors: the first bad row is named", () => {
    expect(call([["Customer"], ...customers], [["Date"], ...dates])).toEqual(call(customers, dates));
    expect(messageOf(() => call([[7], ...customers], [["Date"], ...dates]))).toContain(
      'Row 1 of dates holds a header ("Date"), but row 1 of customers does not',
    );
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

  test("periods that are none", () => {
    expect(messageOf(() => call(customers, dates, "decade"))).toContain(
      'Choose one of: "month", "quarter", "week", "year".',
    );
  });
});
