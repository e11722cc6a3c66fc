// Settings shared by all bundles for pages.
import { join } from "node:path";
import { noteBundled } from "./notices.mjs";
import { root } from "./root.mjs";

/** Options for esbuild: minified, for the oldest engine that a shared runtime may have. */
export const bundled = {
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020"],
  tsconfig: join(root, "tsconfig.json"),
  plugins: [noteBundled],
  // Their notices are in third-party-notices.txt.
  legalComments: "none",
  logLevel: "warning",
};

/** The same for scripts that draw a page. */
export const pageBundle = {
  ...bundled,
  platform: "browser",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis", WebAssembly: "undefined" },
};
