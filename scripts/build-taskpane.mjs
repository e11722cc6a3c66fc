// Builds the task pane: taskpane.js (the pane with its Excel entry) and taskpane.html.
import { join } from "node:path";
import { build } from "esbuild";
import { pageBundle } from "./bundle.mjs";
import { writePage } from "./page-head.mjs";
import { root } from "./root.mjs";

const pane = join(root, "addin", "taskpane");

/** @param {{ outDir: string, officeJs: string }} options `officeJs`: address from which the page loads office.js */
export async function buildTaskPane({ outDir, officeJs }) {
  await build({
    ...pageBundle,
    entryPoints: [join(pane, "excel-entry.ts")],
    outfile: join(outDir, "taskpane.js"),
  });
  await writePage(join(pane, "taskpane.html"), join(outDir, "taskpane.html"), officeJs);
}
