// npm run import -- FILE [--into customers.db | --dry-run] …; --help lists all options.
// The pane's import for analysts, run in this process: no kernel, no build.
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { optionsOfFile, readArguments } from "./file-options.mjs";
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
  update: { type: "boolean" },
  add: { type: "boolean" },
};

function optionsOf(values) {
  const { update, add, into } = values;
  if (update && add) throw new Error("--update and --add exclude each other.");
  return {
    ...optionsOfFile(values),
    into: into === undefined ? undefined : resolve(into),
    dryRun: values["dry-run"] ?? false,
    whenKnown: update ? "update" : add ? "add" : "skip",
  };
}

function readCommand(args) {
  const { values, positionals } = readArguments("import", args, optionTypes);
  if (values.help) return undefined;
  const [file, ...others] = positionals;
  if (file === undefined) throw new Error("Which file? See npm run import -- --help");
  if (others.length > 0) throw new Error(`One file at a time; ${others.join(", ")} is too many.`);
  if (!existsSync(file)) throw new Error(`${file} does not exist.`);
  if (statSync(file).isDirectory()) throw new Error(`${file} is a folder. Name a file in it.`);
  return { file: resolve(file), options: optionsOf(values) };
}

export async function main(args) {
  const command = readCommand(args);
  if (command === undefined) return console.log(help);
  const { file, options } = command;
  const importer = await importTypeScript(program);
  const result = await importer.importFile(file, options).catch((error) => {
    throw new Error(importer.errorText(error, options.language).replace(/\s+/g, " "), { cause: error });
  });
  process.stdout.write(
    options.json ? `${JSON.stringify(result)}\n` : `${importer.importedText(result, options.language)}\n`,
  );
  if (result.questions.length > 0 && !options.dryRun) process.exitCode = 3;
}
