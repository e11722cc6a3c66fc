import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { cac } from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("CAC", () => {
  test("by hand, from numbers and from single cells", () => {
    expect(cac(5000, 25)).toBe(200);
    expect(cac([[5000]], [[25]])).toBe(200);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    expect(messageOf(() => cac(null, 25))).toBe("cost is blank where a number belongs.");
    expect(messageOf(() => cac(5000, null))).toBe("customers is blank where a number belongs.");
    expect(messageOf(() => cac("many", 25))).toBe('cost is the text "many" where a number belongs.');
    expect(messageOf(() => cac(true, 25))).toContain("the logical value TRUE");
    expect(codeOf(() => cac(5000, na))).toBe("#N/A");
    expect(codeOf(() => cac(Infinity, 25))).toBe("#NUM!");
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(() => cac(5000, 0))).toBe("#DIV/0!");
    expect(messageOf(() => cac(5000, 0))).toContain("customers is 0");
    expect(messageOf(() => cac(5000, -1))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(() => cac(5000, -1))).toBe("客户为-1，不能为负数。");
  });
});
