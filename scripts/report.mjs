// npm run report -- [workbook.xlsx | table.csv | notebook.ipynb …]; --help lists all options.
// For a workbook, the report as one page, made in this process; notebooks run on the tslab kernel, without Python, and
// are written with their outputs and as HTML.
import { existsSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, extname, join, relative, resolve } from "node:path";
import { chosen, optionsOfFile, readArguments } from "./file-options.mjs";
import { kernelCommand } from "./kernelspec.mjs";
import { reportOfFile } from "./report-of-file.mjs";
import { root } from "./root.mjs";

const folder = join(root, "notebooks");

/**
 * @param {{ notebook: string, parameters: Record<string, string | number | boolean>, out: string, language: "en-US" | "zh-CN",
 *   html: boolean }} options
 * @returns {Promise<{ notebook: string, html?: string }>} the files written
 */
async function runReport({ notebook, parameters, out, language, html }) {
  const report = createRequire(import.meta.url)(join(folder, "support", "dist", "cjs", "report.js"));
  const name = basename(notebook, ".ipynb");
  const source = report.translateNotebook(report.readNotebook(notebook), language);
  if (report.hasParameter(source, "language")) parameters = { ...parameters, language };
  await mkdir(out, { recursive: true });
  const files = {
    notebook: join(out, `${name}.ipynb`),
    html: html ? join(out, `${name}.html`) : undefined,
  };
  if (resolve(files.notebook) === resolve(notebook)) {
    throw new Error(
      "The output folder is the notebook's own: the run would overwrite it. Choose another --out.",
    );
  }
  const write = async (executed) => {
    report.writeNotebook(files.notebook, executed);
    if (files.html === undefined) return;
    const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(
      new Date(),
    );
    await writeFile(files.html, report.htmlReport(executed, { language, date }));
  };
  try {
    const executed = await report.executeNotebook(report.withParameters(source, parameters), {
      command: kernelCommand,
      folder,
      onCell: ({ cell, cells, seconds, firstLine, failed }) =>
        console.log(
          `[${String(cell).padStart(String(cells).length)}/${cells}] ${seconds.toFixed(1).padStart(5)} s  ` +
            `${failed ? "FAILED  " : ""}${firstLine.slice(0, 80)}`,
        ),
    });
    await write(executed);
    return files;
  } catch (error) {
    if (!(error instanceof report.CellFailed)) throw error;
    await write(error.notebook);
    const code = error.source
      .split("\n")
      .map((line) => `    ${line}`)
      .join("\n");
    throw new Error(`Cell ${error.cell} of ${name} failed:\n${code}\n\n${error.message}`);
  }
}

const help = `npm run report -- [FILE …] [options]

  FILE                      a workbook (.xlsx) or a table of customers (.csv): its report as one page of HTML;
                            a notebook (.ipynb): run, and written with its outputs and as HTML.
                            Without a file the sample.
  --json                    print the report as JSON (with npm -s run report, nothing else is printed)
  --map "Perceived: Price=Price"
                            what a column is, =, its header; as often as wanted
  --lang zh-CN              language of the report (en-US)
  --dates dmy|mdy|ymd       which comes first in dates such as 01/02/2026
  --decimal ,               the mark before decimals in a CSV file (.)
  --region CN               country of phone numbers without a country code
  --sheet NAME, --header-row 3, --encoding NAME, --delimiter ";"
                            where the table stands and how a text is written, where it is not found out rightly
  --as-of 2026-01-31        the day on which days are counted (today)
  --out FOLDER|PAGE.html    where the result goes (reports)
  --set NAME=VALUE          a parameter of a notebook, as often as wanted
  --no-html, --no-build     of a notebook: without HTML, without building again
  --help                    this text`;

const optionTypes = {
  set: { type: "string", multiple: true },
  "as-of": { type: "string" },
  out: { type: "string" },
  "no-html": { type: "boolean" },
  "no-build": { type: "boolean" },
};

/** `customers=20000`: numbers, true and false are parsed, anything else is text. */
function readParameter(pair) {
  const [, name, text] = /^([A-Za-z_$][\w$]*)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined) {
    throw new Error("--set wants a parameter and its value, as in --set customers=20000");
  }
  // Notebooks run in their own folder, but a file is given relative to the current one.
  if (/file$/i.test(name) && text !== "" && existsSync(resolve(text))) return [name, resolve(text)];
  if (text === "true" || text === "false") return [name, text === "true"];
  return [name, text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text];
}

/** The path of a file: as given, otherwise among the notebooks. */
function pathOf(file) {
  const path = [resolve(file), join(folder, file), join(folder, `${file}.ipynb`)].find((each) =>
    existsSync(each),
  );
  if (path === undefined) throw new Error(`${file} does not exist.`);
  if (statSync(path).isDirectory()) throw new Error(`${file} is a folder. Name a file in it.`);
  return path;
}

export async function main(args) {
  const { values, positionals } = readArguments("report", args, optionTypes);
  if (values.help) return console.log(help);
  const out = values.out ?? "reports";
  const paths = positionals.map(pathOf);
  if (values.json && paths.length > 1) throw new Error("--json prints the report of one file.");
  const notebooks = paths.filter((path) => extname(path) === ".ipynb");
  if (values.json && notebooks.length > 0) throw new Error("--json is for workbooks and CSV files.");
  const asOf = chosen("as-of", values["as-of"], /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, "2026-01-31");
  const file = optionsOfFile(values);
  const { language } = file;
  const map = Object.fromEntries(file.map.map(({ field, header }) => [field, header]));
  const options = { ...file, map, out, asOf: asOf ?? new Date().toLocaleDateString("sv-SE") };
  const parameters = Object.fromEntries((values.set ?? []).map(readParameter));
  const files = paths.filter((path) => extname(path) !== ".ipynb");
  for (const file of paths.length === 0 ? [undefined] : files) {
    console.log(values.json ? await reportOfFile(file, options) : `→ ${await reportOfFile(file, options)}`);
  }
  if (notebooks.length === 0) return;
  // The compiler is loaded for notebooks only; the report of a file does not need it.
  if (!values["no-build"]) await (await import("./build-for-notebooks.mjs")).buildForNotebooks();
  for (const notebook of notebooks) {
    console.log(relative(root, notebook));
    const written = await runReport({
      notebook,
      parameters,
      out: resolve(out),
      language,
      html: !values["no-html"],
    });
    for (const file of Object.values(written)) if (file !== undefined) console.log(`  → ${file}`);
  }
}
