// Builds the playground page: index.html, playground.js and playground.css. It loads functions.js and the metadata files
// that lie beside it, the very ones that Excel loads.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { noteBundled } from "./notices.mjs";
import { root } from "./root.mjs";

/** @param {{ outDir: string }} options */
export async function buildPlayground({ outDir }) {
  const playground = join(root, "addin", "playground");
  await mkdir(outDir, { recursive: true });
  await build({
    // The pane is a script of its own, loaded when somebody first opens it.
    entryPoints: { playground: join(playground, "index.ts"), pane: join(playground, "pane-entry.ts") },
    outdir: outDir,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: ["es2020"],
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis", WebAssembly: "undefined" },
    alias: { "@crm-functions/core": join(root, "core", "index.ts") },
    tsconfig: join(root, "tsconfig.json"),
    loader: { ".woff2": "dataurl", ".ttf": "dataurl", ".svg": "dataurl", ".png": "dataurl" },
    plugins: [noteBundled],
    // Their notices stand in third-party-notices.txt.
    legalComments: "none",
    logLevel: "warning",
  });
  await copyFile(join(playground, "index.html"), join(outDir, "index.html"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildPlayground({ outDir: join(root, "dist") });
}
