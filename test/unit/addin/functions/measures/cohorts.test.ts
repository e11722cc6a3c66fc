import { describe, expect, test } from "@jest/globals";
import { cohorts, type COHORTPERIOD } from "../../../../../addin/functions/measures/purchases";
import { customers, dates, purchaseRowCases } from "./purchase-table-cases";
import { column, messageOf, omitted } from "./sheet";

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

  purchaseRowCases((who, when) => call(who, when));

  test("headers over both ranges, and over one of them only", () => {
    expect(call([["Customer"], ...customers], [["Date"], ...dates])).toEqual(call(customers, dates));
    expect(messageOf(() => call([[7], ...customers], [["Date"], ...dates]))).toContain(
      'Row 1 of dates holds a header ("Date"), but row 1 of customers does not',
    );
  });

  test("periods that are none", () => {
    expect(messageOf(() => call(customers, dates, "decade"))).toContain(
      'Choose one of: "month", "quarter", "week", "year".',
    );
  });
});
