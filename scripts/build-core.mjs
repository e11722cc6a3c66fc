// Builds @crm-functions/core: CommonJS for notebooks, ES modules for bundlers, and declarations.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { root } from "./root.mjs";

const run = promisify(execFile);

export async function buildCore() {
  const core = join(root, "core");
  const out = join(core, "dist");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const shared = {
    entryPoints: [join(core, "index.ts")],
    bundle: true,
    // libphonenumber-js and the ml- packages stay packages: a notebook installs them with the core
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
    run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", core]).catch(
      (error) => {
        throw new Error(`The declarations of core do not build:\n${error.stdout}`);
      },
    ),
  ]);
  // The package is CommonJS for old resolvers; the folder says so for the ES build.
  await writeFile(join(out, "esm", "package.json"), '{ "type": "module" }\n');
}
