import { expect, test } from "@jest/globals";
import { compareTexts } from "@crm-functions/core";

const inOrder = (...texts: string[]) => [...texts].sort(compareTexts);

// The order of dictionaries: pinyin of 现代汉语词典; letters as in the Latin alphabet.
test("Chinese by pinyin, characters read together too: 重庆 is Chóngqìng, 重量 zhòngliàng", () => {
  expect(inOrder("张伟", "李娜", "重量", "号", "重庆", "王芳")).toEqual([
    "重庆",
    "号",
    "李娜",
    "王芳",
    "张伟",
    "重量",
  ]);
});

test("case and accents do not count", () => {
  expect(compareTexts("Müller", "MULLER")).toBe(0);
  expect(inOrder("Ébène", "eagle", "Zoe", "Eve")).toEqual(["eagle", "Ébène", "Eve", "Zoe"]);
});

test("numbers by their value, however long", () => {
  const long = "9".repeat(150);
  expect(inOrder(`No ${long}1`, `No ${long}`, "No 10", "No 9")).toEqual([
    "No 9",
    "No 10",
    `No ${long}`,
    `No ${long}1`,
  ]);
});
