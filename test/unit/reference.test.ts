import { associated } from "../doubles/custom-functions";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { nodeScript } from "../node-script";

interface Example {
  args: unknown[];
  result: unknown[][];
}

const metadata = JSON.parse(readFileSync("dist/functions.json", "utf8")) as {
  functions: { id: string; parameters: { name: string }[] }[];
};

const { pages, texts, formulas } = nodeScript<{
  pages: Record<string, string>;
  texts: Record<string, { examples: Example[] }>;
  formulas: Record<string, string[]>;
}>(`
  import { exampleFormula, reference, referenceTexts } from "./scripts/reference.mjs";
  const texts = await referenceTexts();
  const formulas = {};
  for (const [id, { examples }] of Object.entries(texts)) {
    formulas[id] = examples.map(({ args }) => exampleFormula(id, args));
  }
  done({ pages: await reference(), texts, formulas });
`);

beforeAll(() => {
  associated.clear();
  const { CustomFunctions } = globalThis as { CustomFunctions?: object };
  runInContext(readFileSync("dist/functions.js", "utf8"), createContext({ CustomFunctions }));
});

/** As the reference writes it: an error cell is `{ error: "#N/A" }`, a number is given to 10 digits. */
function written(cell: unknown): unknown {
  if (typeof cell === "number") return Number(cell.toPrecision(10));
  return typeof cell === "object" && cell !== null ? { error: (cell as { code?: string }).code } : cell;
}

describe("the examples of the reference", () => {
  test("each function has one, and each gives what the page says", () => {
    for (const { id, parameters } of metadata.functions) {
      const { examples } = texts[id];
      expect([id, examples.length > 0]).toEqual([id, true]);
      for (const [i, { args, result }] of examples.entries()) {
        const formula = formulas[id][i];
        const filled = parameters.map((_, j) => args[j] ?? null);
        const cells = associated.get(id)?.(...filled) as unknown;
        const rows = Array.isArray(cells) ? (cells as unknown[][]) : [[cells]];
        expect([formula, rows.map((row) => row.map(written))]).toEqual([
          formula,
          result.map((row) =>
            row.map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(10)) : cell)),
          ),
        ]);
      }
    }
  });
});

describe("the reference pages", () => {
  test("a Chinese reader finds no English word in a formula but names", () => {
    const formulas = pages["functions.zh-CN.md"].match(/^\*\*公式:\*\* .*$/gm) ?? [];
    expect(formulas.length).toBeGreaterThan(30);
    const words = formulas.flatMap((formula) => formula.match(/[a-z]{3,}/gi) ?? []);
    expect(words.filter((word) => !["LMG", "McFadden"].includes(word))).toEqual([]);
  });

  test("are those of the metadata", () => {
    for (const [file, markdown] of Object.entries(pages)) {
      expect([file, readFileSync(`docs/${file}`, "utf8") === markdown]).toEqual([file, true]);
    }
  });

  test.each([
    ["help.html", "functions.json"],
    ["help.zh-CN.html", "functions.zh-CN.json"],
  ])("%s has the section that each help address of %s names", (page, json) => {
    const html = readFileSync(`dist/${page}`, "utf8");
    const { functions } = JSON.parse(readFileSync(`dist/${json}`, "utf8")) as {
      functions: { helpUrl: string }[];
    };
    for (const { helpUrl } of functions) {
      const url = new URL(helpUrl);
      expect(url.pathname).toBe(`/${page}`);
      expect(html).toContain(`<h2 id="${url.hash.slice(1)}">`);
    }
  });

  test.each(["help.html", "help.zh-CN.html"])(
    "links in %s lead somewhere, and nothing comes from elsewhere",
    (page) => {
      const html = readFileSync(`dist/${page}`, "utf8");
      for (const [, target] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
        const [file, anchor] = target.split("#");
        if (/^https:\/\/(doi\.org|www\.itl\.nist\.gov)/.test(target)) continue;
        expect([target, existsSync(`dist/${file === "" ? page : file}`)]).toEqual([target, true]);
        if (anchor !== undefined) {
          expect(readFileSync(`dist/${file === "" ? page : file}`, "utf8")).toContain(`id="${anchor}"`);
        }
      }
      expect(html).not.toContain("<script");
    },
  );
});
