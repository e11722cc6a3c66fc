// The report about the customers of a workbook or CSV file, made in this process: no kernel, no build.
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { importTypeScript } from "./import-typescript.mjs";
import { root } from "./root.mjs";

const program = join(root, "notebooks", "support", "report", "report-file.ts");

/**
 * @param {string | undefined} file the sample if not given
 * @param {{ language: "en-US" | "zh-CN", asOf: string, region?: string, dates?: string, decimal?: string,
 *   map?: Record<string, string>, out: string, json?: boolean }} options `out`: a folder, or the page's own `.html`
 * @returns {Promise<string>} the report as JSON with `json`, otherwise the path of the page
 * @throws {Error} whose message explains the problem in the language
 */
export async function reportOfFile(file, { out, json = false, ...options }) {
  const report = await importTypeScript(program);
  let made;
  try {
    made = await report.reportOfFile(file, options);
  } catch (error) {
    throw new Error(report.errorText(error, options.language).replace(/\s+/g, " "), { cause: error });
  }
  if (json) return JSON.stringify(made);
  const name = file === undefined ? "sample" : basename(file, extname(file));
  const page = /\.html?$/i.test(out) ? resolve(out) : join(resolve(out), `${name}.html`);
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, report.pageOf(made));
  return page;
}
