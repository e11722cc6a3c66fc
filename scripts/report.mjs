// npm run report -- [workbook.xlsx | notebook.ipynb …] [--out folder] [--lang zh-CN] [--no-html] [--set name=value …]
// Runs notebooks on the tslab kernel, without Python, and writes them with their outputs and as HTML.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, extname, join, relative, resolve } from "node:path";
import { buildForNotebooks } from "./build-for-notebooks.mjs";
import { kernelCommand } from "./kernelspec.mjs";
import { readOptions } from "./options.mjs";
import { root } from "./root.mjs";

const folder = join(root, "notebooks");

/**
 * @param {{ notebook: string, parameters?: Record<string, string | number | boolean>, out: string, language?: "en-US" | "zh-CN",
 *   html?: boolean, say?: (line: string) => void }} options
 * @returns {Promise<{ notebook: string, html?: string }>} the files written
 */
export async function runReport({
  notebook,
  parameters = {},
  out,
  language = "en-US",
  html = true,
  say = console.log,
}) {
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
        say(
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

/** What is to be run: notebooks as they are, workbooks through the report of all six analyses. */
function jobsOf(files) {
  if (files.length === 0) return [{ notebook: join(folder, "05-report.ipynb"), parameters: {} }];
  return files.map((file) => {
    const path = [resolve(file), join(folder, file), join(folder, `${file}.ipynb`)].find((each) =>
      existsSync(each),
    );
    if (path === undefined) throw new Error(`${file} does not exist.`);
    if (extname(path) === ".ipynb") return { notebook: path, parameters: {} };
    return { notebook: join(folder, "05-report.ipynb"), parameters: { workbookFile: path } };
  });
}

/** `--set customers=20000`, as often as wanted: numbers, true and false are such, anything else is text. */
function readParameters(args) {
  const parameters = {};
  const rest = [];
  for (let i = 0; i < args.length; i++) {
    const given = args[i] === "--set" ? args[++i] : /^--set=(.*)$/s.exec(args[i])?.[1];
    if (given === undefined && !/^--set\b/.test(args[i] ?? "--set")) {
      rest.push(args[i]);
      continue;
    }
    const pair = /^([A-Za-z_$][\w$]*)=(.*)$/s.exec(given ?? "");
    if (pair === null) throw new Error("--set wants a parameter and its value, as in --set customers=20000");
    const [, name, text] = pair;
    parameters[name] =
      text === "true" || text === "false"
        ? text === "true"
        : text.trim() !== "" && Number.isFinite(Number(text))
          ? Number(text)
          : text;
  }
  return { parameters, rest };
}

export async function main(args) {
  const { parameters, rest: others } = readParameters(args);
  const { options, rest = [] } = readOptions(others, {
    values: ["out", "lang"],
    flags: ["no-html", "no-build"],
  });
  const language = /^zh\b/i.test(options.lang ?? "") ? "zh-CN" : "en-US";
  const jobs = jobsOf(rest);
  if (!options["no-build"]) await buildForNotebooks();
  const out = resolve(options.out ?? "reports");
  for (const job of jobs) {
    console.log(relative(root, job.notebook));
    const files = await runReport({
      ...job,
      parameters: { ...job.parameters, ...parameters },
      out,
      language,
      html: !options["no-html"],
    });
    for (const file of Object.values(files)) if (file !== undefined) console.log(`  → ${file}`);
  }
}
