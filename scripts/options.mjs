/**
 * Reads `--name value`, `--name=value` and `--flag` from a command line.
 * @param {string[]} args
 * @param {{ values?: string[], flags?: string[] }} known
 * @returns {{ options: Record<string, string | boolean>, rest: string[] }}
 */
export function readOptions(args, { values = [], flags = [] }) {
  const options = {};
  const rest = [];
  for (let i = 0; i < args.length; i++) {
    const match = /^--([\w-]+)(?:=(.*))?$/s.exec(args[i]);
    if (match === null) {
      rest.push(args[i]);
      continue;
    }
    const [, name, given] = match;
    if (flags.includes(name)) options[name] = true;
    else if (values.includes(name)) {
      const value = given ?? args[++i];
      if (value === undefined) throw new Error(`--${name} needs a value`);
      options[name] = value;
    } else {
      const all = [...values.map((each) => `--${each} …`), ...flags.map((each) => `--${each}`)];
      throw new Error(`Unknown option --${name}. Known: ${all.join(", ") || "none"}`);
    }
  }
  return { options, rest };
}
