// npm run import -- FILE [--into customers.db | --dry-run] …; --help says all.
// The pane's import for analysts, made in this process: no kernel, no build.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { importTypeScript } from "./import-typescript.mjs";
import { root } from "./root.mjs";

const program = join(root, "notebooks", "support", "import", "import-file.ts");

const help = `npm run import -- FILE [options]

  FILE                      a table of customers, of purchases or of answers to a survey: .xlsx, .csv or other
                            delimited text; purchases and answers go into tables of their own
  --into customers.db       the database to write to, made if there is none
  --dry-run                 write nothing, and say what would be
  --json                    print one object (with npm -s run import, nothing else is printed)
  --update                  update customers who are there already (by ID, e-mail or phone); else they are skipped
  --add                     add them again
  --map "Field=Header"      what a column is, =, its header; as often as wanted. A field is Name, Phone, …, "Perceived:
                            Price", Overall, Amount, "Purchase date", Outcome, Own (kept as it is) or Ignore
  --encoding NAME           utf-8, windows-1252, gb18030, big5, shift_jis, utf-16le, utf-16be, …
  --delimiter ";"           what separates the cells of a text: , ; | or tab
  --dates dmy|mdy|ymd       which comes first in dates such as 01/02/2026
  --decimal ,|.             the mark before decimals
  --region CN               country of phone numbers without a country code
  --header-row 3            the row that holds the headers; 0 where none does
  --sheet NAME              the sheet of a workbook
  --lang zh-CN              language of messages (en-US)
  --help                    this text

What the file leaves open is asked: nothing is written, the questions are printed with the options that answer them, and
the exit code is 3. 0: done; 1: an error.`;

const optionTypes = {
  into: { type: "string" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  update: { type: "boolean" },
  add: { type: "boolean" },
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

function readArguments(args) {
  try {
    return parseArgs({ args, options: optionTypes, allowPositionals: true });
  } catch (error) {
    throw new Error(`${error.message.split(". To ")[0].replace(/\.?$/, ".")} See npm run import -- --help`, {
      cause: error,
    });
  }
}

/** `Perceived: Price=Preis`: what a column is, then its header, which may hold an equals sign itself. */
function readMapping(pair) {
  const at = pair.indexOf("=");
  if (at < 1 || at === pair.length - 1) {
    throw new Error('--map wants a field and a header, as in --map "Name=Client"');
  }
  return { field: pair.slice(0, at).trim(), header: pair.slice(at + 1).trim() };
}

/** The one of some words that is given; undefined where none is. */
function chosen(name, given, form, example) {
  if (given === undefined || form.test(given)) return given;
  throw new Error(`--${name} ${given} cannot be read. Write it as in --${name} ${example}`);
}

function optionsOf(values) {
  const { json, update, add, into } = values;
  if (update && add) throw new Error("--update and --add exclude each other.");
  const headerRow = chosen("header-row", values["header-row"], /^\d{1,7}$/, "3");
  const delimiter = { tab: "\t", "\\t": "\t" }[values.delimiter] ?? values.delimiter;
  return {
    json,
    into: into === undefined ? undefined : resolve(into),
    dryRun: values["dry-run"] ?? false,
    whenKnown: update ? "update" : add ? "add" : "skip",
    map: (values.map ?? []).map(readMapping),
    encoding: values.encoding,
    delimiter: chosen("delimiter", delimiter, /^[^\p{L}\p{N}"'\r\n]$/u, '";"'),
    dates: chosen("dates", values.dates, /^(dmy|mdy|ymd)$/, "dmy"),
    decimal: chosen("decimal", values.decimal, /^[.,]$/, ","),
    region: chosen("region", values.region?.toUpperCase(), /^[A-Z]{2}$/, "CN"),
    headerRow: headerRow === undefined ? undefined : Number(headerRow),
    sheet: values.sheet,
    language: /^zh\b/i.test(values.lang ?? "") ? "zh-CN" : "en-US",
  };
}

export async function main(args) {
  const { values, positionals } = readArguments(args);
  if (values.help) return console.log(help);
  const options = optionsOf(values);
  const [file, ...others] = positionals;
  if (file === undefined) throw new Error("Which file? See npm run import -- --help");
  if (others.length > 0) throw new Error(`One file at a time; ${others.join(", ")} is too many.`);
  const importer = await importTypeScript(program);
  let result;
  try {
    if (!existsSync(file)) throw new Error(`${file} does not exist.`);
    result = await importer.importFile(resolve(file), options);
  } catch (error) {
    const message = importer.errorText(error, options.language).replace(/\s+/g, " ");
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ error: { kind: error.key ?? "other", message } })}\n`);
    }
    throw new Error(message, { cause: error });
  }
  process.stdout.write(
    options.json ? `${JSON.stringify(result)}\n` : `${importer.importedText(result, options.language)}\n`,
  );
  if (result.questions.length > 0 && !options.dryRun) process.exitCode = 3;
}
