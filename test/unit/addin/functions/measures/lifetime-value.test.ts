import { speak } from "../../../../custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { lifetimeValue } from "../../../../../addin/functions/measures/purchases";
import { summary } from "../../../../../core/measures";
import { cdnow, serialOf } from "../../../core/measures/cdnow";
import { codeOf, column, div0, messageIn, messageOf, na, omitted, shown } from "./sheet";

afterEach(() => speak("en-US"));

// 300 of the CDNOW customers: a dozen made-up ones would have no maximum.
const data = cdnow();
const calibration = summary(data.customers, data.dates, data.amounts, serialOf("1997-09-30"));
const [f, r, t] = [calibration.frequency, calibration.recency, calibration.age].map((each) => [
  ...each.slice(0, 300),
]);
// CDNOW has purchases of 0 dollars, which the model refuses.
const v = f.map((x, i) => (x > 0 ? calibration.monetary[i] || 1 : 0));
const call = (
  x: unknown[][],
  last: unknown[][],
  age: unknown[][],
  value: unknown[][],
  ahead: unknown = 10,
  rate: unknown = omitted,
) => lifetimeValue(x, last, age, value, ahead, rate as number);

describe("LIFETIMEVALUE", () => {
  test("a value per customer; a discount rate lowers it", () => {
    const result = call(column(...f), column(...r), column(...t), column(...v));
    const discounted = call(column(...f), column(...r), column(...t), column(...v), 10, 0.01);
    result.forEach(([each], i) => {
      expect(each).toBeGreaterThan(0);
      expect(discounted[i][0]).toBeLessThan(each);
    });
  });

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

  test("too little data", () => {
    const nobody = column(0, 0);
    expect(codeOf(() => call(nobody, nobody, column(5, 6), nobody))).toBe("#N/A");
    expect(messageOf(() => call(nobody, nobody, column(5, 6), nobody))).toContain(
      "No customer has a repeat purchase",
    );
    expect(
      messageOf(() => call(column(2, 2, 2), column(9, 9, 9), column(9, 9, 9), column(1, 2, 3))),
    ).toContain("The likelihood has no maximum");
  });

  test("a mean value is needed where there are repeat purchases, and must be above 0", () => {
    const result = call(
      column(...f, 0, 2, 2),
      column(...r, 0, 3, 3),
      column(...t, 9, 9, 9),
      column(...v, null, null, 0),
    );
    expect(shown(result.slice(300))).toEqual(column(expect.any(Number), "#N/A", "#VALUE!"));
    expect(messageIn(result, 303)).toContain(
      "monetary: row 303 is 0. The mean value of repeat purchases must be above 0.",
    );
  });

  test("discount rates that cannot be meant", () => {
    const at = (rate: unknown) => () =>
      call(column(...f), column(...r), column(...t), column(...v), 10, rate);
    expect(messageOf(at(-1))).toContain("Give a rate above −1");
    expect(messageOf(at("high"))).toContain('discount_rate is the text "high"');
  });

  test("the horizon: a blank is no zero, nothing below 0", () => {
    const at = (ahead: unknown) => () => call(column(...f), column(...r), column(...t), column(...v), ahead);
    expect(messageOf(at(null))).toBe("horizon is blank where a number belongs.");
    expect(messageOf(at("ten"))).toContain('horizon is the text "ten"');
    expect(messageOf(at(-1))).toContain("The time ahead cannot be negative");
    expect(codeOf(at(na))).toBe("#N/A");
  });
});
