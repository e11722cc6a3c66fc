import { describe, expect, test } from "@jest/globals";
import { completeness, standsForNone } from "@crm-functions/core";

describe("words for none", () => {
  test.each(["n/a", "N/A", " none ", "None", "-", "–", "?", "无", "不适用", "未知\t"])("%p is one", (text) =>
    expect(standsForNone(text)).toBe(true),
  );
  test.each(["", " ", "na", "--", "no", "nobody", "0", "无锡"])("%p is none", (text) =>
    expect(standsForNone(text)).toBe(false),
  );
  test("a cell that holds one is not filled", () => {
    expect([...completeness([["Ann", "n/a", "-", "Bob"]])]).toEqual([0.5]);
  });
});
