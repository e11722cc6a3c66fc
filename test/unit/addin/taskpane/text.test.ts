import { describe, expect, test } from "@jest/globals";
import { pane as enUS } from "../../../../addin/locales/en-US/pane";
import { pane as zhCN } from "../../../../addin/locales/zh-CN/pane";
import { dateText, textOf } from "../../../../addin/taskpane/shell/text";

/** A singular may say "one" in words, and Chinese has none where it says the same. */
const keys = (Object.keys(enUS) as (keyof typeof enUS)[]).filter((key) => !key.endsWith("One"));
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe("the texts of the pane", () => {
  test.each(keys)("%s has the same places in both languages", (key) => {
    const [english, chinese] = [enUS, zhCN].map((texts: Record<string, string>) => texts[key]);
    expect(chinese).toBeTruthy();
    expect(places(chinese)).toEqual(places(english));
  });
  test("Chinese texts are Chinese", () => {
    const latin = Object.entries(zhCN).filter(([, text]) => !/\p{Script=Han}|^[：、]$/u.test(text));
    expect(latin).toEqual([]);
  });
  test("numbers are written as the language writes them, one in the singular", () => {
    expect(textOf("imported", { count: 12345 }, "en-US")).toBe("Imported 12,345 customers");
    expect(textOf("imported", { count: 1 }, "en-US")).toBe("Imported one customer");
    expect(textOf("imported", { count: 1 }, "zh-CN")).toBe("已导入 1 位客户");
    expect(textOf("daysAgo", { count: 1 }, "zh-CN")).toBe("昨天");
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
