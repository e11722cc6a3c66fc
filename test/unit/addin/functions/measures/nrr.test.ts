import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { nrr } from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("NRR", () => {
  test("by hand, from numbers and from single cells", () => {
    expect(nrr(1000, 200, 50, 50)).toBe(1.1);
    expect(nrr([[1000]], [[200]], [[50]], [[50]])).toBe(1.1);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    expect(messageOf(() => nrr(null, 200, 50, 50))).toBe("start is blank where a number belongs.");
    expect(messageOf(() => nrr(1000, null, 50, 50))).toBe("expansion is blank where a number belongs.");
    expect(messageOf(() => nrr(1000, 200, null, 50))).toBe("contraction is blank where a number belongs.");
    expect(messageOf(() => nrr(1000, 200, 50, null))).toBe("churn is blank where a number belongs.");
    expect(messageOf(() => nrr("many", 200, 50, 50))).toBe(
      'start is the text "many" where a number belongs.',
    );
    expect(messageOf(() => nrr(true, 200, 50, 50))).toContain("the logical value TRUE");
    expect(codeOf(() => nrr(1000, 200, 50, na))).toBe("#N/A");
    expect(codeOf(() => nrr(Infinity, 200, 50, 50))).toBe("#NUM!");
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(() => nrr(0, 200, 50, 50))).toBe("#DIV/0!");
    expect(messageOf(() => nrr(0, 200, 50, 50))).toContain("start is 0");
    expect(messageOf(() => nrr(-1, 200, 50, 50))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(() => nrr(-1, 200, 50, 50))).toBe("期初值为-1，不能为负数。");
  });
});
