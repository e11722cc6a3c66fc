import { expect, test } from "@jest/globals";
import { differenceText, numberText, percentText } from "../../../../core/charts/number-text";

test.each([
  [-1234.56, 1, "−1,234.6"],
  [1234567, 0, "1,234,567"],
  [999, 0, "999"],
  [-0.004, 2, "0.00"],
  [0.5, 2, "0.50"],
  [NaN, 0, "–"],
  [Infinity, 1, "–"],
])("%p with %p decimals is %s", (value, digits, text) => expect(numberText(value, digits)).toBe(text));

test("a difference shows its sign, unless it is rounded away", () => {
  expect([0.25, -0.25, 0, 0.04].map((value) => differenceText(value, 1))).toEqual([
    "+0.3",
    "−0.3",
    "0.0",
    "0.0",
  ]);
});

test("shares in percent", () => {
  expect([0.62, 0.125, NaN].map((share) => percentText(share))).toEqual(["62%", "13%", "–"]);
  expect(percentText(-0.0625, 2)).toBe("−6.25%");
});
