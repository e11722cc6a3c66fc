import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@crm-functions/core";
import { argumentNames as english } from "../../core/locales/en-US";
import { argumentNames as chinese } from "../../core/locales/zh-CN";
import { nodeScript } from "../node-script";

// The "add a function" list of CONTRIBUTING.md: each step that can be forgotten is looked for here, under its number. The
// functions are read from the sources, so that neither a missing build nor an old one hides what was forgotten.

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

/** Each `@customfunction`: its name in Excel and in its file, its JSDoc and its parameters. */
const functions = filesOf("addin/functions")
  .flatMap((text) => [
    ...text.matchAll(
      /\/\*\*((?:(?!\*\/)[^])*@customfunction (\w+)(?:(?!\*\/)[^])*)\*\/\s*export function (\w+)\(([^)]*)\)/g,
    ),
  ])
  .map(([, jsdoc, id, wrapper, list]) => ({
    id,
    wrapper,
    jsdoc,
    parameters: [...list.matchAll(/(\w+)\??:/g)].map((each) => each[1]),
  }));

const twins = new Map(Object.keys(core).map((name) => [name.toLowerCase(), name]));
const coreTests = filesOf("test/unit/core");
const wrapperTests = filesOf("test/unit/addin/functions");

/** Whether a file takes `name` from a folder of ours, alone or with the whole file; to mention it is not enough. */
const takes = (name: string, folder: string) => {
  const alone = new RegExp(`^import \\{[^}]*\\b${name}\\b[^}]*\\} from "[^"]*\\b${folder}\\b`, "m");
  const whole = new RegExp(`^import \\* as (\\w+) from "[^"]*\\b${folder}\\b[^]*\\b\\1\\.${name}\\b`, "m");
  return (text: string) => alone.test(text) || whole.test(text);
};

const inReference = nodeScript<Record<string, { result?: object; errors?: object; examples?: unknown[] }>>(`
  import { referenceTexts } from "./scripts/reference.mjs";
  done(await referenceTexts());
`);
const inChinese = filesOf("addin/locales/zh-CN/functions").flatMap((text) =>
  [...text.matchAll(/^ {2}([A-Z][A-Z0-9]+): (?:\{\s+description:|score\()/gm)].map(([, id]) => id),
);
const examples = filesOf("addin/playground/examples").join();

test("every @customfunction is looked at", () => {
  const tags = filesOf("addin/functions").flatMap((text) => text.match(/@customfunction \w+/g) ?? []);
  expect(functions.map(({ id }) => `@customfunction ${id}`)).toEqual(tags);
});

describe.each(functions)("$id", ({ id, wrapper, jsdoc, parameters }) => {
  const twin = twins.get(id.toLowerCase());

  test("1: core/index.ts exports a twin of it", () => expect([id, twin]).toEqual([id, expect.any(String)]));

  test("2: a test in test/unit/core imports this twin", () => {
    expect([id, coreTests.some(takes(twin ?? id, "core"))]).toEqual([id, true]);
  });

  test("3: messages can name its arguments: core/locales/en-US/arguments.ts, zh-CN/arguments.ts", () => {
    for (const name of parameters) {
      // `new` is a reserved word
      const argument = name === "new_customers" ? "new" : name;
      expect([argument, english[argument]]).toEqual([argument, argument]);
      expect([argument, chinese[argument]]).toEqual([argument, expect.stringMatching(/[\u4e00-\u9fff]/)]);
    }
  });

  test("4: the JSDoc describes each parameter", () => {
    const described = [...jsdoc.matchAll(/@param \{[^}]+\} \[?(\w+)\]? \S/g)].map((each) => each[1]);
    expect([id, described]).toEqual([id, parameters]);
  });

  test("4: the description says what a blank in a range does", () => {
    // `blanks` says it where that is a choice; AHPCONSISTENCY takes the matrix that AHPWEIGHTS describes
    const saidElsewhere = /@param .* \[?blanks\b/.test(jsdoc) || id === "AHPCONSISTENCY";
    if (saidElsewhere || !/@param \{any\[\]\[\]\}/.test(jsdoc)) return;
    expect(jsdoc.split("@customfunction")[0]).toMatch(/\bblank/i);
  });

  test("5: a test in test/unit/addin/functions imports the wrapper and speaks Chinese", () => {
    const its = wrapperTests.filter(takes(wrapper, "addin/functions"));
    expect([id, its.length > 0]).toEqual([id, true]);
    // what the tests of several functions share stands in a file of cases
    const inBothLanguages = its.some((text) => /speak\("zh-CN"\)|-cases"/.test(text));
    expect([id, "in Chinese", inBothLanguages]).toEqual([id, "in Chinese", true]);
  });

  test("6: addin/locales/zh-CN/functions describes it", () => expect(inChinese).toContain(id));

  test("7: docs/reference has result and errors in both languages, and an example", () => {
    const { result, errors, examples: shown = [] } = inReference[id] ?? {};
    const both = { "en-US": expect.anything(), "zh-CN": expect.anything() };
    expect({ id, result, errors }).toMatchObject({ id, result: both, errors: both });
    expect([id, shown.length > 0]).toEqual([id, true]);
  });

  test("7: it has a section in docs/functions.md and docs/functions.zh-CN.md, which the build writes", () => {
    for (const page of ["docs/functions.md", "docs/functions.zh-CN.md"]) {
      const sections = [...readFileSync(page, "utf8").matchAll(/^## (\w+)$/gm)].map((each) => each[1]);
      expect([page, sections]).toEqual([page, expect.arrayContaining([id])]);
    }
  });

  test("8: a workbook of addin/playground/examples shows it", () => {
    // SCORE is the same as the others under another name
    expect([id, id === "SCORE" || examples.includes(`CRM.${id}(`)]).toEqual([id, true]);
  });
});

test("4: every function that is described has a wrapper with @customfunction", () => {
  const ids = functions.map((each) => each.id);
  const withoutWrapper = [...new Set([...inChinese, ...Object.keys(inReference)])].filter(
    (id) => !ids.includes(id),
  );
  expect(withoutWrapper).toEqual([]);
});

describe("3: messages", () => {
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
