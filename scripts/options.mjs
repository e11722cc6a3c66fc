import { parseArgs } from "node:util";

/**
 * Reads `--name value`, `--name=value` and `--flag` from a command line.
 * @param {string[]} args
 * @param {{ values?: string[], flags?: string[] }} known
 * @returns {Record<string, string | boolean>}
 */
export function readOptions(args, { values = [], flags = [] }) {
  const options = Object.fromEntries([
    ...values.map((name) => [name, { type: "string" }]),
    ...flags.map((name) => [name, { type: "boolean" }]),
  ]);
  try {
    return { ...parseArgs({ args, options, allowPositionals: true }).values };
  } catch (error) {
    const known = [...values.map((each) => `--${each} …`), ...flags.map((each) => `--${each}`)];
    throw new Error(`${error.message.split(". ")[0]}. Known: ${known.join(", ") || "none"}`);
  }
}
