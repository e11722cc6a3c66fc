import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { purchases } from "../../../../../addin/functions/measures/purchases";
import { f, r, repeatPurchaseCases, t } from "./repeat-purchase-cases";
import { codeOf, column, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("PURCHASES", () => {
  test("expected purchases per customer, in the shape of the range", () => {
    const result = purchases(column(...f), column(...r), column(...t), 10);
    result.forEach(([each]) => expect(each).toBeGreaterThan(0));
    expect(purchases([f], [r], [t], [[10]])).toEqual([result.map(([each]) => each)]);
  });

  repeatPurchaseCases((x, last, age) => purchases(x, last, age, 10));

  test("the horizon: a blank is no zero, nothing below 0", () => {
    const at = (ahead: unknown) => () => purchases(column(...f), column(...r), column(...t), ahead);
    expect(messageOf(at(null))).toBe("horizon is blank where a number belongs.");
    expect(messageOf(at("ten"))).toContain('horizon is the text "ten"');
    expect(messageOf(at(-1))).toContain("The time ahead cannot be negative");
    expect(codeOf(at(na))).toBe("#N/A");
  });
});
