// Builds the task pane: taskpane.js (the pane with its Excel entry) and taskpane.html.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { officeOrigin } from "./build-office-js.mjs";

import { noteBundled } from "./notices.mjs";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const pane = join(root, "addin", "taskpane");

const shared = {
  bundle: true,
  minify: true,
  platform: "browser",
  target: ["es2020"],
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis", WebAssembly: "undefined" },
  tsconfig: join(root, "tsconfig.json"),
  plugins: [noteBundled],
  // Their notices stand in third-party-notices.txt.
  legalComments: "none",
  logLevel: "warning",
};

/**
 * @param {{ outDir: string, officeJs?: string }} options `officeJs`: address of office.js as the page loads it,
 * our own copy by default.
 */
export async function buildTaskPane({ outDir, officeJs = "office-js/office.js" }) {
  await mkdir(outDir, { recursive: true });
  await build({
    ...shared,
    entryPoints: [join(pane, "excel-entry.ts")],
    outfile: join(outDir, "taskpane.js"),
    format: "iife",
  });
  const html = await readFile(join(pane, "taskpane.html"), "utf8");
  await writeFile(
    join(outDir, "taskpane.html"),
    html.replaceAll("{{officeJs}}", officeJs).replaceAll("{{officeOrigin}}", officeOrigin(officeJs)),
  );
}
