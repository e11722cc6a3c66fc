import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@crm-functions/core";
import { argumentNames } from "../../core/locales/zh-CN";
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
const takes = (name: string, folder: string, flags = "m") => {
  const alone = new RegExp(`^import \\{[^}]*\\b${name}\\b[^}]*\\} from "[^"]*\\b${folder}\\b`, flags);
  const whole = new RegExp(`^import \\* as (\\w+) from "[^"]*\\b${folder}\\b[^]*\\b\\1\\.${name}\\b`, flags);
  return (text: string) => alone.test(text) || whole.test(text);
};

/** What docs/reference says; and the pages as the build would write them now, none where it would stop. */
const { inReference, pages } = nodeScript<{
  inReference: Record<string, { result?: object; errors?: object; examples?: unknown[] }>;
  pages: Record<string, string>;
}>(`
  import { reference, referenceTexts } from "./scripts/reference.mjs";
  done({ inReference: await referenceTexts(), pages: await reference().catch(() => ({})) });
`);
/** The sections of a page by their functions. */
const sectionsOf = (page: string): Record<string, string> =>
  Object.fromEntries(page.split(/^(?=## )/m).map((text) => [/^## (\w+)$/m.exec(text)?.[1], text]));

/** What stands in Chinese of a function; `score(` makes those that are alike. */
const inChinese = new Map(
  filesOf("addin/locales/zh-CN/functions").flatMap((text) =>
    [...text.matchAll(/^ {2}([A-Z][A-Z0-9]+): (\{\s+description:[^]*?^ {2}\}|score\()/gm)].map(
      ([, id, its]) => [id, its] as const,
    ),
  ),
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
    // Without a twin (step 1) its spelling is not known.
    const isTaken = twin === undefined ? takes(id, "core", "mi") : takes(twin, "core");
    expect([id, coreTests.some(isTaken)]).toEqual([id, true]);
  });

  test("3: Chinese messages can name its arguments: core/locales/zh-CN/arguments.ts", () => {
    for (const name of parameters) {
      // `new` is a reserved word
      const argument = name === "new_customers" ? "new" : name;
      expect([argument, argumentNames[argument]]).toEqual([
        argument,
        expect.stringMatching(/[\u4e00-\u9fff]/),
      ]);
    }
  });

  test("4: the JSDoc describes each parameter", () => {
    const described = [...jsdoc.matchAll(/@param \{[^}]+\} \[?(\w+)\]? \S/g)].map((each) => each[1]);
    expect([id, described]).toEqual([id, parameters]);
  });

  test("5: a test in test/unit/addin/functions imports the wrapper and speaks Chinese", () => {
    const its = wrapperTests.filter(takes(wrapper, "addin/functions"));
    expect([id, its.length > 0]).toEqual([id, true]);
    // what the tests of several functions share stands in a file of cases
    const inBothLanguages = its.some((text) => /speak\("zh-CN"\)|-cases"/.test(text));
    expect([id, "in Chinese", inBothLanguages]).toEqual([id, "in Chinese", true]);
  });

  test("6: addin/locales/zh-CN/functions describes it", () => expect([...inChinese.keys()]).toContain(id));

  test("7: docs/reference has result and errors in both languages, and an example", () => {
    const { result, errors, examples: shown = [] } = inReference[id] ?? {};
    const both = { "en-US": expect.anything(), "zh-CN": expect.anything() };
    expect({ id, result, errors }).toMatchObject({ id, result: both, errors: both });
    expect([id, shown.length > 0]).toEqual([id, true]);
  });

  test("7: docs/functions.md and docs/functions.zh-CN.md have its section as the build writes it now", () => {
    for (const page of ["functions.md", "functions.zh-CN.md"]) {
      const written = sectionsOf(readFileSync(join("docs", page), "utf8"));
      const wanted = sectionsOf(pages[page] ?? "")[id] ?? expect.stringContaining(id);
      expect({ page, section: written[id] }).toEqual({ page, section: wanted });
    }
  });

  test("8: a workbook of addin/playground/examples shows it", () => {
    // SCORE is the same as the others under another name
    expect([id, id === "SCORE" || examples.includes(`CRM.${id}(`)]).toEqual([id, true]);
  });
});

// AHPCONSISTENCY takes the matrix that AHPWEIGHTS describes.
const ofRanges = functions.filter(
  ({ id, jsdoc }) => /@param \{any\[\]\[\]\}/.test(jsdoc) && id !== "AHPCONSISTENCY",
);

test.each(ofRanges)("4: $id says what counts as missing in a range, and what becomes of it", ({ jsdoc }) => {
  expect(jsdoc).toMatch(
    /\bn\/a, -[^.]*(?:are left out|gives #N\/A|has no part|is none|is filled|are not filled|: see blanks)/,
  );
});

test.each(ofRanges)("6: $id says in Chinese what counts as missing in a range", ({ id }) => {
  expect(inChinese.get(id) ?? "").toMatch(/n\/a|^score\(/);
});

test("4: every function that is described has a wrapper with @customfunction", () => {
  const ids = functions.map((each) => each.id);
  const withoutWrapper = [...new Set([...inChinese.keys(), ...Object.keys(inReference)])].filter(
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
