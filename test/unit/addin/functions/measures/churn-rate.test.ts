import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { churnRate } from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("CHURNRATE", () => {
  test("by hand, from numbers and from single cells", () => {
    expect(churnRate(200, 20)).toBe(0.1);
    expect(churnRate([[200]], [[20]])).toBe(0.1);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    expect(messageOf(() => churnRate(null, 20))).toBe("start is blank where a number belongs.");
    expect(messageOf(() => churnRate(200, null))).toBe("lost is blank where a number belongs.");
    expect(messageOf(() => churnRate("many", 20))).toBe('start is the text "many" where a number belongs.');
    expect(messageOf(() => churnRate(true, 20))).toContain("the logical value TRUE");
    expect(codeOf(() => churnRate(200, na))).toBe("#N/A");
    expect(codeOf(() => churnRate(Infinity, 20))).toBe("#NUM!");
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(() => churnRate(0, 20))).toBe("#DIV/0!");
    expect(messageOf(() => churnRate(0, 20))).toContain("start is 0");
    expect(messageOf(() => churnRate(-1, 20))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(() => churnRate(-1, 20))).toBe("期初值为-1，不能为负数。");
  });
});
