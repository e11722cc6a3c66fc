import { readdirSync, readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import * as core from "@crm-functions/core";

// Examples in docstrings: `code; // => result`, the result as Node prints it.
const files = ["core", "addin"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/node_modules|dist/.test(file))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
);
const examples = files.flatMap((file) =>
  Array.from(
    readFileSync(file, "utf8").matchAll(/^ \* +(.+?);? \/\/ => (.+)$/gm),
    ([, code, result]): [string, string, string] => [file, code, result],
  ),
);

test("there are examples to run", () => {
  expect(examples.length).toBeGreaterThan(30);
});

describe("the examples in docstrings say what the code does", () => {
  test.each(examples)("%s: %s // => %s", (file, code, result) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const own = require(`../../${file}`) as object;
    const found: unknown = runInNewContext(`(${code})`, { ...core, ...own, Float64Array, Uint32Array });
    const expected: unknown = runInNewContext(
      `(${result.replace(/^(Float64|Uint32)Array (\[.*\])$/, "$1Array.from($2)")})`,
      {
        Float64Array,
        Uint32Array,
      },
    );
    // Plain data from another context: compared by what they hold.
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
    expect(plain(found)).toEqual(plain(expected));
  });
});
