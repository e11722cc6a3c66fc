// Options of npm run report and npm run import for how a file is read.
import { parseArgs } from "node:util";

/** Options for how a file is read; `optionsOfFile` interprets them. */
const ofFile = {
  json: { type: "boolean" },
  map: { type: "string", multiple: true },
  encoding: { type: "string" },
  delimiter: { type: "string" },
  dates: { type: "string" },
  decimal: { type: "string" },
  region: { type: "string" },
  "header-row": { type: "string" },
  sheet: { type: "string" },
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
};

/** Parses a command line with these and more options. @throws Error that mentions the help of the command */
export function readArguments(command, args, more) {
  try {
    return parseArgs({ args, options: { ...ofFile, ...more }, allowPositionals: true });
  } catch (error) {
    const message = error.message.split(". To ")[0].replace(/\.?$/, ".");
    throw new Error(`${message} See npm run ${command} -- --help`, { cause: error });
  }
}

/** The value of an option if it has the right form; undefined if not given. @throws Error with an example */
export function chosen(name, given, form, example) {
  if (given === undefined || form.test(given)) return given;
  throw new Error(`--${name} ${given} cannot be read. Write it as in --${name} ${example}`);
}

/** `Perceived: Price=Preis`: the meaning of a column, then its header, which may itself contain an equals sign. */
function readMapping(pair) {
  const at = pair.indexOf("=");
  if (at < 1 || at === pair.length - 1) {
    throw new Error('--map wants what a column is and its header, as in --map "Perceived: Price=Price"');
  }
  return { field: pair.slice(0, at).trim(), header: pair.slice(at + 1).trim() };
}

const orders = { "day-first": "dmy", "month-first": "mdy", "year-first": "ymd" };

/** How a file is read, in the form of `proposeImport`. */
export function optionsOfFile(values) {
  const headerRow = chosen("header-row", values["header-row"], /^\d{1,7}$/, "3");
  const delimiter = { tab: "\t", "\\t": "\t" }[values.delimiter] ?? values.delimiter;
  return {
    json: values.json,
    map: (values.map ?? []).map(readMapping),
    encoding: values.encoding,
    delimiter: chosen("delimiter", delimiter, /^[^\p{L}\p{N}"'\r\n]$/u, '";"'),
    dates: chosen("dates", orders[values.dates] ?? values.dates, /^(dmy|mdy|ymd)$/, "dmy"),
    decimal: chosen("decimal", values.decimal, /^[.,]$/, ","),
    region: chosen("region", values.region?.toUpperCase(), /^[A-Z]{2}$/, "CN"),
    headerRow: headerRow === undefined ? undefined : Number(headerRow),
    sheet: values.sheet,
    language: /^zh\b/i.test(values.lang ?? "") ? "zh-CN" : "en-US",
  };
}
