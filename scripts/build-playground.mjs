// Builds the playground page: index.html, playground.js and playground.css. It loads functions.js and the metadata
// files beside it, the same ones that Excel loads.
import { join } from "node:path";
import { build } from "esbuild";
import { pageBundle } from "./bundle.mjs";
import { writePage } from "./page-head.mjs";
import { root } from "./root.mjs";

/** Univer's patterns for hyphens in 76 languages are a third of the script; cells are never hyphenated. */
const withoutHyphens = {
  name: "without-hyphens",
  setup({ onLoad }) {
    onLoad({ filter: /engine-render[/\\]lib[/\\]es[/\\].+-[\w-]{8}\.js$/ }, () => ({ contents: "" }));
  },
};

/** @param {{ outDir: string }} options */
export async function buildPlayground({ outDir }) {
  const playground = join(root, "addin", "playground");
  await build({
    ...pageBundle,
    plugins: [...pageBundle.plugins, withoutHyphens],
    // The pane is a separate script, loaded when it is first opened.
    entryPoints: { playground: join(playground, "index.ts"), pane: join(playground, "pane-entry.ts") },
    outdir: outDir,
    alias: { "@crm-functions/core": join(root, "core", "index.ts") },
    loader: { ".woff2": "dataurl", ".ttf": "dataurl", ".svg": "dataurl", ".png": "dataurl" },
  });
  await writePage(join(playground, "index.html"), join(outDir, "index.html"));
}
