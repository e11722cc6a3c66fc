// Builds @crm-functions/notebooks, what a notebook imports, and beside it the runner of reports. Wants core built.
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { root } from "./root.mjs";

const run = promisify(execFile);

export async function buildNotebooks() {
  const support = join(root, "notebooks", "support");
  const out = join(support, "dist");
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, "types"), { recursive: true });
  const shared = {
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    sourcemap: true,
    logLevel: "warning",
    tsconfigRaw: {},
  };
  // Packages stay packages, native ones above all; marked is an ES module only, which notebooks cannot load.
  const packages = {
    name: "packages-stay-packages",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" || path === "marked" ? undefined : { path, external: true },
      );
    },
  };
  await Promise.all([
    build({
      ...shared,
      plugins: [packages],
      entryPoints: [join(support, "index.ts")],
      outfile: join(out, "cjs", "index.js"),
    }),
    build({
      ...shared,
      plugins: [packages],
      entryPoints: [join(support, "report", "index.ts")],
      outfile: join(out, "cjs", "report.js"),
    }),
    // A thread carries no more than it runs: the whole core with its packages would cost each some megabytes.
    build({
      ...shared,
      alias: { "@crm-functions/core": join(root, "core", "index.ts") },
      entryPoints: [join(support, "regression", "row-thread.ts")],
      outfile: join(out, "cjs", "row-thread.js"),
    }),
    run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", support]).catch(
      (error) => {
        throw new Error(`The declarations of notebooks/support do not build:\n${error.stdout}`);
      },
    ),
  ]);
  // The declarations keep the folders of the checkout, since the support uses addin/workbook/file.
  await writeFile(join(out, "types", "index.d.ts"), 'export * from "./notebooks/support/index";\n');
}
