import { speak } from "../../../../doubles/custom-functions";
import { afterEach, describe, expect, test } from "@jest/globals";
import { retentionRate } from "../../../../../addin/functions/measures/revenue";
import { codeOf, messageOf, na } from "./sheet";

afterEach(() => speak("en-US"));

describe("RETENTIONRATE", () => {
  test("by hand, from numbers and from single cells", () => {
    expect(retentionRate(200, 210, 30)).toBe(0.9);
    expect(retentionRate([[200]], [[210]], [[30]])).toBe(0.9);
  });

  test("a blank is no zero; text, logical values and errors are no numbers", () => {
    expect(messageOf(() => retentionRate(null, 210, 30))).toBe("start is blank where a number belongs.");
    expect(messageOf(() => retentionRate(200, null, 30))).toBe("end is blank where a number belongs.");
    expect(messageOf(() => retentionRate(200, 210, null))).toBe("new is blank where a number belongs.");
    expect(messageOf(() => retentionRate("many", 210, 30))).toBe(
      'start is the text "many" where a number belongs.',
    );
    expect(messageOf(() => retentionRate(true, 210, 30))).toContain("the logical value TRUE");
    expect(codeOf(() => retentionRate(200, 210, na))).toBe("#N/A");
    expect(codeOf(() => retentionRate(Infinity, 210, 30))).toBe("#NUM!");
  });

  test("a divisor of 0 is #DIV/0!, a negative one is named, in both languages", () => {
    expect(codeOf(() => retentionRate(0, 210, 30))).toBe("#DIV/0!");
    expect(messageOf(() => retentionRate(0, 210, 30))).toContain("start is 0");
    expect(messageOf(() => retentionRate(-1, 210, 30))).toContain("It cannot be negative");
    speak("zh-CN");
    expect(messageOf(() => retentionRate(-1, 210, 30))).toBe("期初值为-1，不能为负数。");
  });
});
