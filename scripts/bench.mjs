// npm run bench [-- area …]: speed compared with peers, measured in the same run. Areas: test/bench/<area>.bench.mjs
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";

const folder = join(root, "test", "bench");

/**
 * Prints a Markdown table.
 * @param {string} title
 * @param {string[]} columns
 * @param {(string | number)[][]} rows
 */
function table(title, columns, rows) {
  const cells = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, j) => Math.max(3, ...cells.map((row) => (row[j] ?? "").length)));
  const line = (row) => `| ${row.map((cell, j) => cell.padEnd(widths[j])).join(" | ")} |`;
  console.log(`\n### ${title}\n`);
  console.log(line(cells[0]));
  console.log(line(widths.map((width) => "-".repeat(width))));
  for (const row of cells.slice(1)) console.log(line(row));
}

export async function main(args) {
  const { buildAll } = await import("./build.mjs");
  if (
    !existsSync(join(root, "core", "dist", "cjs", "index.js")) ||
    !existsSync(join(root, "dist", "functions.js"))
  ) {
    await buildAll();
  }
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const [{ model }] = cpus();
  console.log(
    `CRM Functions ${version}, Node ${process.version}, ${cpus().length} × ${model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}`,
  );
  const areas = (await readdir(folder)).filter((each) => each.endsWith(".bench.mjs")).sort();
  const wanted = args.length === 0 ? areas : areas.filter((each) => args.some((arg) => each.startsWith(arg)));
  if (wanted.length === 0) {
    throw new Error(
      `No such area. There are: ${areas.map((each) => each.replace(".bench.mjs", "")).join(", ")}`,
    );
  }
  for (const area of wanted) {
    const { run } = await import(pathToFileURL(join(folder, area)).href);
    await run({ table, root });
  }
}
