import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { grr } from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("GRR", () => {
  test("by hand, from numbers and from single cells", () => {
    expect(grr(1000, 50, 50)).toBe(0.9);
    expect(grr([[1000]], [[50]], [[50]])).toBe(0.9);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    expect(messageOf(() => grr(null, 50, 50))).toBe("start is blank where a number belongs.");
    expect(messageOf(() => grr(1000, null, 50))).toBe("contraction is blank where a number belongs.");
    expect(messageOf(() => grr(1000, 50, null))).toBe("churn is blank where a number belongs.");
    expect(messageOf(() => grr("many", 50, 50))).toBe('start is the text "many" where a number belongs.');
    expect(messageOf(() => grr(true, 50, 50))).toContain("the logical value TRUE");
    expect(codeOf(() => grr(1000, 50, na))).toBe("#N/A");
    expect(codeOf(() => grr(Infinity, 50, 50))).toBe("#NUM!");
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(() => grr(0, 50, 50))).toBe("#DIV/0!");
    expect(messageOf(() => grr(0, 50, 50))).toContain("start is 0");
    expect(messageOf(() => grr(-1, 50, 50))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(() => grr(-1, 50, 50))).toBe("期初值为-1，不能为负数。");
  });
});
