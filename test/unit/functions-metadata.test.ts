import "../doubles/custom-functions";
import { associated } from "../doubles/custom-functions";
import { describe, expect, test } from "@jest/globals";
import { readFileSync, statSync } from "node:fs";
import { customers } from "../../core/locales/en-US/customers";
import { createContext, runInContext } from "node:vm";

interface Metadata {
  allowErrorForDataTypeAny: boolean;
  functions: {
    id: string;
    name: string;
    description: string;
    helpUrl: string;
    parameters: {
      name: string;
      description: string;
      type: string;
      dimensionality?: string;
      optional?: boolean;
      customEnumId?: string;
    }[];
    result: { dimensionality?: string };
  }[];
  enums: { id: string; values: { stringValue: string; tooltip: string }[] }[];
}

const english = JSON.parse(readFileSync("dist/functions.json", "utf8")) as Metadata;
const chinese = JSON.parse(readFileSync("dist/functions.zh-CN.json", "utf8")) as Metadata;
const script = readFileSync("dist/functions.js", "utf8");

describe("functions.js", () => {
  test("is a classic script that loads with no DOM and associates exactly the described functions", () => {
    const ids: string[] = [];
    const runtime = (globalThis as { CustomFunctions?: object }).CustomFunctions;
    // Nothing but what JavaScript itself has: no window, document, navigator, fetch, process, require
    const context = createContext({
      CustomFunctions: { ...runtime, associate: (id: string) => ids.push(id) },
    });
    runInContext(script, context);
    expect([...ids].sort()).toEqual(english.functions.map((each) => each.id).sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("answers in that bare runtime, errors included", () => {
    associated.clear();
    const runtime = (globalThis as { CustomFunctions?: object }).CustomFunctions;
    const context = createContext({ CustomFunctions: runtime, Array });
    runInContext(script, context);
    const needScore = associated.get("NEEDSCORE");
    expect(needScore?.([[10, 20, 30]], [[0.3, 0.4, 0.3]], null)).toEqual([[20]]);
    expect(() => needScore?.([[10, 20, 30]], [[1, 2]], null)).toThrow(
      expect.objectContaining({ code: "#VALUE!" }) as unknown as Error,
    );
  });

  test("gives no message that its build leaves out", () => {
    const left = Object.keys(customers).filter((key) => new RegExp(`["'\`]${key}["'\`]`).test(script));
    expect(left).toEqual([]);
    expect(script.includes(customers.stopped)).toBe(false);
  });

  test("stays under 200 kB", () => {
    expect(statSync("dist/functions.js").size).toBeLessThan(200_000);
  });
});

describe("functions.json", () => {
  test("lets errors in", () => expect(english.allowErrorForDataTypeAny).toBe(true));

  test.each(english.functions.map((each) => [each.id, each] as const))("%s is described", (id, each) => {
    expect(id).toMatch(/^[A-Z][A-Z0-9]{2,}$/);
    // never like a cell address, which Excel would read instead
    expect(id).not.toMatch(/^[A-Z]{1,3}[0-9]+$/);
    expect(each.description.length).toBeGreaterThan(20);
    expect(each.helpUrl).toBe(`https://localhost:3000/help.html#${id.toLowerCase()}`);
    for (const parameter of each.parameters) {
      expect([parameter.name, parameter.description.length > 5]).toEqual([parameter.name, true]);
      // an optional range would hide blanks as zeros; a case weight of either leaves the row out
      if (parameter.dimensionality === "matrix" && parameter.optional)
        expect(parameter.name).toMatch(/^(names|case_weights)$/);
    }
  });

  test("choices are enumerations", () => {
    const blanks = english.functions.find((each) => each.id === "NEEDSCORE")?.parameters[2];
    expect(blanks).toMatchObject({ name: "blanks", optional: true, customEnumId: "BLANKS" });
    const known = new Set(english.enums.map((each) => each.id));
    for (const each of english.functions) {
      for (const { customEnumId } of each.parameters) {
        if (customEnumId !== undefined) expect(known).toContain(customEnumId);
      }
    }
    expect(english.enums.map((each) => each.id).length).toBe(known.size);
  });
});

describe("functions.zh-CN.json", () => {
  test("has the same functions, parameters and choices", () => {
    const shape = (metadata: Metadata) =>
      metadata.functions.map((each) => [
        each.id,
        each.name,
        each.parameters.map(({ type, optional }) => [type, optional]),
      ]);
    expect(shape(chinese)).toEqual(shape(english));
    expect(chinese.enums.map((each) => each.values.map((value) => value.stringValue))).toEqual(
      english.enums.map((each) => each.values.map((value) => value.stringValue)),
    );
  });

  test.each(chinese.functions.map((each) => [each.id, each] as const))("%s reads in Chinese", (_id, each) => {
    const han = /[\u4e00-\u9fff]/;
    expect(each.description).toMatch(han);
    expect(each.helpUrl).toMatch(/help\.zh-CN\.html#/);
    const english_ = english.functions.find((other) => other.id === each.id);
    each.parameters.forEach((parameter, i) => {
      expect(parameter.description).toMatch(han);
      expect([
        parameter.name,
        parameter.name !== english_?.parameters[i].name || parameter.name.length <= 2,
      ]).toEqual([parameter.name, true]);
    });
    expect(new Set(each.parameters.map((parameter) => parameter.name)).size).toBe(each.parameters.length);
  });

  test.each(chinese.enums.flatMap((each) => each.values.map((value) => [each.id, value.tooltip])))(
    "%s: %s",
    (_id, tooltip) => expect(tooltip).toMatch(/[\u4e00-\u9fff]/),
  );
});
