// Builds what a notebook needs if any source is newer. A running kernel watches these files: building them again
// without need would stop it.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildCore } from "./build-core.mjs";
import { buildNotebooks } from "./build-notebooks.mjs";
import { root } from "./root.mjs";

const sources = [
  "core",
  "addin/workbook/file",
  "notebooks/support",
  "scripts/build-core.mjs",
  "scripts/build-notebooks.mjs",
  "scripts/declarations.mjs",
  "package-lock.json",
];
// Written last.
const result = "notebooks/support/dist/types/index.d.ts";

/** The latest change below a path, in milliseconds; folders count as well, because a file may have been removed. */
async function lastChange(path) {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = (await readdir(path)).filter((name) => name !== "dist" && name !== "node_modules");
  const times = await Promise.all(names.map((name) => lastChange(join(path, name))));
  return Math.max(entry.mtimeMs, ...times);
}

async function isBuilt() {
  const built = await stat(join(root, result)).catch(() => undefined);
  if (built === undefined) return false;
  const changes = await Promise.all(sources.map((path) => lastChange(join(root, path))));
  return Math.max(...changes) < built.mtimeMs;
}

export async function buildForNotebooks() {
  if (await isBuilt()) return;
  await buildCore();
  await buildNotebooks();
}
