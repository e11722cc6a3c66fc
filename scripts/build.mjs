// npm run build [-- --url https://… --cdn --development]: everything that is served, in dist.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";
import { buildCore } from "./build-core.mjs";
import { buildExamples } from "./build-examples.mjs";
import { buildFunctions } from "./build-functions.mjs";
import { buildIcons } from "./build-icons.mjs";
import { buildManifest, checkedUrl } from "./build-manifest.mjs";
import { buildOfficeJs, microsoftCdn } from "./build-office-js.mjs";
import { buildHelp } from "./build-help.mjs";
import { buildTaskPane } from "./build-taskpane.mjs";
import { buildPlayground } from "./build-playground.mjs";
import { writeReference } from "./reference.mjs";

/**
 * @param {{ url?: string, cdn?: boolean, development?: boolean, outDir?: string }} options `cdn`: Office.js from
 * Microsoft's server, as their store demands; `development`: a second add-in beside the real one, namespace CRMDEV
 */
export async function buildAll({
  url = process.env.ADDIN_URL ?? "https://localhost:3000",
  cdn = false,
  development = false,
  outDir = join(root, "dist"),
} = {}) {
  const address = checkedUrl(url);
  const officeJs = cdn ? microsoftCdn : "office-js/office.js";
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await buildCore();
  await buildFunctions({ outDir, url: address });
  await writeReference();
  await Promise.all([
    buildIcons({ outDir }),
    buildManifest({ file: join(outDir, "manifest.xml"), url: address, development }),
    cdn ? undefined : buildOfficeJs({ outDir }),
    copyFile(join(root, "addin", "shortcuts.json"), join(outDir, "shortcuts.json")),
    buildHelp({ outDir }),
    buildTaskPane({ outDir, officeJs }),
    buildPlayground({ outDir }),
    buildExamples({ outDir }),
  ]);
  const notebooks = join(root, "scripts", "build-notebooks.mjs");
  if (existsSync(notebooks)) await (await import(pathToFileURL(notebooks))).buildNotebooks();
}

export async function main(args) {
  const { options } = readOptions(args, { values: ["url", "out"], flags: ["cdn", "development"] });
  const started = Date.now();
  await buildAll({ ...options, outDir: options.out });
  console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
