import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./root.mjs";

/**
 * Loads a TypeScript module of this checkout: scripts are plain Node and cannot import it. What it imports from packages
 * is found because the bundle lies in this checkout too.
 */
export async function importTypeScript(file) {
  const result = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
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
