import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { pageHead } from "../../../scripts/page-head.mjs";
import { distFolder, serveDist, type ServedFolder } from "../browser";

const page = `<!doctype html><html lang="en"><head>${pageHead()}
<style>html, body, #pane { height: 100%; margin: 0 }</style></head>
<body><main id="pane"></main><script src="pane-page.js"></script></body></html>`;

const shared = {
  bundle: true,
  minify: true,
  platform: "browser" as const,
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  tsconfig: resolve("tsconfig.json"),
  logLevel: "error" as const,
};

/** Builds the page into a folder of its own and serves it; `close` removes the folder. */
export async function servePanePage(): Promise<ServedFolder> {
  const folder = mkdtempSync(join(tmpdir(), "crm-pane-page-"));
  await Promise.all([
    build({
      ...shared,
      entryPoints: [resolve("test/e2e/pane-page/pane-page.ts")],
      outfile: join(folder, "pane-page.js"),
    }),
  ]);
  writeFileSync(join(folder, "index.html"), page);
  for (const file of ["functions.js", "functions.json", "functions.zh-CN.json"]) {
    if (existsSync(join(distFolder, file))) cpSync(join(distFolder, file), join(folder, file));
  }
  cpSync(join(distFolder, "examples"), join(folder, "examples"), { recursive: true });
  const served = await serveDist(folder);
  return {
    url: served.url,
    close: async () => {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
