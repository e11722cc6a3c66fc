// npm run build [-- --url https://… --cdn --development]: everything that is served, in dist.
import { copyFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.mjs";
import { readOptions } from "./options.mjs";
import { buildCore } from "./build-core.mjs";
import { buildExamples } from "./build-examples.mjs";
import { buildFunctions } from "./build-functions.mjs";
import { buildManifest, checkedUrl } from "./build-manifest.mjs";
import { buildOfficeJs, microsoftCdn } from "./build-office-js.mjs";
import { buildHelp } from "./build-help.mjs";
import { buildTaskPane } from "./build-taskpane.mjs";
import { buildPlayground } from "./build-playground.mjs";
import { writeNotices } from "./notices.mjs";
import { writeReference } from "./reference.mjs";
import { replaceFolder } from "./replace-folder.mjs";

const dist = join(root, "dist");
const localUrl = "https://localhost:3000";
const localOfficeJs = "office-js/office.js";

/**
 * @param {{ url?: string, cdn?: boolean, development?: boolean, out?: string }} options `cdn`: Office.js from
 * Microsoft's server, as their store requires; `development`: a second add-in beside the real one, namespace CRMDEV
 */
export async function buildAddin({
  url = process.env.ADDIN_URL ?? localUrl,
  cdn = false,
  development = false,
  out = dist,
} = {}) {
  const address = checkedUrl(url);
  const officeJs = cdn ? microsoftCdn : localOfficeJs;
  await replaceFolder(out, async (outDir) => {
    await Promise.all([
      buildCore(),
      writePageFiles(outDir, address),
      buildManifest({ file: join(outDir, "manifest.xml"), url: address, development }),
      cdn ? undefined : buildOfficeJs({ outDir }),
      copyFile(join(root, "addin", "shortcuts.json"), join(outDir, "shortcuts.json")),
      buildTaskPane({ outDir, officeJs }),
    ]);
    await writeNotices({ outDir });
  });
}

/** The add-in, and what notebooks import (with packages of another workspace); options as for `buildAddin`. */
export async function buildAll(options) {
  const { buildNotebooks } = await import("./build-notebooks.mjs");
  await buildAddin(options);
  await buildNotebooks();
}

async function writePageFiles(outDir, url) {
  await buildFunctions({ outDir, url });
  await writeReference();
  await Promise.all([
    cp(join(root, "addin", "icons"), join(outDir, "icons"), { recursive: true }),
    buildHelp({ outDir }),
    buildPlayground({ outDir }),
    buildExamples({ outDir }),
  ]);
}

/** What `npm start` serves: the spreadsheet page with pane, examples and help. A pane in Excel stays served. */
export async function buildPage() {
  const fill = async (outDir) => {
    await writePageFiles(outDir, localUrl);
    await writeNotices({ outDir });
  };
  await replaceFolder(dist, fill, { keeps: true });
}

export async function main(args) {
  const options = readOptions(args, { values: ["url", "out"], flags: ["cdn", "development"] });
  const started = Date.now();
  await buildAll(options);
  console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
