import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@crm-functions/core";

// The "add a function" list of CONTRIBUTING.md: each step that can be forgotten is looked for here.

const { functions } = JSON.parse(readFileSync("dist/functions.json", "utf8")) as {
  functions: { id: string }[];
};

function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

const twins = new Map(Object.keys(core).map((name) => [name.toLowerCase(), name]));
const coreTests = textOf("test/unit/core");
const wrapperTests = textOf("test/unit/addin/functions");

describe("every function of Excel", () => {
  test.each(functions.map((each) => each.id))("%s has a twin in the core, with a test", (id) => {
    const twin = twins.get(id.toLowerCase());
    expect([id, typeof twin]).toEqual([id, "string"]);
    expect([id, new RegExp(`\\b${twin}\\b`).test(coreTests)]).toEqual([id, true]);
  });

  test.each(functions.map((each) => each.id))("%s has a test of its wrapper", (id) => {
    const twin = twins.get(id.toLowerCase());
    expect([id, new RegExp(`\\b(${id}|${twin})\\b`).test(wrapperTests)]).toEqual([id, true]);
  });

  test.each(functions.map((each) => each.id))("%s has a section in both references", (id) => {
    for (const page of ["docs/functions.md", "docs/functions.zh-CN.md"]) {
      expect(readFileSync(page, "utf8")).toContain(`\n## ${id}\n`);
    }
  });
});

describe("messages", () => {
  test("exist in both languages, with the same places to fill in", () => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    const folder = "core/locales";
    for (const family of readdirSync(`${folder}/en-US`).filter((each) => !/index|arguments/.test(each))) {
      const texts = (language: string) =>
        [
          ...readFileSync(`${folder}/${language}/${family}`, "utf8").matchAll(
            /^\s+(\w+):\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/gm,
          ),
        ].map((each) => [each[1], each[2] ?? each[3]]);
      const english = new Map(texts("en-US") as [string, string][]);
      const chinese = new Map(texts("zh-CN") as [string, string][]);
      expect([family, [...chinese.keys()].sort()]).toEqual([family, [...english.keys()].sort()]);
      for (const [key, text] of english) {
        expect([family, key, places(chinese.get(key) ?? "")]).toEqual([family, key, places(text)]);
      }
    }
  });
});
