import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./root.mjs";

const fromCore = createRequire(join(root, "core", "index.ts"));

/**
 * Loads a TypeScript module of this checkout, which scripts in plain Node cannot import. Packages that it imports are
 * found, because the bundle is in this checkout as well.
 */
export async function importTypeScript(file) {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    // The core has its own version of this package, which the bundle would not find from its folder.
    plugins: [
      {
        name: "of-the-core",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^@noble\/hashes/ }, ({ path }) => ({
            path: pathToFileURL(fromCore.resolve(path)).href,
            external: true,
          })),
      },
    ],
    alias: { "@crm-functions/core": join(root, "core", "index.ts") },
    tsconfig: join(root, "tsconfig.json"),
    write: false,
    logLevel: "warning",
  });
  const code = Buffer.from(result.outputFiles[0].contents);
  const folder = join(root, "node_modules", ".cache", "crm-functions");
  const name = `${basename(file, ".ts")}-${createHash("sha256").update(code).digest("hex").slice(0, 16)}.mjs`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), code);
  return import(pathToFileURL(join(folder, name)).href);
}
