// Builds the playground page: index.html, playground.js and playground.css. It loads functions.js and the metadata
// files beside it, the same ones that Excel loads.
import { join } from "node:path";
import { build } from "esbuild";
import { pageBundle } from "./bundle.mjs";
import { writePage } from "./page-head.mjs";
import { root } from "./root.mjs";

/** @param {{ outDir: string }} options */
export async function buildPlayground({ outDir }) {
  const playground = join(root, "addin", "playground");
  await build({
    ...pageBundle,
    // The pane is a separate script, loaded when it is first opened.
    entryPoints: { playground: join(playground, "index.ts"), pane: join(playground, "pane-entry.ts") },
    outdir: outDir,
    alias: { "@crm-functions/core": join(root, "core", "index.ts") },
    loader: { ".woff2": "dataurl", ".ttf": "dataurl", ".svg": "dataurl", ".png": "dataurl" },
  });
  await writePage(join(playground, "index.html"), join(outDir, "index.html"));
}
