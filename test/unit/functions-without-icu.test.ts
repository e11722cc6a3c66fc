import "../doubles/custom-functions";
import { associated } from "../doubles/custom-functions";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { nodeScript } from "../node-script";

/*
 * The engine in which Excel on Windows calculates outside the shared runtime is V8 built without ICU: `\p{…}` in a
 * regular expression is a syntax error there, `Intl` is missing and `normalize` does nothing.
 */

const script = readFileSync("dist/functions.js", "utf8");
const ids = (
  JSON.parse(readFileSync("dist/functions.json", "utf8")) as {
    functions: { id: string; parameters: unknown[] }[];
  }
).functions;

function load(scope: Record<string, unknown> = {}): void {
  associated.clear();
  const { CustomFunctions } = globalThis as { CustomFunctions?: object };
  const context = createContext({ CustomFunctions, ...scope });
  runInContext(
    `delete globalThis.Intl;
     String.prototype.normalize = function () { return String(this); };
     for (const name of ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"]) delete String.prototype[name];
     for (const each of [Number, Date, BigInt]) delete each.prototype.toLocaleString;
     globalThis.RegExp = new Proxy(RegExp, { construct(target, args) {
       if (/\\\\p\\{/i.test(String(args[0]))) throw new SyntaxError("Invalid property name");
       return new target(...args);
     } });`,
    context,
  );
  runInContext(script, context);
}

beforeEach(() => load());

const call = (id: string, ...args: unknown[]): unknown => associated.get(id)?.(...args);

describe("functions.js in an engine without ICU", () => {
  test("has nothing that such an engine refuses to read", () => {
    expect(script).not.toMatch(/\\p\{/i);
    expect(script).not.toMatch(/\(\?<[=!]/);
    expect(script).not.toMatch(/\bIntl\b/);
  });

  test("associates every function", () => {
    expect([...associated.keys()].sort()).toEqual(ids.map((each) => each.id).sort());
  });

  test("gives what each example of the reference says", () => {
    const texts = nodeScript<Record<string, { examples: { args: unknown[]; result: unknown[][] }[] }>>(`
      import { referenceTexts } from "./scripts/reference.mjs";
      done(await referenceTexts());
    `);
    const written = (cell: unknown): unknown =>
      typeof cell === "number"
        ? Number(cell.toPrecision(10))
        : typeof cell === "object" && cell !== null
          ? ((cell as { code?: string; error?: string }).code ?? (cell as { error?: string }).error)
          : cell;
    for (const { id, parameters } of ids) {
      expect([id, texts[id].examples.length > 0]).toEqual([id, true]);
      for (const { args, result } of texts[id].examples) {
        const cells = call(id, ...parameters.map((_, i) => args[i] ?? null));
        const rows = (Array.isArray(cells) ? cells : [[cells]]) as unknown[][];
        expect([id, rows.map((row) => row.map(written))]).toEqual([
          id,
          result.map((row) => row.map(written)),
        ]);
      }
    }
  });

  test("DUPLICATES still sees accents and full width", () => {
    const names = [["José García"], ["Jose Garcia"], ["ＡＢＣ"], ["ABC"], ["王芳女士"], ["王　芳"], ["Zoë"]];
    const none = names.map(() => [""]);
    expect(call("DUPLICATES", names, none, none)).toEqual([[1], [1], [2], [2], [3], [3], [""]]);
    const phones = [["（０２１）５５５ ０１０１"], ["021 555 0101"]];
    const mails = [["ａｎｎ＠ｅｘａｍｐｌｅ．ｏｒｇ"], ["ann@example.org"]];
    expect(call("DUPLICATES", [[""], [""]], phones, [[""], [""]])).toEqual([[1], [1]]);
    expect(call("DUPLICATES", [[""], [""]], [[""], [""]], mails)).toEqual([[1], [1]]);
  });

  test.each([
    ["Excel's", { Office: { context: { displayLanguage: "zh-CN" } } }, /[\u4e00-\u9fff]/],
    ["the browser's", { navigator: { language: "zh-Hans-CN" } }, /[\u4e00-\u9fff]/],
    ["no known", {}, /^[^\u4e00-\u9fff]+$/],
  ])("messages are in %s language", (_whose, scope, pattern) => {
    load(scope);
    expect(() => call("NEEDSCORE", [[1, 2, 3]], [[1, 2]], null)).toThrow(
      expect.objectContaining({
        code: "#VALUE!",
        message: expect.stringMatching(pattern) as unknown,
      }) as unknown as Error,
    );
  });
});
