// Builds @crm-functions/notebooks, which notebooks import, and the runner of reports. Needs a built core.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { build } from "esbuild";
import { declarations } from "./declarations.mjs";
import { root } from "./root.mjs";

/** Compiles the SIMD loops over rows from AssemblyScript to WebAssembly. */
async function buildKernels(from, to) {
  const source = await readFile(from, "utf8");
  let compiled;
  const { error, stderr } = await asc.main(
    "kernels.ts --outFile kernels.wasm -O3 --noAssert --enable simd --runtime stub --importMemory".split(" "),
    {
      // The file has an extension of its own, so that no tool takes the source for TypeScript.
      readFile: (name) => (name === "kernels.ts" ? source : null),
      writeFile: (_, contents) => (compiled = contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${from} does not compile:\n${stderr.toString()}`);
  await writeFile(to, compiled);
}

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
  // Packages are not bundled, native ones above all; except marked, an ES module only, which notebooks cannot load.
  const packages = {
    name: "packages-stay-packages",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" || path === "marked" ? undefined : { path, external: true },
      );
    },
  };
  await Promise.all([
    buildKernels(join(support, "kernels", "kernels.as"), join(out, "cjs", "kernels.wasm")),
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
    // A thread's bundle holds only what it runs: the whole core with its packages would cost each several megabytes.
    build({
      ...shared,
      alias: { "@crm-functions/core": join(root, "core", "index.ts") },
      entryPoints: [join(support, "regression", "row-thread.ts")],
      outfile: join(out, "cjs", "row-thread.js"),
    }),
    declarations("notebooks/support"),
  ]);
  // The declarations keep the folders of the checkout, because the support uses addin/workbook/file.
  await writeFile(join(out, "types", "index.d.ts"), 'export * from "./notebooks/support/index";\n');
}
