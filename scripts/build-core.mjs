// Builds @crm-functions/core: CommonJS for notebooks, ES modules for bundlers, and declarations.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { declarations } from "./declarations.mjs";
import { root } from "./root.mjs";

/** Writes `Float64Array<ArrayBuffer>` without its parameter, which TypeScript 5.0, used by tslab, does not know. */
async function plainTypedArrays(folder) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".d.ts")) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, "utf8");
    const plain = text.replace(
      /\b((?:Big)?(?:Float|Int|Uint)\d+(?:Clamped)?Array)<(?:ArrayBuffer|ArrayBufferLike)>/g,
      "$1",
    );
    if (plain !== text) await writeFile(file, plain);
  }
}

export async function buildCore() {
  const core = join(root, "core");
  const out = join(core, "dist");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const shared = {
    entryPoints: [join(core, "index.ts")],
    bundle: true,
    // libphonenumber-js and the ml- packages are not bundled: a notebook installs them with the core
    packages: "external",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2020",
    sourcemap: true,
    logLevel: "warning",
  };
  await Promise.all([
    build({ ...shared, format: "cjs", outfile: join(out, "cjs", "index.js") }),
    build({ ...shared, format: "esm", outfile: join(out, "esm", "index.js") }),
    declarations("core"),
  ]);
  await plainTypedArrays(join(out, "types"));
  // The package is CommonJS for old resolvers; this file marks the folder of the ES build as ES modules.
  await writeFile(join(out, "esm", "package.json"), '{ "type": "module" }\n');
}
