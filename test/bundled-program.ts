import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { temporaryFolder } from "./temporary-folder";

/** The path of a program for Node, made of a piece of TypeScript that imports from the root of the repository. */
export function bundledProgram(contents: string): string {
  const outfile = join(temporaryFolder(), "program.cjs");
  buildSync({
    stdin: { contents, resolveDir: resolve("."), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["libphonenumber-js", "libsql", "ml-matrix", "ml-regression-multivariate-linear"],
    alias: { "@crm-functions/core": resolve("core", "index.ts") },
    outfile,
  });
  return outfile;
}

/** Where such a program finds the packages. */
export const programEnvironment = { ...process.env, NODE_PATH: resolve("node_modules") };
