import { expect, test } from "@jest/globals";
import { summary } from "../../../../../core/measures";
import { speak } from "../../../../doubles/custom-functions";
import { cdnow, serialOf } from "../../../core/measures/cdnow";
import { codeOf, column, div0, messageIn, messageOf, na, shown } from "./sheet";

// 300 of the CDNOW customers: a dozen made-up ones would have no maximum.
const data = cdnow();
const calibration = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
export const [f, r, t] = [calibration.frequency, calibration.recency, calibration.age].map((each) => [
  ...each.slice(0, 300),
]);
// CDNOW has purchases of 0 dollars, which the model of spending refuses.
export const v = f.map((x, i) => (x > 0 ? calibration.monetary[i] || 1 : 0));

/** What every function with a number per customer, by a model of repeat purchases, does with what is no such customer. */
export function repeatPurchaseCases(
  call: (
    frequency: unknown[][],
    recency: unknown[][],
    age: unknown[][],
    monetary: unknown[][],
  ) => unknown[][],
): void {
  test("ranges that do not fit", () => {
    expect(messageOf(() => call(column(...f), column(...r, 1), column(...t), column(...v)))).toContain(
      "recency has 301 cells, but frequency has 300",
    );
  });

  test("blanks, text, errors and broken rules spoil their row only, each with its own message", () => {
    const result = call(
      column(...f, "many", null, 1.5, 0, 1, div0, -1, null),
      column(...r, 1, null, 1, 3, 99, 1, 0, null),
      column(...t, 2, 2, 2, 9, 10, 2, 2, null),
      column(...v, 5, null, 5, 5, 5, 5, 5, null),
    );
    expect(result).toHaveLength(308);
    expect(shown(result.slice(300))).toEqual(
      column("#VALUE!", "#N/A", "#VALUE!", "#VALUE!", "#VALUE!", "#DIV/0!", "#VALUE!", ""),
    );
    expect(messageIn(result, 301)).toContain('frequency: row 301, column 1 is the text "many"');
    expect(messageIn(result, 302)).toContain("frequency: row 302 is blank");
    expect(messageIn(result, 303)).toContain("a whole number from 0 up");
    expect(messageIn(result, 304)).toContain("without a repeat purchase the recency is 0");
    expect(messageIn(result, 305)).toContain("recency: row 305 is 99, outside 0 to the age 10");
    const clean = call(column(...f), column(...r), column(...t), column(...v));
    expect(result.slice(0, 300)).toEqual(clean);
    speak("zh-CN");
    expect(
      messageIn(call(column(...f, 1.5), column(...r, 1), column(...t, 2), column(...v, 5)), 301),
    ).toContain("重复购买次数应为不小于 0 的整数");
  });

  test("whole columns with their headers; a blank in the last row of one is a blank there", () => {
    const head = (title: string, numbers: readonly number[], last: unknown): unknown[][] =>
      column(title, ...numbers, last, null);
    const plain = call(column(...f), column(...r), column(...t), column(...v));
    const [label, ...rest] = call(
      head("Frequency", f, 1),
      head("Recency", r, 2),
      head("Age", t, "n/a"),
      head("Value", v, 5),
    );
    expect(label).toEqual([expect.stringMatching(/^(Purchases|Alive|Lifetime value)$/)]);
    expect(shown(rest)).toEqual([...plain, ["#N/A"], [""]]);
  });

  test("too little data", () => {
    const nobody = column(0, 0);
    expect(codeOf(() => call(nobody, nobody, column(5, 6), nobody))).toBe("#N/A");
    expect(messageOf(() => call(nobody, nobody, column(5, 6), nobody))).toContain(
      "No customer has a repeat purchase",
    );
    expect(
      messageOf(() => call(column(1, 2, 0), column(0, 0, 0), column(0, 0, 0), column(1, 2, 0))),
    ).toContain("The purchase model cannot be fitted");
  });
}

/** What every function of a time ahead does with what is no such time. */
export function horizonCases(call: (ahead: unknown) => unknown): void {
  const at = (ahead: unknown) => () => call(ahead);
  test("the horizon: a blank is no zero, nothing below 0", () => {
    expect(messageOf(at(null))).toBe("horizon is blank where a number belongs.");
    expect(messageOf(at("ten"))).toContain('horizon is the text "ten"');
    expect(messageOf(at(-1))).toContain("The time ahead cannot be negative");
    expect(codeOf(at(na))).toBe("#N/A");
  });
}
