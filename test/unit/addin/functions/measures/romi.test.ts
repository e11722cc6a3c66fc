import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { romi } from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("ROMI", () => {
  test("by hand, from numbers and from single cells", () => {
    expect(romi(15000, 10000)).toBe(0.5);
    expect(romi([[15000]], [[10000]])).toBe(0.5);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    expect(messageOf(() => romi(null, 10000))).toBe("gain is blank where a number belongs.");
    expect(messageOf(() => romi(15000, null))).toBe("cost is blank where a number belongs.");
    expect(messageOf(() => romi("many", 10000))).toBe('gain is the text "many" where a number belongs.');
    expect(messageOf(() => romi(true, 10000))).toContain("the logical value TRUE");
    expect(codeOf(() => romi(15000, na))).toBe("#N/A");
    expect(codeOf(() => romi(Infinity, 10000))).toBe("#NUM!");
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(() => romi(15000, 0))).toBe("#DIV/0!");
    expect(messageOf(() => romi(15000, 0))).toContain("cost is 0");
    expect(messageOf(() => romi(15000, -1))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(() => romi(15000, -1))).toBe("费用为-1，不能为负数。");
  });
});
