import { describe, expect, test } from "@jest/globals";
import { pane as enUS } from "../../../../addin/locales/en-US/pane";
import { pane as zhCN } from "../../../../addin/locales/zh-CN/pane";
import { dateText, textOf } from "../../../../addin/taskpane/shell/text";

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe("the texts of the pane", () => {
  test.each(Object.keys(enUS) as (keyof typeof enUS)[])("%s has the same places in both languages", (key) => {
    expect(zhCN[key]).toBeTruthy();
    // A singular may say "one" in words.
    if (!key.endsWith("One")) expect(places(zhCN[key])).toEqual(places(enUS[key]));
  });
  test("Chinese texts are Chinese", () => {
    const latin = Object.entries(zhCN).filter(([, text]) => !/\p{Script=Han}|^[：、]$/u.test(text));
    expect(latin).toEqual([]);
  });
  test("numbers are written as the language writes them, one in the singular", () => {
    expect(textOf("imported", { count: 12345 }, "en-US")).toBe("Imported 12,345 customers");
    expect(textOf("imported", { count: 1 }, "en-US")).toBe("Imported one customer");
  });
  test("what a user typed is never read as a place", () => {
    expect(textOf("added", { name: "{count}" }, "en-US")).toBe("Added {count}");
  });
  test("days do not slip with the time zone", () => {
    expect(dateText("2026-03-01", "en-US")).toBe("1 Mar 2026");
    expect(dateText("2026-03-01", "zh-CN")).toBe("2026年3月1日");
    expect(dateText("", "en-US")).toBe("");
  });
});
