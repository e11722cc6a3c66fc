import { describe, expect, test } from "@jest/globals";
import { lifetimeValue } from "../../../../../addin/functions/measures/purchases";
import { f, horizonCases, r, repeatPurchaseCases, t, v } from "./repeat-purchase-cases";
import { column, messageIn, messageOf, omitted, shown } from "./sheet";

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

  repeatPurchaseCases(call);

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

  horizonCases((ahead) => call(column(...f), column(...r), column(...t), column(...v), ahead));
});
