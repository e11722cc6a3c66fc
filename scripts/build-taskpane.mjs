// Builds the task pane: taskpane.js (the pane with its Excel entry) and taskpane.html.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { officeOrigin } from "./build-office-js.mjs";
import { pageBundle } from "./bundle.mjs";
import { root } from "./root.mjs";

const pane = join(root, "addin", "taskpane");

/**
 * @param {{ outDir: string, officeJs?: string }} options `officeJs`: address from which the page loads office.js, our
 * own copy by default.
 */
export async function buildTaskPane({ outDir, officeJs = "office-js/office.js" }) {
  await mkdir(outDir, { recursive: true });
  await build({
    ...pageBundle,
    entryPoints: [join(pane, "excel-entry.ts")],
    outfile: join(outDir, "taskpane.js"),
  });
  const html = await readFile(join(pane, "taskpane.html"), "utf8");
  await writeFile(
    join(outDir, "taskpane.html"),
    html.replaceAll("{{officeJs}}", officeJs).replaceAll("{{officeOrigin}}", officeOrigin(officeJs)),
  );
}
