import { execFileSync } from "node:child_process";

/**
 * Runs a piece of an ES module in Node itself and gives back what it hands to `done`: jest loads CommonJS only, and
 * our scripts and Microsoft's manifest reader are ES modules.
 */
export function nodeScript<Result>(source: string): Result {
  const output = execFileSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `const done = (value) => process.stdout.write("\\u0000" + JSON.stringify(value));\n${source}`,
    ],
    { encoding: "utf8", maxBuffer: 1 << 26, timeout: 120_000 },
  );
  return JSON.parse(output.slice(output.indexOf("\u0000") + 1)) as Result;
}
