import { build } from "esbuild";
import { join } from "node:path";
import { root } from "./root.mjs";

/** Loads a TypeScript module that needs nothing but this checkout: scripts are plain Node and cannot import it. */
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
  return import(
    `data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString("base64")}`
  );
}
